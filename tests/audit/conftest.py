"""A log with events of every sort, sealed in small batches, and somebody to verify it."""

import pytest

from ostiary.policy.vocabulary import FactorKind
from tests.audit.sealed_log import SealedLog
from tests.support.door import Door
from tests.support.scene import Scene

BATCH = 5


@pytest.fixture
async def door(scene: Scene) -> Door:
    """The door of Acme, which wants OTP."""
    return Door(scene, await scene.application(FactorKind.OTP))


@pytest.fixture
async def log(scene: Scene, door: Door, monkeypatch: pytest.MonkeyPatch) -> SealedLog:
    """Ana and Bob have bound OTP, Bob mistyped a password; all of it is sealed, five events a batch."""
    monkeypatch.setattr("ostiary.services.audit_sealing.BATCH_MAX", BATCH)
    for name in ("ana", "bob"):
        await door.bind(await scene.user(f"{name}@example.com", door.application))
        scene.hands.move(minutes=1)
    await door.password(scene.users["bob@example.com"], "wrong password")
    log = SealedLog(scene)
    await log.seal()
    assert log.length > 2 * BATCH
    return log
