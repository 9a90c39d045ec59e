"""Which text an input names, and the text it carries. Of any length and characters: what is wrong is told by place."""

import strawberry

from ostiary.api.types.node import id_of
from ostiary.api.types.vocabulary import Locale, MailKind
from ostiary.policy.mail_templates import MailText
from ostiary.store.records import MailTextKey


@strawberry.input(description="A text to try out. Nothing is saved.")
class MailTextInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    kind: MailKind = strawberry.field(description="For which mail.")
    language: Locale = strawberry.field(description="In which language.")
    subject: str = strawberry.field(description="As in `MailText.subject`.")
    body: str = strawberry.field(description="As in `MailText.body`; lines may end with CR LF.")

    def text(self) -> MailText:
        """What is to be tried out."""
        return MailText(self.subject, self.body)


def key_of(application_id: strawberry.ID, kind: MailKind, language: Locale) -> MailTextKey | None:
    """Which text; None: the id is none of an application."""
    found = id_of("Application", application_id)
    return MailTextKey(found, kind, language.value) if found else None
