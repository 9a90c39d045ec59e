"""A span of time, taken apart into what is counted already and what is not."""

import pytest

from ostiary.store.audit_counts import Piece, pieces_of
from ostiary.store.instants import from_micros

MINUTE = 60_000_000
DAY = 1440 * MINUTE


@pytest.mark.parametrize(
    ("since", "until", "pieces"),
    [
        (0, DAY, [Piece(1440, 0, DAY)]),
        (1, 5 * MINUTE - 1, [Piece(0, 1, 5 * MINUTE - 1)]),
        (
            1,
            12 * MINUTE,
            [Piece(0, 1, 5 * MINUTE), Piece(5, 5 * MINUTE, 10 * MINUTE), Piece(0, 10 * MINUTE, 12 * MINUTE)],
        ),
        (
            55 * MINUTE,
            2 * DAY + 60 * MINUTE,
            [
                Piece(5, 55 * MINUTE, 60 * MINUTE),
                Piece(60, 60 * MINUTE, DAY),
                Piece(1440, DAY, 2 * DAY),
                Piece(60, 2 * DAY, 2 * DAY + 60 * MINUTE),
            ],
        ),
        (-MINUTE, 0, [Piece(0, -MINUTE, 0)]),
        (-5 * MINUTE, 0, [Piece(5, -5 * MINUTE, 0)]),
    ],
)
def test_a_span_is_taken_apart_into_the_largest_units(since: int, until: int, pieces: list[Piece]) -> None:
    assert pieces_of(from_micros(since), from_micros(until)) == pieces
