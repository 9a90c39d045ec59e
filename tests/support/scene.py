"""An installation to act in: its directory, and whoever administers it. What people do at the door is in `door`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from ostiary.policy.audit import AuditEventType
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind, Role
from ostiary.services import directory, factor_settings
from ostiary.services.outcomes import ApplicationCreated, FactorsSaved, UserChanged
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import user_by_id
from ostiary.store.applications import application_by_id, factor_of
from ostiary.store.audit_events import every_event
from ostiary.store.audit_filters import AuditFilter
from ostiary.store.records import ApplicationRecord, AuditEventRecord, FactorRecord, UserRecord
from tests.support.collected_mail import CollectedMail
from tests.support.passing_time import Hands

PASSWORD = "correct horse battery staple"
HOME = Origin("203.0.113.7", "NL", "Tests/1.0")
"""Where people sign in from."""
OFFICE = Origin("198.51.100.20", "CN", "Console/1.0")
"""Where administrators sit."""


@dataclass
class Scene:
    """The runtime, the test's hands on its time and mail, and the administrator."""

    runtime: Runtime
    hands: Hands
    mail: CollectedMail
    users: dict[str, UserRecord] = field(default_factory=dict)

    @property
    def admin(self) -> UserRecord:
        """The administrator who does what the test does not care who does."""
        return self.users["admin@example.com"]

    @property
    def actor(self) -> directory.Actor:
        """The administrator at the office."""
        return directory.Actor(self.admin.id, OFFICE)

    async def appoint_administrator(self) -> None:
        """Done once, at the start, as by the command line."""
        await self.user("admin@example.com", role=Role.ADMIN, actor=directory.Actor(None, OFFICE))

    async def application(self, *factors: FactorKind, client_id: str = "acme") -> ApplicationRecord:
        """An application with exactly these factors on."""
        made = await directory.create_application(self.runtime, self.actor, client_id.title(), client_id)
        assert isinstance(made, ApplicationCreated)
        await self.switch(made.application, on=factors)
        return made.application

    async def user(
        self,
        email: str = "ana@example.com",
        *applications: ApplicationRecord,
        role: Role | None = None,
        actor: directory.Actor | None = None,
    ) -> UserRecord:
        """A user with the password PASSWORD."""
        new = directory.NewUser(email, PASSWORD, tuple(each.id for each in applications), role)
        made = await directory.create_user(self.runtime, actor or self.actor, new)
        assert isinstance(made, UserChanged)
        self.users[email] = made.user
        return made.user

    async def switch(
        self, application: ApplicationRecord, on: Iterable[FactorKind] = (), off: Iterable[FactorKind] = ()
    ) -> int:
        """Toggle and save, agreeing to whatever is lost; answers how many bindings were."""
        for is_enabled, kinds in ((True, on), (False, off)):
            for kind in kinds:
                await factor_settings.toggle_factor(self.runtime, self.admin.id, application.id, kind, is_enabled)
        saved = await factor_settings.save_factors(
            self.runtime, self.admin.id, application.id, is_removal_confirmed=True, origin=OFFICE
        )
        assert isinstance(saved, FactorsSaved)
        return saved.removed_bindings

    async def seen(self, user: UserRecord) -> UserRecord:
        """The user as stored now."""
        found = await user_by_id(user.id)
        assert found is not None
        return found

    async def found_application(self, application_id: UUID) -> ApplicationRecord:
        """The application as stored now."""
        found = await application_by_id(application_id)
        assert found is not None
        return found

    async def factor(self, application: ApplicationRecord, kind: FactorKind) -> FactorRecord:
        """The factor as saved now."""
        found = await factor_of(application.id, kind)
        assert found is not None
        return found

    async def log(self, *types: AuditEventType) -> list[AuditEventRecord]:
        """The log, oldest first; of these types alone, if any are given."""
        return [event async for event in every_event(AuditFilter(types=types or None))][::-1]

    async def logged_since(self, seen: Iterable[AuditEventRecord]) -> list[tuple[str, str, str | None]]:
        """What was logged after `seen` was read, oldest first: type, result, reason."""
        known = {event.id for event in seen}
        return [brief(event) for event in await self.log() if event.id not in known]


def brief(event: AuditEventRecord) -> tuple[str, str, str | None]:
    """Type, result and failure reason."""
    return event.type.value, event.result.value, event.failure_reason.value if event.failure_reason else None


def ids_of(records: Iterable[ApplicationRecord | UserRecord]) -> set[UUID]:
    """Their ids."""
    return {record.id for record in records}
