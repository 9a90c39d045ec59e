"""Instants are kept as microseconds: exact, ordered, free of time zones."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ostiary.policy.lockout import LOCKED_FOR_GOOD
from ostiary.store.instants import from_micros, to_micros


@pytest.mark.parametrize(
    "instant",
    [
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2026, 11, 24, 9, 0, 0, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        LOCKED_FOR_GOOD,
    ],
)
def test_an_instant_comes_back_as_it_was(instant: datetime) -> None:
    assert from_micros(to_micros(instant)) == instant


def test_another_time_zone_is_the_same_instant() -> None:
    there = datetime(2026, 11, 24, 17, tzinfo=timezone(timedelta(hours=8)))
    assert from_micros(to_micros(there)) == datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_micros(datetime(2026, 11, 24))  # noqa: DTZ001
