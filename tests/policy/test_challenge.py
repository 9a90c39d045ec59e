"""The challenge's transition table, every pair of it (rules L3, A2, A6)."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from ostiary.policy.challenge import (
    CHALLENGE_LIFE,
    TRANSITIONS,
    ChallengeEvent,
    ChallengeState,
    diagram,
    is_open,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MOVES = {
    ("PENDING", "ACCEPT"): "PASSED",
    ("PENDING", "LOCK"): "LOCKED",
    ("PENDING", "EXPIRE"): "EXPIRED",
    ("PENDING", "CANCEL"): "CANCELLED",
}


@pytest.mark.parametrize(("state", "event"), list(itertools.product(ChallengeState, ChallengeEvent)))
def test_a_challenge_moves_from_pending_alone_and_never_again(state: ChallengeState, event: ChallengeEvent) -> None:
    assert TRANSITIONS.get((state, event)) == MOVES.get((state.value, event.value))


def test_a_challenge_lives_ten_minutes() -> None:
    assert timedelta(minutes=10) == CHALLENGE_LIFE


def test_a_pending_challenge_is_open_until_its_last_instant() -> None:
    end = NOW + CHALLENGE_LIFE
    assert is_open(ChallengeState.PENDING, end, end - timedelta(microseconds=1))
    assert not is_open(ChallengeState.PENDING, end, end)


@pytest.mark.parametrize("state", [state for state in ChallengeState if state is not ChallengeState.PENDING])
def test_a_settled_challenge_is_over_however_young(state: ChallengeState) -> None:
    assert not is_open(state, NOW + CHALLENGE_LIFE, NOW)


def test_the_diagram_is_the_table() -> None:
    assert diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> PENDING",
        "    PENDING --> PASSED: ACCEPT",
        "    PENDING --> LOCKED: LOCK",
        "    PENDING --> EXPIRED: EXPIRE",
        "    PENDING --> CANCELLED: CANCEL",
    ]
