"""Lines of the log (document 4; rules E1-E5)."""

from datetime import datetime

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.api_token import ApiToken, load_api_token
from ostiary.api.types.application import Application
from ostiary.api.types.node import Node, global_id
from ostiary.api.types.user import User, load_user
from ostiary.api.types.vocabulary import AuditCategory, AuditEventType, AuditResult, FailureReason
from ostiary.policy.audit import LABELS, category_of
from ostiary.store.records import AuditEventRecord


@strawberry.type(description="One thing that an event changed, by name.")
class AuditDetail:
    """See the description."""

    name: str = strawberry.field(
        description="What: `OTP`, `EMAIL`, `removedBindings`, `bypass`, `until`, `reason`, `endedSessions`, "
        "`role`, `password`, `clientId`, `applications`, `changed`, `contentType`, `bytes`, `sha256`, `kind`, "
        "`language`, `token`, `endsAt`, `operation`, `cause`, `events`, `through`, `key`, `dataKeys`, `auditRoot`."
    )
    value: str = strawberry.field(
        description="What it became, or what was said of it, such as `on`, `128` or `ADMIN`. Never a secret, code, "
        "token or password."
    )


@strawberry.type(description="One line of the log. Nothing ever changes it.")
class AuditEvent(Node):
    """See the description."""

    record: strawberry.Private[AuditEventRecord]
    type: AuditEventType = strawberry.field(description="What happened.")
    label: str = strawberry.field(description='The type\'s title in English, such as "Secondary authentication - OTP".')
    category: AuditCategory = strawberry.field(description="Which of the two logs shows it.")
    occurred_at: datetime = strawberry.field(description="When it happened.")
    user_email: str | None = strawberry.field(
        description="The address of whom it concerns, as it was then; for a login as it was typed."
    )
    actor_name: str | None = strawberry.field(
        description="The name of the API token that did it, as it was then; null: no API token did."
    )
    ip: str = strawberry.field(description="Where the request came from: an IPv4 or IPv6 address.")
    country: str | None = strawberry.field(
        description="The country of that address, as known then: ISO 3166-1 alpha-2; null: unknown."
    )
    user_agent: str | None = strawberry.field(
        description="What the client called itself, at most 512 characters; null: it said nothing."
    )
    result: AuditResult = strawberry.field(description="How it ended.")
    failure_reason: FailureReason | None = strawberry.field(description="Why it failed; null: it did not.")
    details: list[AuditDetail] = strawberry.field(description="What an administrator changed; empty for most events.")

    @described("Whom it concerns; null: unknown, or deleted since.")
    async def user(self, info: Info) -> User | None:
        """Read in the request's batch."""
        return await load_user(info, self.record.user_id)

    @described("Who did it, in administrative events; null: the command line, an API token, or deleted since.")
    async def actor(self, info: Info) -> User | None:
        """Read in the request's batch."""
        return await load_user(info, self.record.actor_id)

    @described("The API token that did it; null: none did.")
    async def actor_token(self, info: Info) -> ApiToken | None:
        """Read in the request's batch."""
        return await load_api_token(info, self.record.actor_token_id)

    @described("The application it happened in; null: none, or not a known one.")
    async def application(self, info: Info) -> Application | None:
        """Read in the request's batch."""
        application_id = self.record.application_id
        record = await info.context.loaders.applications.load(application_id) if application_id else None
        return Application.of(record) if record else None

    @classmethod
    def of(cls, record: AuditEventRecord) -> "AuditEvent":
        """Present the record."""
        return cls(
            id=global_id("AuditEvent", record.id),
            record=record,
            type=record.type,
            label=LABELS[record.type],
            category=category_of(record.type),
            occurred_at=record.occurred_at,
            user_email=record.user_email,
            actor_name=record.actor_name,
            ip=record.ip,
            country=record.country,
            user_agent=record.user_agent,
            result=record.result,
            failure_reason=record.failure_reason,
            details=[AuditDetail(name=name, value=value) for name, value in record.details],
        )
