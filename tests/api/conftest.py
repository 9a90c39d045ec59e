"""An installation whose API is called: on SQLite, since what is tested here is above the store."""

import pytest

from ostiary.policy.vocabulary import Role
from ostiary.services.runtime import Runtime
from tests.api.caller import Caller, Wiring
from tests.api.console import Console
from tests.support.programs import api_token
from tests.support.scene import PASSWORD, Scene


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def wiring() -> Wiring:
    return Wiring()


@pytest.fixture
def api(runtime: Runtime, wiring: Wiring, scene: Scene) -> Caller:
    return Caller(runtime, wiring)


@pytest.fixture
async def admin(api: Caller, scene: Scene) -> str:
    """The administrator's session in the console."""
    return await api.sign_in("console", scene.admin.email, PASSWORD)


@pytest.fixture
async def crowd(api: Caller, scene: Scene, admin: str) -> dict[str, str | None]:
    """Of everybody there is: sessions, and API tokens. APP_ADMIN is an administrator in an application, where no role
    counts.
    """
    acme = await scene.application()
    tokens: dict[str, str | None] = {"ANONYMOUS": None, "INVALID": "x" * 43, "ADMIN": admin}
    for role in (Role.AUDITOR, Role.HELPDESK):
        user = await scene.user(f"{role.lower()}@example.com", role=role)
        tokens[role] = await api.sign_in("console", user.email, PASSWORD)
    await scene.user("app@example.com", acme)
    await scene.user("both@example.com", acme, role=Role.ADMIN)
    tokens["APP_USER"] = await api.sign_in("acme", "app@example.com", PASSWORD)
    tokens["APP_ADMIN"] = await api.sign_in("acme", "both@example.com", PASSWORD)
    for role in Role:
        tokens[f"TOKEN_{role}"] = await api_token(scene, role)
    return tokens


@pytest.fixture
def console(api: Caller, admin: str) -> Console:
    """The administrator at work."""
    return Console(api, admin)
