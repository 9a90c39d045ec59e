"""A session or a role that ends while its request runs: nothing of the request is committed afterwards (rule D2)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import ModuleType

import pytest

from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, FactorKind, Role
from ostiary.services import factor_settings, session_list
from ostiary.services.node_ids import encode_id
from ostiary.services.outcomes import LoginCompleted, SessionsEnded, UserChanged, UserDeleted
from ostiary.services.roles import delete_user, set_user_role
from ostiary.services.session_list import sign_out_everywhere
from ostiary.store.accounts import user_by_email
from ostiary.store.applications import application_by_client_id
from ostiary.store.records import UserRecord
from ostiary.store.staged_toggles import toggles_of
from ostiary.store.unit_of_work import Work, unit_of_work
from tests.api.caller import Caller
from tests.api.sampling import full_document
from tests.support.door import Door
from tests.support.scene import PASSWORD, Scene

End = Callable[[Scene, UserRecord], Awaitable[object]]
NEW = {"input": {"email": "late@example.com", "password": PASSWORD}}
OWN_ROLE = "mutation ($i: SetUserRoleInput!) { setUserRole(input: $i) { __typename } }"


async def sign_out(scene: Scene, user: UserRecord) -> object:
    return await sign_out_everywhere(scene.runtime, scene.actor, user.id)


async def demote(scene: Scene, user: UserRecord) -> object:
    return await set_user_role(scene.runtime, scene.actor, user.id, Role.HELPDESK)


async def dismiss(scene: Scene, user: UserRecord) -> object:
    return await set_user_role(scene.runtime, scene.actor, user.id, None)


async def delete(scene: Scene, user: UserRecord) -> object:
    return await delete_user(scene.runtime, scene.actor, user.id)


async def nothing(scene: Scene, user: UserRecord) -> object:
    return UserChanged(user)


async def signed_in(scene: Scene) -> tuple[UserRecord, str]:
    """A second administrator in the console."""
    console = await application_by_client_id(CONSOLE_CLIENT_ID)
    assert console is not None
    user = await scene.user("second@example.com", role=Role.ADMIN)
    completed = await Door(scene, console).password(user)
    assert isinstance(completed, LoginCompleted)
    return user, completed.access_token


@pytest.fixture
def while_it_hashes(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Awaitable[object]]], None]:
    """Has something happen between the look at who is calling and the write."""

    def meanwhile(happening: Callable[[], Awaitable[object]]) -> None:
        hash_ = scene.runtime.passwords.hash

        async def interrupted(password: str) -> str:
            assert isinstance(await happening(), SessionsEnded | UserChanged | UserDeleted)
            return await hash_(password)

        monkeypatch.setattr(scene.runtime.passwords, "hash", interrupted)

    return meanwhile


@pytest.mark.parametrize("end", [sign_out, demote, dismiss, delete])
async def test_what_was_under_way_is_undone(
    api: Caller, scene: Scene, while_it_hashes: Callable[[Callable[[], Awaitable[object]]], None], end: End
) -> None:
    user, token = await signed_in(scene)
    while_it_hashes(lambda: end(scene, user))
    assert await api.code(full_document("createUser"), NEW, token) == "UNAUTHENTICATED"
    assert await user_by_email("late@example.com") is None
    assert "late@example.com" not in {event.user_email for event in await scene.log()}


async def test_whose_rights_stay_is_not_disturbed(
    api: Caller, scene: Scene, while_it_hashes: Callable[[Callable[[], Awaitable[object]]], None]
) -> None:
    user, token = await signed_in(scene)
    while_it_hashes(lambda: nothing(scene, user))
    assert (await api.ask(full_document("createUser"), NEW, token))["createUser"]["__typename"] == "UserCreated"


@pytest.fixture
def before_it_begins(monkeypatch: pytest.MonkeyPatch) -> Callable[[ModuleType, Callable[[], Awaitable[object]]], None]:
    """Has something happen just before that module's next transaction."""

    def meanwhile(module: ModuleType, happening: Callable[[], Awaitable[object]]) -> None:
        @asynccontextmanager
        async def late() -> AsyncIterator[Work]:
            monkeypatch.setattr(module, "unit_of_work", unit_of_work)
            await happening()
            async with unit_of_work() as work:
                yield work

        monkeypatch.setattr(module, "unit_of_work", late)

    return meanwhile


@pytest.mark.parametrize("end", [sign_out, demote, dismiss, delete])
async def test_a_toggle_is_not_staged_for_whoever_may_not_any_more(
    api: Caller, scene: Scene, before_it_begins: Callable[[ModuleType, Callable[[], Awaitable[object]]], None], end: End
) -> None:
    application = await scene.application(FactorKind.OTP)
    user, token = await signed_in(scene)
    before_it_begins(factor_settings, lambda: end(scene, user))
    wanted = {"applicationId": encode_id("Application", application.id), "kind": "EMAIL", "enabled": True}
    assert await api.code(full_document("toggleFactor"), {"input": wanted}, token) == "UNAUTHENTICATED"
    assert await toggles_of(user.id, [application.id]) == []


@pytest.mark.parametrize("end", [sign_out, demote, dismiss, delete])
async def test_nobody_is_signed_out_by_whoever_may_not_any_more(
    api: Caller, scene: Scene, before_it_begins: Callable[[ModuleType, Callable[[], Awaitable[object]]], None], end: End
) -> None:
    user, token = await signed_in(scene)
    other = await scene.user("other@example.com", role=Role.AUDITOR)
    console = await application_by_client_id(CONSOLE_CLIENT_ID)
    assert console is not None
    kept = await Door(scene, console).password(other)
    assert isinstance(kept, LoginCompleted)
    before_it_begins(session_list, lambda: end(scene, user))
    wanted = {"input": {"userId": encode_id("User", other.id)}}
    assert await api.code(full_document("signOutEverywhere"), wanted, token) == "UNAUTHENTICATED"
    assert (await api.ask("{ viewer { email } }", {}, kept.access_token))["viewer"]["email"] == other.email


@pytest.mark.parametrize("role", ["AUDITOR", None])
async def test_ones_own_role_can_be_given_up(api: Caller, scene: Scene, role: str | None) -> None:
    user, token = await signed_in(scene)
    wanted = {"i": {"userId": encode_id("User", user.id), "role": role}}
    assert (await api.ask(OWN_ROLE, wanted, token))["setUserRole"]["__typename"] == "UserRoleSet"
    assert (await scene.seen(user)).role == (Role(role) if role else None)
