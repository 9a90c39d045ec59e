"""Document 4, "Logs and Auditing": "Secondary authentication - OTP" with user, IP, country, time, result, reason."""

import asyncio

import pytest

from ostiary.policy.audit import LABELS, AuditEventType
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.acceptance import StepOutcome, accept
from ostiary.services.binding import begin_otp_binding
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.roles import delete_user
from ostiary.services.verification import verify_factor
from ostiary.store.records import ApplicationRecord, UserRecord
from ostiary.store.statements import rows_of
from tests.support.authenticator import Authenticator
from tests.support.crew import at_once
from tests.support.door import EN, Door
from tests.support.rows import changed_by
from tests.support.scene import HOME, Scene

OTP, EMAIL = FactorKind.OTP, FactorKind.EMAIL


@pytest.fixture
async def acme(scene: Scene) -> ApplicationRecord:
    return await scene.application(OTP, EMAIL)


@pytest.fixture
async def app(door: Door, ana: UserRecord) -> Authenticator:
    return await door.bind(ana)


async def test_an_event_records_every_field_of_the_document(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """4 "Recorded fields: User, IP, country, time, result, failure reason"; E1: also application and user agent."""
    await door.miss(ana, app, 1)
    event = (await scene.log(AuditEventType.SECONDARY_AUTHENTICATION_OTP))[-1]
    assert LABELS[event.type] == "Secondary authentication - OTP"
    assert (event.user_id, event.user_email, event.application_id) == (ana.id, ana.email, door.application.id)
    assert (event.ip, event.country, event.user_agent) == (HOME.ip, HOME.country, HOME.user_agent)
    assert (event.occurred_at, event.result.value) == (scene.hands.now, "FAILURE")
    assert event.failure_reason is not None
    assert event.failure_reason.value == "INVALID_CODE"


async def test_country_and_ip_are_those_of_each_request(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """4; E4: country at the time of the event, unknown where it is unknown."""
    token, far = await door.challenge(ana), Origin("2001:db8::7", None, None)
    await verify_factor(scene.runtime, token, OTP, app.code_at(scene.hands.now), far, EN)
    event = (await scene.log(AuditEventType.SECONDARY_AUTHENTICATION_OTP))[-1]
    assert (event.ip, event.country, event.user_agent) == ("2001:db8::7", None, None)


@pytest.mark.parametrize(
    ("kind", "steps", "expected"),
    [
        (OTP, 0, ("SECONDARY_AUTHENTICATION_OTP", "SUCCESS", None)),
        (OTP, 5, ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "INVALID_CODE")),
        (OTP, -1, ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "CODE_REUSED")),
        (OTP, -2, ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "CODE_EXPIRED")),
        (EMAIL, 0, ("SECONDARY_AUTHENTICATION_EMAIL", "FAILURE", "INVALID_CODE")),
    ],
)
async def test_every_evaluated_step_writes_exactly_one_event_with_its_reason(
    scene: Scene,
    door: Door,
    ana: UserRecord,
    app: Authenticator,
    kind: FactorKind,
    steps: int,
    expected: tuple[str, str, str | None],
) -> None:
    """4; E1: exactly one event, with result and failure reason."""
    token, seen = await door.challenge(ana), await scene.log()
    await door.verify(token, app.code_at(scene.hands.now, steps), kind)
    logged = await scene.logged_since(seen)
    assert [each for each in logged if each[0].startswith("SECONDARY")] == [expected]


