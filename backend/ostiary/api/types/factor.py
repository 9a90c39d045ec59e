"""The factors of an application: what logins follow, and what its administrator has staged (rules C1-C3)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import ostiary.api.types.user as users
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.node import Node, global_id
from ostiary.api.types.vocabulary import FactorKind
from ostiary.policy.access import Permission
from ostiary.store.records import FactorRecord

if TYPE_CHECKING:
    from ostiary.api.types.user import User


@strawberry.type(description="One kind of second step in one application.")
class Factor(Node):
    """See the description."""

    record: strawberry.Private[FactorRecord]
    kind: FactorKind = strawberry.field(description="Which kind of second step.")
    enabled: bool = strawberry.field(
        description="Whether logins follow it now. With several enabled, any one of them is enough."
    )

    @described(
        "Your own toggle that is not saved yet; null: none. Nobody else sees it, and it changes nothing "
        "until `saveFactors`."
    )
    async def staged_enabled(self, info: Info) -> bool | None:
        """The viewer's own."""
        toggles = await info.context.loaders.toggles.load(self.record.application_id)
        return next((each.is_enabled for each in toggles if each.factor_id == self.record.id), None)

    @described("How many live bindings saving it `off` would destroy. FORBIDDEN without a role that sees applications.")
    def binding_count(self, info: Info) -> int:
        """Counted by the store, exact."""
        info.context.demand(Permission.SEE_APPLICATIONS)
        return self.record.binding_count

    @described("When a save last changed it; null: never. FORBIDDEN without a role that sees applications.")
    def saved_at(self, info: Info) -> datetime | None:
        """The last save that changed it."""
        info.context.demand(Permission.SEE_APPLICATIONS)
        return self.record.saved_at

    @described(
        "Who made the save that last changed it; null: nobody, or a user who was deleted since. FORBIDDEN "
        "without a role that sees applications."
    )
    async def saved_by(self, info: Info) -> Annotated["User", strawberry.lazy("ostiary.api.types.user")] | None:
        """The administrator."""
        info.context.demand(Permission.SEE_APPLICATIONS)
        return await users.load_user(info, self.record.saved_by_id)

    @classmethod
    def of(cls, record: FactorRecord) -> "Factor":
        """Present the record."""
        return cls(id=global_id("Factor", record.id), record=record, kind=record.kind, enabled=record.is_enabled)
