"""Document 2.4: after 6 consecutive incorrect attempts, cumulative with other factors, locked for 1 hour."""

from datetime import timedelta

import pytest

from ostiary.policy.lockout import LOCKED_FOR_GOOD, Lockout
from ostiary.policy.vocabulary import CodeField, FactorKind, InvalidCodeReason
from ostiary.services.binding import begin_otp_binding
from ostiary.services.outcomes import (
    AccountLocked,
    ChallengeEnded,
    CodeRefused,
    CredentialsRefused,
    LoginCompleted,
    LoginPending,
)
from ostiary.store.accounts import charge_attempt
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import EN, Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, Scene
from tests.support.service_desk import ServiceDesk

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL
HOUR = timedelta(hours=1)


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    return await door.bind(ana)


async def test_five_wrong_codes_are_answered_with_what_is_left_and_the_sixth_with_the_lock(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A2: the sixth in a row locks for one hour and says so in its own answer. E1, E2: the exact events."""
    token, seen = await door.challenge(ana), await scene.log()
    answers = [await door.verify(token, app.wrong_code_at(scene.hands.now, n)) for n in range(6)]
    assert answers == [*(CodeRefused(left) for left in (5, 4, 3, 2, 1)), AccountLocked(scene.hands.now + HOUR)]
    wrong = ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "INVALID_CODE")
    assert await scene.logged_since(seen) == [*[wrong] * 6, ("ACCOUNT_LOCKED", "FAILURE", "ACCOUNT_LOCKED")]
    assert (await scene.seen(ana)).lockout == Lockout(6, 6, scene.hands.now + HOUR)


async def test_the_lock_ends_every_open_challenge_of_the_account(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A2: and ends the account's open challenges."""
    open_before = await door.challenge(ana)
    await door.miss(ana, app, 6)
    assert await door.verify(open_before, app.code_at(scene.hands.now)) == ChallengeEnded()


async def test_the_user_is_told_by_mail(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.4: a person whose account is locked learns of it, from where and until when."""
    await door.miss(ana, app, 6)
    await scene.runtime.drain()
    message = scene.mail.to(ana.email)[-1]
    assert HOME.ip in message.text
    assert "ocked" in message.subject


async def test_wrong_codes_of_all_factors_applications_challenges_and_the_binding_count_together(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4 "cumulative with other factors"; A1: all factors, applications, challenges and sessions, binding included."""
    other = await scene.application(OTP, EMAIL, client_id="other")
    eve = await scene.user("eve@example.com", door.application, other)
    phone, elsewhere = await door.bind(eve), Door(scene, other)
    wrong = phone.wrong_code_at(scene.hands.now)
    one, two = await door.challenge(eve), await door.challenge(eve)
    far = await elsewhere.challenge(eve)
    await elsewhere.offer(far)
    assert [
        await door.verify(one, wrong),
        await door.verify(two, wrong),
        await elsewhere.verify(far, wrong, EMAIL),
        await elsewhere.confirm(far, wrong, wrong),
        await door.verify(one, "not a code"),
        await door.verify(two, wrong),
    ][3:] == [
        CodeRefused(2, InvalidCodeReason.WRONG, tuple(CodeField)),
        CodeRefused(1),
        AccountLocked(scene.hands.now + HOUR),
    ]
    assert (await scene.seen(ana)).lockout == Lockout()


async def test_a_locked_account_signs_in_nowhere_and_its_hour_does_not_move(
    scene: Scene, door: Door, desk: ServiceDesk, app: Authenticator
) -> None:
    """2.4; A2: applications without a second step and bypassed users included; told after the right password (L1)."""
    plain = await scene.application(client_id="plain")
    eve = await scene.user("eve@example.com", door.application, plain)
    await door.miss(eve, await door.bind(eve), 6)
    until = scene.hands.now + HOUR
    for place in (door, Door(scene, plain)):
        assert await place.password(eve) == AccountLocked(until)
        assert await place.password(eve, "wrong password") == CredentialsRefused()
    await ServiceDesk(scene, eve).bypass(True)
    scene.hands.move(minutes=59, seconds=59)
    assert await Door(scene, plain).password(eve) == AccountLocked(until)
    scene.hands.move(seconds=1)
    assert isinstance(await Door(scene, plain).password(eve), LoginCompleted)


async def test_a_locked_accounts_codes_are_not_looked_at_right_or_wrong(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A2: the lock taken by another request is met by the next step; nothing but its event is written."""
    token = await door.challenge(ana)
    for _ in range(6):
        await charge_attempt(ana.id, scene.hands.now)
    until, seen = scene.hands.now + HOUR, await scene.log()
    for code in (app.code_at(scene.hands.now), app.wrong_code_at(scene.hands.now)):
        assert await door.verify(token, code) == AccountLocked(until)
    assert await scene.logged_since(seen) == [("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "ACCOUNT_LOCKED")] * 2
    assert (await scene.seen(ana)).lockout == Lockout(6, 6, until)


async def test_sessions_that_exist_go_on(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.4; A2: sessions that exist go on."""
    completed = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert isinstance(completed, LoginCompleted)
    await door.miss(ana, app, 6)
    assert await door.viewer(completed) is not None


async def test_an_accepted_second_step_sets_the_count_to_zero(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4 "consecutive"; A3."""
    await door.miss(ana, app, 5)
    assert isinstance(await door.verify(await door.challenge(ana), app.code_at(scene.hands.now)), LoginCompleted)
    assert (await scene.seen(ana)).lockout == Lockout()
    assert (await door.miss(ana, app, 1))[0] == CodeRefused(5)


async def test_a_right_sixth_attempt_is_accepted(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.4; A2, A4: six wrong ones lock; five wrong ones and a right one do not."""
    token = await door.challenge(ana)
    for number in range(5):
        await door.verify(token, app.wrong_code_at(scene.hands.now, number))
    assert isinstance(await door.verify(token, app.code_at(scene.hands.now)), LoginCompleted)
    assert (await scene.seen(ana)).lockout == Lockout()


async def test_nothing_else_sets_the_count_to_zero(
    scene: Scene, door: Door, desk: ServiceDesk, acme: ApplicationRecord, app: Authenticator
) -> None:
    """2.4; A3: not a right password, a login without a second step, a resend, a new challenge, a reset, a bypass."""
    plain = await scene.application(client_id="plain")
    eve = await scene.user("eve@example.com", acme, plain)
    await door.miss(eve, await door.bind(eve), 3)
    await scene.switch(acme, on=[EMAIL])
    await Door(scene, plain).password(eve)
    await door.send(await door.challenge(eve))
    await door.password(eve, "wrong password")
    eves = ServiceDesk(scene, eve)
    await eves.bypass(True)
    await door.password(eve)
    await eves.bypass(False)
    await eves.reset()
    await scene.switch(acme, off=[OTP])
    scene.hands.move(days=30)
    assert (await scene.seen(eve)).lockout == Lockout(3, 3, None)


async def test_the_end_of_the_hour_starts_a_new_row_of_six(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4 "locked for 1 hour"; A3: so does the end of the hour."""
    await door.miss(ana, app, 6)
    scene.hands.move(hours=1)
    pending = await door.password(ana)
    assert isinstance(pending, LoginPending)
    assert pending.attempts_remaining == 6
    answers = await door.miss(ana, app, 6)
    assert answers == [*(CodeRefused(left) for left in (5, 4, 3, 2, 1)), AccountLocked(scene.hands.now + HOUR)]


async def test_unlocking_lets_the_user_in_at_once(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A3: so does unlockUser. E2: with the actor."""
    await door.miss(ana, app, 6)
    seen = await scene.log()
    await desk.unlock()
    assert await scene.logged_since(seen) == [("USER_UNLOCKED", "SUCCESS", None)]
    assert isinstance(await door.verify(await door.challenge(ana), app.code_at(scene.hands.now)), LoginCompleted)


async def test_after_a_hundred_wrong_codes_the_lock_has_no_end_until_unlocked(
    scene: Scene, door: Door, desk: ServiceDesk, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A8: after 100 without one accepted second step; the end of an hour does not reset this count."""
    for _ in range(16):
        await door.miss(ana, app, 6)
        scene.hands.move(hours=1)
    answers = await door.miss(ana, app, 4)
    assert answers == [CodeRefused(3), CodeRefused(2), CodeRefused(1), AccountLocked(LOCKED_FOR_GOOD)]
    scene.hands.move(days=3650)
    assert await door.password(ana) == AccountLocked(LOCKED_FOR_GOOD)
    await desk.unlock()
    assert (await door.miss(ana, app, 1))[0] == CodeRefused(5)


async def test_an_accepted_second_step_starts_the_hundred_anew(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A8: without one accepted second step in between."""
    for _ in range(16):
        await door.miss(ana, app, 6)
        scene.hands.move(hours=1)
    await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert (await scene.seen(ana)).lockout == Lockout()


async def test_strangers_can_lock_nobody(scene: Scene, door: Door, ana: UserRecord, app: Authenticator) -> None:
    """2.4; A5: charging needs a challenge, and a challenge needs the right password."""
    for number in range(12):
        await door.password(ana, f"wrong password {number}")
        await door.verify("x" * 43, "123456")
    assert (await scene.seen(ana)).lockout == Lockout()


async def test_a_step_after_the_end_charges_nothing(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A6: to a challenge that is already over, right or wrong."""
    token = await door.challenge(ana)
    await door.verify(token, app.code_at(scene.hands.now))

    async def go_on() -> None:
        for number in range(7):
            assert await door.verify(token, app.wrong_code_at(scene.hands.now, number)) == ChallengeEnded()

    assert await changed_by(go_on) == set()


async def test_replays_are_charged_like_wrong_codes_and_lock_as_well(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A6, L7."""
    code = app.code_at(scene.hands.now)
    await door.verify(await door.challenge(ana), code)
    token = await door.challenge(ana)
    answers = [await door.verify(token, code) for _ in range(6)]
    used = InvalidCodeReason.ALREADY_USED
    assert answers == [*(CodeRefused(left, used) for left in (5, 4, 3, 2, 1)), AccountLocked(scene.hands.now + HOUR)]


async def test_of_forty_parallel_wrong_codes_six_are_answered_as_wrong(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """2.4; A4: no more than six wrong codes are ever answered, whatever the parallelism."""
    tokens, seen = [await door.challenge(ana) for _ in range(8)], await scene.log()
    outcomes = await at_once(40, lambda n: door.verify(tokens[n % 8], app.wrong_code_at(scene.hands.now, n)))
    assert [type(each) for each in outcomes].count(CodeRefused) == 5
    reasons = [reason for kind, _, reason in await scene.logged_since(seen) if kind.startswith("SECONDARY")]
    assert reasons.count("INVALID_CODE") == 6
    assert (await scene.seen(ana)).lockout == Lockout(6, 6, scene.hands.now + HOUR)


async def test_a_locked_account_is_offered_no_binding_and_mailed_no_code(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """2.4; A2: nor anything else that belongs to signing in."""
    token = await door.challenge(ana)
    for _ in range(6):
        await charge_attempt(ana.id, scene.hands.now)
    until = scene.hands.now + HOUR
    assert await begin_otp_binding(scene.runtime, token, HOME, EN) == AccountLocked(until)
    assert await door.send(token) == AccountLocked(until)
    assert scene.mail.messages == []
