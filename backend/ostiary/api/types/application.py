"""Applications as the schema shows them (rules D1, D2)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import ostiary.api.types.factor as factors
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types import mail_text
from ostiary.api.types.branding import Branding
from ostiary.api.types.node import Node, global_id
from ostiary.services.mail_texts import all_texts
from ostiary.store.records import ApplicationRecord

if TYPE_CHECKING:
    from ostiary.api.types.factor import Factor
    from ostiary.api.types.mail_text import MailText


@strawberry.type(description="Something that users sign in to. The console is one too (client id `console`, built in).")
class Application(Node):
    """See the description."""

    record: strawberry.Private[ApplicationRecord]
    client_id: str = strawberry.field(
        description="What a login names: public, stable, URL-safe, 1 to 64 ASCII characters."
    )
    name: str = strawberry.field(description="The name that users see: 1 to 100 characters.")
    created_at: datetime = strawberry.field(description="When it was created.")

    branding: Branding = strawberry.field(description="How it looks to those who sign in to it.")

    @described("Its factors, one per FactorKind, in the order of that enum.")
    async def factors(self, info: Info) -> list[Annotated["Factor", strawberry.lazy("ostiary.api.types.factor")]]:
        """In display order (rule C4)."""
        found = await info.context.loaders.factors.load(self.record.id)
        return [factors.Factor.of(each) for each in found]

    @described("What its mails say: every MailKind in every MailLanguage, in the order of those enums.")
    async def mail_texts(
        self, info: Info
    ) -> list[Annotated["MailText", strawberry.lazy("ostiary.api.types.mail_text")]]:
        """Its own texts, and the built-in ones elsewhere."""
        saved = await info.context.loaders.mail_texts.load(self.record.id)
        return [mail_text.MailText.of(each) for each in all_texts(self.record.id, saved)]

    @classmethod
    def of(cls, record: ApplicationRecord) -> "Application":
        """Present the record."""
        return cls(
            id=global_id("Application", record.id),
            record=record,
            client_id=record.client_id,
            name=record.name,
            created_at=record.created_at,
            branding=Branding.of(record),
        )