async def test_in_parallel_too_every_charged_attempt_has_one_event(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """4; E1, A4: what was evaluated is in the log, once each, and what is in the log happened."""
    tokens, seen = [await door.challenge(ana) for _ in range(4)], await scene.log()
    await at_once(4, lambda number: door.verify(tokens[number], app.wrong_code_at(scene.hands.now, number)))
    assert await scene.logged_since(seen) == [("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "INVALID_CODE")] * 4
    assert (await scene.seen(ana)).lockout.failed_attempts == 4


async def test_a_step_that_a_parallel_one_overtook_is_in_the_log_as_well(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """4; E1: its code was looked at, so it has its event; a double click costs no attempt (A6)."""
    token, code = await door.challenge(ana), app.code_at(scene.hands.now)
    both_were_right = asyncio.Barrier(2)

    async def accept_together(*step: object) -> StepOutcome:
        await both_were_right.wait()
        return await accept(*step)  # type: ignore[arg-type]

    monkeypatch.setattr("ostiary.services.verification.accept", accept_together)
    seen = await scene.log()
    await at_once(2, lambda _: door.verify(token, code))
    assert sorted(await scene.logged_since(seen), key=str) == [
        ("LOGIN", "SUCCESS", None),
        ("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "CHALLENGE_EXPIRED"),
        ("SECONDARY_AUTHENTICATION_OTP", "SUCCESS", None),
    ]
    assert (await scene.seen(ana)).lockout.failed_attempts == 0


@pytest.mark.parametrize("table", ["audit_events", "audit_unsealed"])
async def test_an_effect_without_its_event_does_not_exist(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator, table: str
) -> None:
    """4; E1: in the same transaction as its effect. If the log cannot be written whole, nobody is signed in."""
    token = await door.challenge(ana)

    async def verify() -> None:
        await rows_of(f"ALTER TABLE {table} RENAME TO put_away")
        with pytest.raises(Exception, match=table):
            await door.verify(token, app.code_at(scene.hands.now))
        await rows_of(f"ALTER TABLE put_away RENAME TO {table}")

    # The attempt stays charged (A4); nothing of the acceptance is left.
    assert await changed_by(verify) == {"users.failed_attempts", "users.unaccepted_attempts"}


async def test_the_email_as_it_was_stays_in_the_log_of_a_deleted_user(
    scene: Scene, door: Door, ana: UserRecord, app: Authenticator
) -> None:
    """4; E5: events are append-only; E2: the deletion has its own."""
    before = await scene.log()
    await delete_user(scene.runtime, scene.actor, ana.id)
    after = await scene.log()
    assert after[: len(before)] == before
    assert [(each.type, each.user_email) for each in after[len(before) :]] == [(AuditEventType.USER_DELETED, ana.email)]


async def test_no_event_carries_a_password_code_secret_or_token(
    scene: Scene, door: Door, ana: UserRecord, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """4; E3: planted in every place that a caller fills, and looked for in the log, on standard error and output."""
    token = await door.challenge(ana)
    phone, email_code = await door.offer(token), await door.mailed_code(token, ana)
    code = phone.code_at(scene.hands.now)
    planted = ["canary-password", "canary-code", "canary-token", token, email_code, code]
    await door.password(ana, "canary-password")
    await door.verify(token, "canary-code")
    await door.verify("canary-token", code)
    await door.confirm(token, "canary-code", "canary-code")
    completed = await door.confirm(token, code, email_code)
    assert isinstance(completed, LoginCompleted)
    planted += [completed.access_token, completed.id_token]
    said = capsys.readouterr()
    written = repr(await scene.log()) + caplog.text + said.out + said.err
    assert [each for each in planted if each in written] == []


async def test_what_is_passed_about_shows_no_secret_either(scene: Scene, door: Door, ana: UserRecord) -> None:
    """4; E3: outcomes and records, printed by mistake, tell nothing."""
    pending = await door.password(ana)
    token = await door.challenge(ana)
    offered = await begin_otp_binding(scene.runtime, token, HOME, EN)
    secret = getattr(offered, "secret", "")
    code = await door.mailed_code(token, ana)
    completed = await door.confirm(token, Authenticator.typing(secret).code_at(scene.hands.now), code)
    printed = repr([pending, offered, completed, scene.runtime.key_ring, scene.mail.messages])
    hidden = [secret, token, getattr(completed, "access_token", ""), getattr(completed, "id_token", ""), code]
    assert [each for each in hidden if each in printed] == []


async def test_a_late_step_is_logged_once(scene: Scene, door: Door, ana: UserRecord) -> None:
    """4; E1, A6: CHALLENGE_EXPIRED, however often it is clicked, in parallel too."""
    token, seen = await door.challenge(ana), await scene.log()
    scene.hands.move(minutes=11)
    await at_once(5, lambda _: door.verify(token, "123456"))
    assert await scene.logged_since(seen) == [("SECONDARY_AUTHENTICATION_OTP", "FAILURE", "CHALLENGE_EXPIRED")]
