"""What administrators do on a user's details page."""

from dataclasses import dataclass
from datetime import datetime

from ostiary.policy.vocabulary import FactorKind
from ostiary.services import user_security
from ostiary.services.outcomes import BindingsReset, OwnAccount, SubjectMissing, UserChanged
from ostiary.store.bindings import bindings_of
from ostiary.store.records import ApplicationRecord, BindingRecord, UserRecord
from tests.support.scene import OFFICE, Scene


@dataclass
class ServiceDesk:
    """The scene's administrator before one user's details."""

    scene: Scene
    user: UserRecord

    async def rows(self) -> list[BindingRecord]:
        """The rows of the module "Multi-Factor Authentication"."""
        return (await bindings_of([self.user.id]))[self.user.id]

    async def reset(
        self,
        application: ApplicationRecord | None = None,
        kind: FactorKind = FactorKind.OTP,
        reason: str | None = None,
        ends_other_sessions: bool = False,
    ) -> BindingsReset | OwnAccount | SubjectMissing:
        """Click Reset, and confirm; without an application: every one."""
        wanted = application.id if application else None
        return await user_security.reset_bindings(
            self.scene.runtime,
            self.scene.admin.id,
            self.user.id,
            wanted,
            kind,
            OFFICE,
            reason,
            ends_other_sessions,
        )

    async def bypass(
        self, is_bypassed: bool, reason: str | None = None, until: datetime | None = None
    ) -> UserChanged | OwnAccount | SubjectMissing:
        """Turn the switch, and confirm."""
        return await user_security.set_mfa_bypass(
            self.scene.runtime, self.scene.admin.id, self.user.id, is_bypassed, OFFICE, reason, until
        )

    async def unlock(self) -> UserChanged | SubjectMissing:
        """Click Unlock."""
        return await user_security.unlock_user(self.scene.runtime, self.scene.admin.id, self.user.id, OFFICE)
