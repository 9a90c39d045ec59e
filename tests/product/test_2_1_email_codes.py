"""Document 2.1, "First-time binding also requires entering an email verification code": the mail itself (L9)."""

import re
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.challenges import read_challenge
from ostiary.services.outcomes import (
    ChallengeEnded,
    CodeRefused,
    FactorDisabled,
    LoginCompleted,
    LoginPending,
    MailedCodeView,
    MailFailed,
    RateLimited,
)
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.crew import at_once
from tests.support.door import Door
from tests.support.rows import changed_by
from tests.support.scene import Scene

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def token(door: Door, ana: UserRecord) -> str:
    return await door.challenge(ana)


async def test_a_code_is_mailed_and_the_page_knows_when_to_ask_again(scene: Scene, door: Door, token: str) -> None:
    """2.1; L9: lives 10 minutes and at most as long as the challenge; again after a minute."""
    scene.hands.move(minutes=2)
    now = scene.hands.now
    expected = MailedCodeView("a•••@example.com", now + timedelta(minutes=8), now + MINUTE)
    assert await door.send(token) == expected
    pending = await read_challenge(scene.runtime, token)
    assert isinstance(pending, LoginPending)
    assert pending.mailed_code == expected


async def test_the_subject_starts_with_the_code(scene: Scene, door: Door, token: str, ana: UserRecord) -> None:
    """2.1; L9: so that it can be read from a notification."""
    await door.send(token)
    (subject,) = scene.mail.subjects(ana.email)
    assert subject[:6].isdecimal()
    assert subject[6:] == " is your Acme code"


async def test_sending_again_sends_the_same_code(scene: Scene, door: Door, token: str, ana: UserRecord) -> None:
    """2.1; L9: slow mail never turns a right code into a wrong one."""
    first = await door.mailed_code(token, ana)
    scene.hands.move(minutes=1)
    assert await door.mailed_code(token, ana) == first
    assert len(scene.mail.to(ana.email)) == 2


async def test_another_challenge_has_another_code(
    scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord
) -> None:
    """2.1; L9: a code belongs to its challenge."""
    await scene.switch(acme, on=[EMAIL])
    codes = {token: await door.mailed_code(token, ana) for token in [await door.challenge(ana) for _ in range(3)]}
    assert len(set(codes.values())) == 3
    one, other, _ = codes
    assert isinstance(await door.verify(one, codes[other], EMAIL), CodeRefused)


async def test_a_code_works_once(scene: Scene, acme: ApplicationRecord, door: Door, ana: UserRecord) -> None:
    """2.3; L9: works once, since its challenge is over with it."""
    await scene.switch(acme, on=[EMAIL])
    token = await door.challenge(ana)
    code = await door.mailed_code(token, ana)
    assert isinstance(await door.verify(token, code, EMAIL), LoginCompleted)
    assert await door.verify(token, code, EMAIL) == ChallengeEnded()
    assert isinstance(await door.verify(await door.challenge(ana), code, EMAIL), CodeRefused)


async def test_within_a_minute_a_challenge_sends_no_second_mail(scene: Scene, door: Door, token: str) -> None:
    """2.1; L9: at most once a minute per challenge; beyond: RateLimited with retryAt. Nothing changes."""
    await door.send(token)
    retry_at = scene.hands.now + MINUTE
    scene.hands.move(seconds=59)

    async def send() -> None:
        assert await door.send(token) == RateLimited(retry_at)

    assert await changed_by(send) == set()
    scene.hands.move(seconds=1)
    assert isinstance(await door.send(token), MailedCodeView)


async def test_ten_mails_an_hour_are_the_most_of_an_account(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1; L9: ten times an hour per account, over all its challenges, the tenth's hour counted from the first."""
    first = scene.hands.now
    for _ in range(10):
        assert isinstance(await door.send(await door.challenge(ana)), MailedCodeView)
        scene.hands.move(seconds=1)
    token = await door.challenge(ana)
    assert await door.send(token) == RateLimited(first + timedelta(hours=1))
    scene.hands.now = first + timedelta(hours=1)
    assert isinstance(await door.send(await door.challenge(ana)), MailedCodeView)
    assert len(scene.mail.to(ana.email)) == 11


async def test_parallel_requests_send_no_more_than_the_limits_allow(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1; L9: once a minute per challenge and ten an hour per account, whatever the parallelism."""
    token = await door.challenge(ana)
    sent = await at_once(10, lambda _: door.send(token))
    assert [type(each) for each in sent].count(MailedCodeView) == 1
    tokens = [await door.challenge(ana) for _ in range(15)]
    sent = await at_once(15, lambda number: door.send(tokens[number]))
    assert [type(each) for each in sent].count(MailedCodeView) == 9
    assert len(scene.mail.to(ana.email)) == 10


@pytest.mark.parametrize("is_configured", [True, False])
async def test_mail_that_cannot_be_handed_over_starts_no_wait_and_costs_none_of_the_ten(
    scene: Scene, door: Door, token: str, is_configured: bool
) -> None:
    """2.1; L9: MailUnavailable; the wait does not start and the ten do not shrink."""
    scene.mail.is_refusing, scene.mail.is_configured = True, is_configured

    async def send() -> None:
        for _ in range(12):
            assert isinstance(await door.send(token), MailFailed)

    assert await changed_by(send) <= {"mail_delivery.last_failed_at", "challenges.code_key_id"}
    scene.mail.is_refusing, scene.mail.is_configured = False, True
    assert isinstance(await door.send(token), MailedCodeView)


@pytest.mark.parametrize(
    ("is_configured", "reason"), [(True, "the mail was not handed over"), (False, "mail is not configured")]
)
async def test_the_reference_that_a_user_reads_out_leads_to_the_reason_in_the_log(
    scene: Scene, door: Door, token: str, is_configured: bool, reason: str
) -> None:
    """2.1; ux.md 2: "Contact your administrator. (ref ABC123)"."""
    scene.mail.is_refusing, scene.mail.is_configured = True, is_configured
    with capture_logs() as logged:
        failed = await door.send(token)
    assert isinstance(failed, MailFailed)
    assert re.fullmatch("[0-9A-F]{6}", failed.reference)
    [line] = [each for each in logged if each["event"] == "email_code_not_mailed"]
    assert line == {
        "event": "email_code_not_mailed",
        "log_level": "warning",
        "reference": failed.reference,
        "reason": reason,
    }


async def test_a_refused_mail_leaves_an_earlier_ones_wait_as_it_was(scene: Scene, door: Door, token: str) -> None:
    """2.1; L9: and the earlier code stays good."""
    await door.send(token)
    first = scene.hands.now
    scene.hands.move(minutes=1)
    scene.mail.is_refusing = True
    assert isinstance(await door.send(token), MailFailed)
    pending = await read_challenge(scene.runtime, token)
    assert isinstance(pending, LoginPending)
    assert pending.mailed_code is not None
    assert pending.mailed_code.resend_at == first + MINUTE


async def test_a_bound_user_of_an_otp_only_application_is_mailed_nothing(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """2.2; L6, L4: bound users enter the code only; the email factor is off."""
    await door.bind(ana)
    mailed = len(scene.mail.messages)
    assert await door.send(await door.challenge(ana)) == FactorDisabled()
    assert len(scene.mail.messages) == mailed


async def test_after_ten_minutes_nothing_is_mailed(scene: Scene, door: Door, token: str) -> None:
    """2.1; L3, L9."""
    scene.hands.move(minutes=10)
    assert await door.send(token) == ChallengeEnded()
    assert scene.mail.messages == []
