"""Who has to prove their second step once more (design/security.md, step-up)."""

from datetime import UTC, datetime, timedelta

import pytest

from ostiary.policy.step_up import is_step_up_due

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=1)
INSTANT = timedelta(microseconds=1)
FIVE = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("proven_at", "bound_at", "is_bypassed", "is_due"),
    [
        pytest.param(None, None, False, False, id="no factor"),
        pytest.param(LONG_AGO, None, False, False, id="no factor any more"),
        pytest.param(NOW - FIVE + INSTANT, LONG_AGO, False, False, id="proven just now"),
        pytest.param(NOW - FIVE, LONG_AGO, False, True, id="proven five minutes ago"),
        pytest.param(NOW - FIVE, LONG_AGO, True, False, id="bypassed"),
        pytest.param(None, LONG_AGO, False, True, id="bound at the sign-in and never proven"),
        pytest.param(None, LONG_AGO + INSTANT, False, False, id="bound after the sign-in"),
        pytest.param(NOW - FIVE, LONG_AGO + INSTANT, False, True, id="bound after the sign-in, proven since"),
    ],
)
def test_a_proof_is_asked_for_where_there_is_a_factor_and_none_within_five_minutes(
    proven_at: datetime | None, bound_at: datetime | None, is_bypassed: bool, is_due: bool
) -> None:
    assert (
        is_step_up_due(signed_in_at=LONG_AGO, proven_at=proven_at, bound_at=bound_at, is_bypassed=is_bypassed, now=NOW)
        is is_due
    )
