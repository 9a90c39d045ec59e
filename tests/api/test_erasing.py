"""`eraseUser` over the API (rules D2, D4, E5): for sessions of administrators, never oneself; it still verifies."""

from typing import Any

import pytest

from ostiary.policy.audit import AuditEventType
from ostiary.policy.vocabulary import Role
from ostiary.services.audit_sealing import seal_next
from ostiary.services.audit_signing import public_keys_of
from ostiary.services.audit_source import LiveLog
from ostiary.services.audit_verifying import LogSummary, verify_log
from ostiary.store.statements import rows_of
from tests.api.caller import Caller
from tests.api.console import Console, user_id
from tests.api.sampling import full_document
from tests.support.door import Door
from tests.support.programs import api_token
from tests.support.rows import changed_by
from tests.support.scene import Scene

ANA = "ana@example.com"
ERASE = full_document("eraseUser")


async def sealed(scene: Scene) -> None:
    while await seal_next(scene.runtime.key_ring, scene.hands.now):
        pass


async def verified(scene: Scene) -> object:
    return await verify_log(await LiveLog.open(), public_keys_of(scene.runtime.key_ring), [], scene.hands.now)


async def log_text() -> str:
    return repr(await rows_of("SELECT * FROM audit_events"))


async def test_an_erased_user_is_nowhere_and_the_log_still_verifies(console: Console, scene: Scene) -> None:
    acme = await scene.application()
    user = await scene.user(ANA, acme)
    await Door(scene, acme).password(user, "wrong password")
    await sealed(scene)
    assert ANA in await log_text()
    erased = await console.do("eraseUser", email=ANA.upper())
    assert (erased["__typename"], erased["erasedEvents"] >= 3) == ("UserErased", True)
    assert await console.user(user.id) is None
    assert ANA not in await log_text()
    assert str(user.id) not in await log_text()
    await sealed(scene)
    summary = await verified(scene)
    assert isinstance(summary, LogSummary)
    assert summary.check.erased_parts > 0


async def test_the_log_says_who_erased_and_not_whom(console: Console, scene: Scene) -> None:
    await scene.user(ANA)
    await console.do("eraseUser", email=ANA)
    events = await scene.log(AuditEventType.USER_ERASED)
    assert {(event.actor_id, event.user_id, event.user_email) for event in events} == {(scene.admin.id, None, None)}


async def test_somebody_who_was_deleted_before_is_erased_and_then_nobody_is_found(
    console: Console, scene: Scene
) -> None:
    user = await scene.user(ANA)
    await console.do("deleteUser", userId=user_id(user.id))
    assert (await console.do("eraseUser", email=ANA))["__typename"] == "UserErased"
    assert await console.do("eraseUser", email=ANA) == {
        "__typename": "NotFound",
        "message": "There is no such user. Check the id.",
    }


async def test_nobody_erases_themselves_and_the_last_administrator_stays(console: Console, scene: Scene) -> None:
    async def erase() -> None:
        answer = await console.do("eraseUser", email=scene.admin.email)
        assert answer["__typename"] == "OwnAccount"

    assert await changed_by(erase) <= {"sessions"}


async def test_no_program_erases_anybody(api: Caller, scene: Scene) -> None:
    await scene.user(ANA)
    token = await api_token(scene, Role.ADMIN)
    assert await api.code(ERASE, {"input": {"email": ANA}}, token) == "FORBIDDEN"
    assert ANA in await log_text()


@pytest.mark.parametrize(
    "email", ["", "ana", "ana@example.com\r\n", "\ud800@example.com", "ａna@example.com", "x" * 10_000]
)
async def test_what_is_no_address_is_refused(console: Console, email: Any) -> None:
    assert await console.refused("eraseUser", email=email) == "input.email"
