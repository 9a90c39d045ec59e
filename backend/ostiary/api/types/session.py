"""Sessions as the schema shows them: where and how somebody is signed in, never a token (ux.md 7)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import ostiary.api.types.application as applications
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.loaders import there
from ostiary.api.types.node import global_id
from ostiary.store.records import SessionRecord

if TYPE_CHECKING:
    from ostiary.api.types.application import Application


@strawberry.type(description="One completed login that has not ended yet. `signOutEverywhere` ends all of a user's.")
class Session:
    """See the description."""

    record: strawberry.Private[SessionRecord]
    id: strawberry.ID = strawberry.field(description="Tells sessions apart: opaque, stable, and opens nothing.")
    amr: list[str] = strawberry.field(
        description="How the login was proven (RFC 8176): `pwd`, `otp`, `mfa`; `email` is an extension."
    )
    signed_in_at: datetime = strawberry.field(description="When the login was completed.")
    last_seen_at: datetime = strawberry.field(description="When it was last used, to the minute.")
    proven_at: datetime | None = strawberry.field(
        description="When a second step was last accepted in it, at the login or by `beginStepUp`; null: never."
    )
    expires_at: datetime = strawberry.field(description="When it ends however much it is used; unused, it ends sooner.")

    @described("The application that it is good for.")
    async def application(
        self, info: Info
    ) -> Annotated["Application", strawberry.lazy("ostiary.api.types.application")]:
        """Its application; it hangs on its row, so it is there."""
        record = await info.context.loaders.applications.load(self.record.application_id)
        return applications.Application.of(there(record))

    @described("Whether this very request was sent in it.")
    def current(self, info: Info) -> bool:
        """The viewer's own."""
        viewer = info.context.viewer
        return viewer is not None and viewer.session.id == self.record.id

    @classmethod
    def of(cls, record: SessionRecord) -> "Session":
        """Present the record."""
        return cls(
            record=record,
            id=global_id("Session", record.id),
            amr=list(record.amr),
            signed_in_at=record.created_at,
            last_seen_at=record.last_seen_at,
            proven_at=record.proven_at,
            expires_at=record.expires_at,
        )
