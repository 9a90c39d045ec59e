"""A second step that is about to be written: a user with a binding, and a login that waits."""

from dataclasses import dataclass

from ostiary.policy.challenge import CHALLENGE_LIFE
from ostiary.policy.lockout import Lockout
from ostiary.policy.vocabulary import FactorKind
from ostiary.store.bindings import insert_binding
from ostiary.store.challenges import insert_challenge
from ostiary.store.ids import new_id
from ostiary.store.records import BindingRecord, ChallengeRecord, UserRecord
from ostiary.store.step_writes import accept_step, charge_step
from tests.support.made_records import made_challenge
from tests.support.made_steps import made_step, made_step_event
from tests.support.scene import Scene

SPENT = 1000


@dataclass
class Stage:
    """A user of an application with OTP, a binding, and a login that waits."""

    scene: Scene
    user: UserRecord
    binding: BindingRecord
    challenge: ChallengeRecord

    async def accept(self, time_step: int | None = SPENT + 1) -> bool:
        return await accept_step(made_step(self.challenge, self.binding, time_step, self.scene.hands.now))

    async def charge(self) -> Lockout | None:
        now = self.scene.hands.now
        return await charge_step(self.challenge, made_step_event(self.challenge, now, self.user), now)


async def set_stage(scene: Scene) -> Stage:
    application, user = await scene.application(FactorKind.OTP), await scene.user()
    factor, now = await scene.factor(application, FactorKind.OTP), scene.hands.now
    binding = BindingRecord(
        *(new_id(), user.id, application.id, factor.id, FactorKind.OTP, factor.epoch, b"sealed", SPENT, now, None)
    )
    assert await insert_binding(binding)
    made = {**vars(made_challenge()), "created_at": now, "expires_at": now + CHALLENGE_LIFE}
    challenge = ChallengeRecord(**{**made, "user_id": user.id, "application_id": application.id})
    await insert_challenge(challenge, b"x" * 32)
    return Stage(scene, user, binding, challenge)
