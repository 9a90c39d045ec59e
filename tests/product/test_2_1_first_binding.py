"""Document 2.1, "First-time OTP Setup": QR code or key, the app's code and the mailed code, then signed in."""

import pytest

from ostiary.policy.vocabulary import CodeField, FactorKind, InvalidCodeReason
from ostiary.services.binding import begin_otp_binding
from ostiary.services.outcomes import (
    BindingMissing,
    BindingPresent,
    ChallengeEnded,
    CodeRefused,
    LoginCompleted,
    SecretOffered,
)
from ostiary.store.bindings import bindings_of
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import EN, Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, Scene

CODE, EMAIL_CODE = CodeField.CODE, CodeField.EMAIL_CODE


async def test_the_page_offers_a_key_a_uri_and_a_qr_code_and_binds_nothing(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """2.1 "The page displays a QR code", "a text key (uppercase letters and digits)"; L5."""
    token = await door.challenge(ana)
    offered = await begin_otp_binding(scene.runtime, token, HOME, EN)
    assert isinstance(offered, SecretOffered)
    app = Authenticator.scanning(offered.otpauth_uri)
    assert (app.issuer, app.account, offered.account_name) == ("Acme", "ana@example.com", "ana@example.com")
    assert Authenticator.typing(offered.secret).key == app.key
    assert offered.qr_code.startswith("data:image/svg+xml;base64,")
    assert (await bindings_of([ana.id]))[ana.id] == []


async def test_asked_again_it_offers_the_same_secret(door: Door, ana: UserRecord) -> None:
    """2.1; L5, L3: asked again within the challenge, the same secret, in parallel too."""
    token = await door.challenge(ana)
    offered = await at_once(8, lambda _: door.offer(token))
    assert len({app.key for app in [*offered, await door.offer(token)]}) == 1


async def test_another_challenge_offers_another_secret(door: Door, ana: UserRecord) -> None:
    """2.1; L5, L3: a pending secret belongs to its challenge."""
    assert (await door.offer(await door.challenge(ana))).key != (await door.offer(await door.challenge(ana))).key


async def test_both_codes_right_bind_and_sign_in(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1 "After verification, OTP binding succeeds and the user is logged in"; L5, E1, E2."""
    token = await door.challenge(ana)
    app, email_code = await door.offer(token), await door.mailed_code(token, ana)
    seen = await scene.log()
    completed = await door.confirm(token, app.code_at(scene.hands.now), email_code)
    assert isinstance(completed, LoginCompleted)
    assert completed.amr == ("pwd", "otp", "mfa")
    viewer = await door.viewer(completed)
    assert viewer is not None
    assert viewer.user.id == ana.id
    (binding,) = (await bindings_of([ana.id]))[ana.id]
    assert (binding.kind, binding.bound_at, binding.last_used_at) == (
        FactorKind.OTP,
        scene.hands.now,
        scene.hands.now,
    )
    assert await scene.logged_since(seen) == [
        ("SECONDARY_AUTHENTICATION_OTP", "SUCCESS", None),
        ("OTP_BINDING", "SUCCESS", None),
        ("LOGIN", "SUCCESS", None),
    ]


@pytest.mark.parametrize(
    ("is_code_right", "is_email_code_right", "wrong"),
    [(False, True, (CODE,)), (True, False, (EMAIL_CODE,)), (False, False, (CODE, EMAIL_CODE))],
)
async def test_a_pair_with_a_wrong_code_spends_neither_and_costs_one_attempt(
    scene: Scene,
    door: Door,
    ana: UserRecord,
    is_code_right: bool,
    is_email_code_right: bool,
    wrong: tuple[CodeField, ...],
) -> None:
    """2.1 "also requires entering an email verification code"; L5, A1: one submission, one failed attempt."""
    token = await door.challenge(ana)
    app, email_code = await door.offer(token), await door.mailed_code(token, ana)
    right, miss = app.code_at(scene.hands.now), app.wrong_code_at(scene.hands.now)
    other = f"{(int(email_code) + 1) % 10**6:06d}"
    seen = await scene.log()

    async def submit() -> None:
        refused = await door.confirm(
            token, right if is_code_right else miss, email_code if is_email_code_right else other
        )
        assert refused == CodeRefused(5, InvalidCodeReason.WRONG, wrong)

    assert await changed_by(submit) == {"users.failed_attempts", "users.unaccepted_attempts", "audit_events+"}
    assert await scene.logged_since(seen) == [("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "INVALID_CODE")]
    assert isinstance(await door.confirm(token, right, email_code), LoginCompleted)


async def test_an_email_code_that_was_not_sent_is_never_right(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1; L5, L9: the email code is needed whether or not the email factor is on, and must have been mailed."""
    token = await door.challenge(ana)
    app = await door.offer(token)
    refused = await door.confirm(token, app.code_at(scene.hands.now), "000000")
    assert refused == CodeRefused(5, InvalidCodeReason.WRONG, (EMAIL_CODE,))
    assert (await bindings_of([ana.id]))[ana.id] == []


async def test_the_code_that_bound_is_spent(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1; L7: a time step is spent once per binding, the enrolling code included."""
    app = await door.bind(ana)
    scene.hands.move(seconds=-app.period)
    refused = await door.verify(await door.challenge(ana), app.code_at(scene.hands.now))
    assert refused == CodeRefused(5, InvalidCodeReason.ALREADY_USED)


async def test_confirming_what_was_never_begun_charges_nothing(door: Door, ana: UserRecord) -> None:
    """2.1; L5, A4: no secret was offered, so no code is looked at."""
    token = await door.challenge(ana)

    async def confirm() -> None:
        assert await door.confirm(token, "123456", "123456") == BindingMissing()

    assert await changed_by(confirm) == set()


async def test_a_bound_user_is_shown_no_secret_and_binds_no_other_app(
    door: Door, ana: UserRecord, scene: Scene
) -> None:
    """2.1, 2.2; L6: the secret of an existing binding is never shown again to anybody."""
    early = await door.challenge(ana)
    early_app, email_code = await door.offer(early), await door.mailed_code(early, ana)
    await door.bind(ana)

    async def begin_again() -> None:
        for token in (early, await door.challenge(ana)):
            assert isinstance(await begin_otp_binding(scene.runtime, token, HOME, EN), BindingPresent)
        assert await door.confirm(early, early_app.code_at(scene.hands.now), email_code) == BindingPresent()

    assert "bindings+" not in await changed_by(begin_again)
    assert (await scene.seen(ana)).lockout.failed_attempts == 0


async def test_twenty_parallel_confirmations_make_one_binding_and_one_login(
    scene: Scene, door: Door, ana: UserRecord
) -> None:
    """2.1; L5, L3: a challenge is good for one login."""
    token = await door.challenge(ana)
    app, email_code = await door.offer(token), await door.mailed_code(token, ana)
    outcomes = await at_once(20, lambda _: door.confirm(token, app.code_at(scene.hands.now), email_code))
    assert [type(each) for each in outcomes].count(LoginCompleted) == 1
    assert len((await bindings_of([ana.id]))[ana.id]) == 1
    assert (await scene.factor(door.application, FactorKind.OTP)).binding_count == 1
    assert (await scene.seen(ana)).lockout.failed_attempts == 0


async def test_a_phone_whose_clock_is_off_is_told_by_how_much(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1; L7: one step of drift and no more is accepted; the hint accepts nothing."""
    token = await door.challenge(ana)
    app, email_code = await door.offer(token), await door.mailed_code(token, ana)
    refused = await door.confirm(token, app.code_at(scene.hands.now, 8), email_code)
    assert refused == CodeRefused(5, InvalidCodeReason.CLOCK_OFF, (CODE,), 4)


async def test_after_ten_minutes_there_is_nothing_to_confirm(scene: Scene, door: Door, ana: UserRecord) -> None:
    """2.1; L3: a challenge is good for 10 minutes. A6: what comes late charges nothing."""
    token = await door.challenge(ana)
    app, email_code = await door.offer(token), await door.mailed_code(token, ana)
    scene.hands.move(minutes=10)
    assert await door.confirm(token, app.code_at(scene.hands.now), email_code) == ChallengeEnded()
    assert (await scene.seen(ana)).lockout.unaccepted_attempts == 0


async def test_each_application_is_bound_by_itself(scene: Scene, door: Door, acme: ApplicationRecord) -> None:
    """2.1; D3: a binding belongs to one user in one application and one factor."""
    other = await scene.application(FactorKind.OTP, client_id="other")
    user = await scene.user("eve@example.com", acme, other)
    first, second = await door.bind(user), await Door(scene, other).bind(user)
    assert first.key != second.key
    token = await Door(scene, other).challenge(user)
    assert isinstance(await door.verify(token, first.code_at(scene.hands.now)), CodeRefused)
