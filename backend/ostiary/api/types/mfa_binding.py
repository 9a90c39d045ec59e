"""Bindings as the schema shows them: never a secret, a QR code or a count of steps (rules M1, L6)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import ostiary.api.types.application as applications
import ostiary.api.types.user as users
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.loaders import there
from ostiary.api.types.node import Node, global_id
from ostiary.api.types.vocabulary import FactorKind
from ostiary.store.records import BindingRecord

if TYPE_CHECKING:
    from ostiary.api.types.application import Application
    from ostiary.api.types.user import User


@strawberry.type(description="One user's bound instance of one factor in one application.")
class MfaBinding(Node):
    """See the description."""

    record: strawberry.Private[BindingRecord]
    kind: FactorKind = strawberry.field(description="Which kind of second step.")
    bound_at: datetime = strawberry.field(
        description="When it was bound: OTP by its first two codes, EMAIL by the first accepted code."
    )
    last_used_at: datetime | None = strawberry.field(
        description="When it last completed a login, binding included; null: not yet."
    )

    @described("The application that it is good for.")
    async def application(
        self, info: Info
    ) -> Annotated["Application", strawberry.lazy("ostiary.api.types.application")]:
        """Its application; it hangs on its row, so it is there."""
        record = await info.context.loaders.applications.load(self.record.application_id)
        return applications.Application.of(there(record))

    @described("Whose it is.")
    async def user(self, info: Info) -> Annotated["User", strawberry.lazy("ostiary.api.types.user")]:
        """Its user; it hangs on their row, so they are there."""
        record = await info.context.loaders.users.load(self.record.user_id)
        return users.User.of(there(record), info.context.now())

    @classmethod
    def of(cls, record: BindingRecord) -> "MfaBinding":
        """Present the record."""
        return cls(
            id=global_id("MfaBinding", record.id),
            record=record,
            kind=record.kind,
            bound_at=record.bound_at,
            last_used_at=record.last_used_at,
        )
