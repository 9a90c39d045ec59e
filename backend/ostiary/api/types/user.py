"""Users as the schema shows them: assignments, bindings, bypass and lock (document 3; rules M1-M4)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import ostiary.api.types.application as applications
import ostiary.api.types.mfa_binding as bindings
import ostiary.api.types.mfa_bypass as bypasses
import ostiary.api.types.session as sessions
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.node import Node, global_id
from ostiary.api.types.vocabulary import Role
from ostiary.policy.access import Permission
from ostiary.policy.bypass import is_bypassed
from ostiary.policy.lockout import current
from ostiary.services.sessions import is_living
from ostiary.store.records import UserRecord

if TYPE_CHECKING:
    from ostiary.api.types.application import Application
    from ostiary.api.types.mfa_binding import MfaBinding
    from ostiary.api.types.mfa_bypass import MfaBypass
    from ostiary.api.types.session import Session


@strawberry.type(description="A person who signs in to the applications assigned to them.")
class User(Node):
    """See the description."""

    record: strawberry.Private[UserRecord]
    email: str = strawberry.field(
        description="The address that the user signs in with and gets codes at. Letter case does not count."
    )
    role: Role | None = strawberry.field(
        description="What the user may do in the console; null: an application user, without access to it."
    )
    mfa_bypassed: bool = strawberry.field(
        description="Whether every login of this user skips the second step now, in every application."
    )
    failed_attempts: int = strawberry.field(
        description="Wrong codes in a row, all factors and applications together; the sixth locks for an hour."
    )
    locked_until: datetime | None = strawberry.field(
        description="When the lock ends; null unless locked now. In the year 9999: not until `unlockUser`."
    )
    created_at: datetime = strawberry.field(description="When the user was created.")
    last_login_at: datetime | None = strawberry.field(description="When the user last completed a login; null: never.")

    @described("The applications that the user may sign in to, oldest first.")
    async def applications(
        self, info: Info
    ) -> list[Annotated["Application", strawberry.lazy("ostiary.api.types.application")]]:
        """The assignments (rule D1)."""
        found = await info.context.loaders.assigned.load(self.record.id)
        return [applications.Application.of(each) for each in found]

    @described("What the user has bound, one per factor and application, oldest first. Never a secret.")
    async def bindings(
        self, info: Info
    ) -> list[Annotated["MfaBinding", strawberry.lazy("ostiary.api.types.mfa_binding")]]:
        """The live ones (rule M1)."""
        found = await info.context.loaders.bindings.load(self.record.id)
        return [bindings.MfaBinding.of(each) for each in found]

    @described("The bypass that holds now; null: none, or its end has come. `mfaBypassed` says the same in a word.")
    def mfa_bypass(self, info: Info) -> Annotated["MfaBypass", strawberry.lazy("ostiary.api.types.mfa_bypass")] | None:
        """Its end is asked for at each reading (rule M3)."""
        bypass = self.record.bypass
        if bypass is None or not is_bypassed(bypass, info.context.now()):
            return None
        return bypasses.MfaBypass.of(bypass)

    @described(
        "Where the user is signed in, last seen first: at most 50 of the living sessions. Never a token. FORBIDDEN for "
        "others than the user without a role that sees users."
    )
    async def sessions(self, info: Info) -> list[Annotated["Session", strawberry.lazy("ostiary.api.types.session")]]:
        """The living ones."""
        if info.context.actor_id() != self.record.id:
            info.context.demand(Permission.SEE_USERS)
        now, loaders = info.context.now(), info.context.loaders
        answer = []
        for each in await loaders.sessions.load(self.record.id):
            application = await loaders.applications.load(each.application_id)
            if application is not None and is_living(each, application, now):
                answer.append(sessions.Session.of(each))
        return answer

    @classmethod
    def of(cls, record: UserRecord, now: datetime) -> "User":
        """Present the record as it stands at `now`."""
        lockout = current(record.lockout, now)
        return cls(
            id=global_id("User", record.id),
            record=record,
            email=record.email,
            role=record.role,
            mfa_bypassed=is_bypassed(record.bypass, now),
            failed_attempts=lockout.failed_attempts,
            locked_until=lockout.locked_until,
            created_at=record.created_at,
            last_login_at=record.last_login_at,
        )


async def load_user(info: Info, user_id: UUID | None) -> User | None:
    """The user of that id, read in the request's batch; None: nobody, or deleted since."""
    record = await info.context.loaders.users.load(user_id) if user_id is not None else None
    return User.of(record, info.context.now()) if record is not None else None
