"""The bypass and its end (rule M3)."""

from datetime import timedelta

import pytest

from ostiary.policy.bypass import Bypass, is_bypass_end, is_bypassed
from tests.support.passing_time import START

TICK = timedelta(microseconds=1)
YEAR = timedelta(days=366)


def test_without_a_bypass_nobody_is_let_past() -> None:
    assert not is_bypassed(None, START)


def test_a_bypass_without_an_end_holds_for_ever() -> None:
    assert is_bypassed(Bypass(START), START + timedelta(days=100_000))


@pytest.mark.parametrize(("now", "holds"), [(START, True), (START + TICK, False), (START - TICK, True)])
def test_a_bypass_holds_up_to_its_end_and_no_longer(now: object, holds: bool) -> None:
    end = START + TICK
    assert is_bypassed(Bypass(START, until=end), now) is holds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ahead", "is_end"),
    [(-TICK, False), (timedelta(0), False), (TICK, True), (YEAR, True), (YEAR + TICK, False)],
)
def test_an_end_lies_in_the_future_and_within_a_year(ahead: timedelta, is_end: bool) -> None:
    assert is_bypass_end(START + ahead, START) is is_end
