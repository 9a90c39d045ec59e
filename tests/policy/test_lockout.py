"""The lockout's law, boundary by boundary (rules A2, A3, A8)."""

from datetime import UTC, datetime, timedelta

import pytest

from ostiary.policy.lockout import LOCKED_FOR_GOOD, Lockout, attempts_remaining, charge, current, is_locked

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)


def charged(times: int, lockout: Lockout | None = None, now: datetime = NOW) -> Lockout:
    count = lockout or Lockout()
    for _ in range(times):
        after = charge(count, now)
        assert after is not None
        count = after
    return count


@pytest.mark.parametrize("times", [1, 2, 3, 4, 5])
def test_up_to_five_wrong_codes_lock_nothing(times: int) -> None:
    assert charged(times) == Lockout(times, times, None)


def test_the_sixth_in_a_row_locks_for_exactly_one_hour() -> None:
    assert charged(6) == Lockout(6, 6, NOW + HOUR)


def test_a_locked_account_is_charged_nothing_and_its_hour_does_not_move() -> None:
    assert charge(charged(6), NOW + HOUR - INSTANT) is None


def test_the_hour_ends_exactly_after_an_hour() -> None:
    until = NOW + HOUR
    assert (is_locked(until, until - INSTANT), is_locked(until, until), is_locked(until, until + INSTANT)) == (
        True,
        False,
        False,
    )


def test_the_end_of_the_hour_starts_a_new_row_of_six() -> None:
    assert charge(charged(6), NOW + HOUR) == Lockout(1, 7, None)


def test_the_end_of_the_hour_sets_the_one_count_to_zero_and_not_the_other() -> None:
    assert current(charged(6), NOW + HOUR) == Lockout(0, 6, None)


def test_a_count_without_a_lock_does_not_lapse() -> None:
    assert current(charged(5), NOW + timedelta(days=400)) == Lockout(5, 5, None)


def test_the_hundredth_without_an_acceptance_locks_for_good() -> None:
    count, now = Lockout(), NOW
    for number in range(1, 101):
        count = charged(1, count, now)
        if number % 6 == 0 and number < 100:
            assert count.locked_until == now + HOUR
            now += HOUR
    assert count == Lockout(4, 100, LOCKED_FOR_GOOD)
    assert LOCKED_FOR_GOOD.year == 9999


def test_the_ninety_ninth_does_not_lock_for_good() -> None:
    assert charge(Lockout(0, 98, None), NOW) == Lockout(1, 99, None)


def test_the_hundredth_locks_for_good_also_where_it_is_the_sixth_in_a_row() -> None:
    assert charge(Lockout(5, 99, None), NOW) == Lockout(6, 100, LOCKED_FOR_GOOD)


def test_a_lock_for_good_outlives_everybody() -> None:
    count = Lockout(4, 100, LOCKED_FOR_GOOD)
    assert charge(count, NOW + timedelta(days=365 * 1000)) is None


@pytest.mark.parametrize(
    ("count", "now", "remaining"),
    [
        (Lockout(), NOW, 6),
        (Lockout(1, 1), NOW, 5),
        (Lockout(5, 5), NOW, 1),
        (Lockout(6, 6, NOW + HOUR), NOW, 0),
        (Lockout(6, 6, NOW + HOUR), NOW + HOUR, 6),
        (Lockout(0, 97), NOW, 3),
        (Lockout(1, 99), NOW, 1),
        (Lockout(4, 100, LOCKED_FOR_GOOD), NOW, 0),
    ],
)
def test_the_attempts_that_remain_are_those_until_the_next_lock(count: Lockout, now: datetime, remaining: int) -> None:
    assert attempts_remaining(count, now) == remaining


def test_so_many_attempts_as_remain_are_charged_and_the_last_one_locks() -> None:
    for count in (Lockout(), Lockout(3, 50), Lockout(0, 97), Lockout(2, 98)):
        remaining = attempts_remaining(count, NOW)
        assert charged(remaining - 1, count).locked_until is None
        assert charged(remaining, count).locked_until is not None
