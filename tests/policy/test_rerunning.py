"""Which work is run again, how often, and after which pause."""

import pytest

from ostiary.policy.rerunning import Outage, pause_before_rerun


@pytest.mark.parametrize("outage", [Outage.IN_DOUBT, Outage.UNREACHABLE])
def test_what_may_be_done_already_and_what_would_only_wait_is_never_run_again(outage: Outage) -> None:
    assert pause_before_rerun(outage, 1, 0.5) is None


@pytest.mark.parametrize("outage", [Outage.DROPPED, Outage.READ_ONLY])
def test_a_lost_connection_is_replaced_twice(outage: Outage) -> None:
    assert [pause_before_rerun(outage, runs, 0.5) for runs in (1, 2, 3, 4)] == [0.05, 0.1, None, None]


def test_a_conflict_is_run_six_times_with_growing_pauses() -> None:
    pauses = [pause_before_rerun(Outage.CONFLICT, runs, 0.5) for runs in range(1, 8)]
    assert pauses == [0.01, 0.02, 0.04, 0.08, 0.16, None, None]


def test_luck_spreads_a_pause_by_half_to_either_side() -> None:
    assert pause_before_rerun(Outage.CONFLICT, 1, 0.0) == 0.005
    assert pause_before_rerun(Outage.CONFLICT, 1, 1.0) == 0.015
