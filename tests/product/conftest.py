"""The people of the product document: Acme with OTP on, Ana who may sign in to it, and its door."""

from collections.abc import Awaitable, Callable

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.login import LoginOutcome
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.door import Door
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk

Something = Callable[[], Awaitable[object]]
SignInWhile = Callable[[Something], Awaitable[LoginOutcome]]


@pytest.fixture
async def acme(scene: Scene) -> ApplicationRecord:
    """An application with OTP on and email off."""
    return await scene.application(FactorKind.OTP)


@pytest.fixture
async def ana(scene: Scene, acme: ApplicationRecord) -> UserRecord:
    """A user of Acme who has bound nothing."""
    return await scene.user("ana@example.com", acme)


@pytest.fixture
def door(scene: Scene, acme: ApplicationRecord) -> Door:
    return Door(scene, acme)


@pytest.fixture
def desk(scene: Scene, ana: UserRecord) -> ServiceDesk:
    """The administrator before Ana's details."""
    return ServiceDesk(scene, ana)


@pytest.fixture(params=["at once", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """By the one write that opens most challenges, or by the steps that decide where that writes nothing."""

    async def nothing(_: object) -> None:
        return None

    if request.param == "one by one":
        monkeypatch.setattr("ostiary.services.login.open_login", nothing)
    return str(request.param)


@pytest.fixture
def sign_in_while(scene: Scene, door: Door, ana: UserRecord, way: str, monkeypatch: pytest.MonkeyPatch) -> SignInWhile:
    """Sign in with the right password, and do something after it was found right."""
    del way
    verify = scene.runtime.passwords.verify

    async def sign_in(something: Something) -> LoginOutcome:
        async def verified(password_hash: str | None, password: str) -> bool:
            monkeypatch.setattr(scene.runtime.passwords, "verify", verify)
            is_right = await verify(password_hash, password)
            await something()
            return is_right

        monkeypatch.setattr(scene.runtime.passwords, "verify", verified)
        return await door.password(ana)

    return sign_in
