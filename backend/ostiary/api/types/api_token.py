"""API tokens as the schema shows them. Their secrets are shown by `createApiToken`, once."""

from datetime import datetime
from uuid import UUID

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.node import Node, global_id
from ostiary.api.types.user import User, load_user
from ostiary.api.types.vocabulary import ApiTokenState, Role
from ostiary.policy.api_tokens import state_of
from ostiary.store.records import ApiTokenRecord


@strawberry.type(
    description=(
        "What a program sends as `Authorization: Bearer ost_…` instead of a person's session. It may do what its role "
        "may, except changing roles, API tokens, and sending test mail. It ends at `endsAt`, when it is revoked, and "
        "when whoever made it is no administrator any more."
    )
)
class ApiToken(Node):
    """See the description."""

    record: strawberry.Private[ApiTokenRecord]
    name: str = strawberry.field(description="What the log calls it; two may have the same name.")
    role: Role = strawberry.field(description="What it may do.")
    state: ApiTokenState = strawberry.field(description="Whether it opens anything now.")
    created_at: datetime = strawberry.field(description="When it was made.")
    ends_at: datetime = strawberry.field(description="When it ends by itself.")
    last_used_at: datetime | None = strawberry.field(description="When a request last came with it; null: never.")
    last_used_ip: str | None = strawberry.field(description="Where that request came from; null: never used.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked; null: it was not.")

    @described("Who made it; null: deleted since.")
    async def created_by(self, info: Info) -> User | None:
        """Read in the request's batch."""
        return await load_user(info, self.record.created_by_id)

    @classmethod
    def of(cls, record: ApiTokenRecord, now: datetime) -> "ApiToken":
        """Present the record as it stands at `now`."""
        return cls(
            id=global_id("ApiToken", record.id),
            record=record,
            name=record.name,
            role=record.role,
            state=state_of(record.ends_at, record.revoked_at, now),
            created_at=record.created_at,
            ends_at=record.ends_at,
            last_used_at=record.last_used_at,
            last_used_ip=record.last_used_ip,
            revoked_at=record.revoked_at,
        )


async def load_api_token(info: Info, token_id: UUID | None) -> ApiToken | None:
    """The token of that id, read in the request's batch; None: there is none."""
    record = await info.context.loaders.api_tokens.load(token_id) if token_id is not None else None
    return ApiToken.of(record, info.context.now()) if record is not None else None
