"""How often codes are mailed (rule L9): once a minute per challenge, ten times an hour per account."""

from datetime import UTC, datetime, timedelta

import pytest

from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS, next_mail_at

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


def test_the_first_mail_may_leave_at_once() -> None:
    assert next_mail_at(None, [], NOW) is None


@pytest.mark.parametrize("seconds", [0, 1, 59])
def test_a_challenge_waits_a_minute_between_two_mails(seconds: int) -> None:
    sent = ago(seconds=seconds)
    assert next_mail_at(sent, [sent], NOW) == sent + timedelta(minutes=1)


def test_the_minute_ends_exactly_after_a_minute() -> None:
    assert next_mail_at(ago(minutes=1), [ago(minutes=1)], NOW) is None
    assert next_mail_at(ago(minutes=1) + INSTANT, [], NOW) == NOW + INSTANT


def test_the_minute_is_the_challenges_and_not_the_accounts() -> None:
    assert next_mail_at(None, [NOW], NOW) is None


def test_nine_in_an_hour_leave_room_for_a_tenth() -> None:
    assert next_mail_at(None, [ago(minutes=n) for n in range(9)], NOW) is None


def test_after_ten_the_eleventh_waits_until_the_oldest_is_an_hour_old() -> None:
    sent = [ago(minutes=n) for n in range(10, 20)]
    assert next_mail_at(None, sent, NOW) == ago(minutes=19) + timedelta(hours=1)


def test_their_order_does_not_matter() -> None:
    sent = [ago(minutes=n) for n in (15, 10, 19, 11, 18, 12, 17, 13, 16, 14)]
    assert next_mail_at(None, sent, NOW) == ago(minutes=19) + timedelta(hours=1)


def test_a_mail_of_an_hour_ago_counts_no_more() -> None:
    assert next_mail_at(None, [ago(hours=1), *(ago(minutes=n) for n in range(1, 10))], NOW) is None
    assert next_mail_at(None, [ago(hours=1) + INSTANT] * 10, NOW) == NOW + INSTANT


def test_the_longer_of_two_waits_is_answered() -> None:
    sent = [ago(minutes=59, seconds=50)] * 10
    assert next_mail_at(ago(seconds=20), sent, NOW) == ago(seconds=20) + timedelta(minutes=1)
    assert next_mail_at(ago(seconds=55), sent, NOW) == ago(minutes=59, seconds=50) + timedelta(hours=1)


def test_guesses_at_passwords_are_limited_per_account_and_address_and_more_widely_per_address() -> None:
    assert (PER_ACCOUNT_AND_ADDRESS.failures, PER_ACCOUNT_AND_ADDRESS.window) == (10, timedelta(minutes=15))
    assert (PER_ADDRESS.failures, PER_ADDRESS.window) == (200, timedelta(minutes=15))
