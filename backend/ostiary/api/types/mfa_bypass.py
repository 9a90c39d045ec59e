"""A bypass as the schema shows it: since when, until when, by whom and why (document 3.3; rules M3, M4)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import ostiary.api.types.user as users
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.policy.access import Permission
from ostiary.policy.bypass import Bypass

if TYPE_CHECKING:
    from ostiary.api.types.user import User


@strawberry.type(description="That every login of a user skips the second step now.")
class MfaBypass:
    """See the description."""

    record: strawberry.Private[Bypass]
    since: datetime | None = strawberry.field(description="When it was set as it is; null: before this was kept.")
    until: datetime | None = strawberry.field(description="When it ends by itself; null: not until it is turned off.")

    @described("Why, in the administrator's words; null: none given. FORBIDDEN without a role that sees users.")
    def reason(self, info: Info) -> str | None:
        """For administrators alone."""
        info.context.demand(Permission.SEE_USERS)
        return self.record.reason

    @described("Who set it; null: deleted since, or not kept. FORBIDDEN without a role that sees users.")
    async def by(self, info: Info) -> Annotated["User", strawberry.lazy("ostiary.api.types.user")] | None:
        """The administrator."""
        info.context.demand(Permission.SEE_USERS)
        return await users.load_user(info, self.record.by_id)

    @classmethod
    def of(cls, record: Bypass) -> "MfaBypass":
        """Present the record."""
        return cls(record=record, since=record.since, until=record.until)
