"""What administrators do in an application's security settings, each with their own staged toggles (C1)."""

from dataclasses import dataclass

from ostiary.policy.vocabulary import FactorKind
from ostiary.services.factor_settings import SaveOutcome, discard_factors, save_factors, toggle_factor
from ostiary.services.outcomes import SubjectMissing, TogglesDiscarded, ToggleStaged
from ostiary.store.records import ApplicationRecord, UserRecord
from ostiary.store.staged_toggles import toggles_of
from tests.support.scene import OFFICE, Scene


@dataclass
class ConfigDesk:
    """One administrator before one application's switches."""

    scene: Scene
    application: ApplicationRecord
    author: UserRecord

    async def toggle(self, kind: FactorKind, is_enabled: bool) -> ToggleStaged | SubjectMissing:
        """Turn a switch, without saving."""
        return await toggle_factor(self.scene.runtime, self.author.id, self.application.id, kind, is_enabled)

    async def save(self, is_removal_confirmed: bool = False) -> SaveOutcome:
        """Click Save."""
        return await save_factors(self.scene.runtime, self.author.id, self.application.id, is_removal_confirmed, OFFICE)

    async def discard(self) -> TogglesDiscarded | SubjectMissing:
        """Click Discard."""
        return await discard_factors(self.author.id, self.application.id)

    async def staged(self) -> dict[str, bool]:
        """What this administrator sees as not saved yet."""
        return {each.kind.value: each.is_enabled for each in await toggles_of(self.author.id, [self.application.id])}

    async def saved(self) -> dict[str, bool]:
        """What logins follow."""
        return {kind.value: (await self.scene.factor(self.application, kind)).is_enabled for kind in FactorKind}
