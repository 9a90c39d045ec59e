"""The people of the product document: Acme with OTP on, Ana who may sign in to it, and its door."""

import pytest

from ostiary.policy.vocabulary import FactorKind
from ostiary.store.records import ApplicationRecord, UserRecord
from tests.support.door import Door
from tests.support.scene import Scene
from tests.support.service_desk import ServiceDesk


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
