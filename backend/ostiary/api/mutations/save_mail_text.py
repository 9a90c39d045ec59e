"""`saveMailText`: what one kind of mail says from now on (rules L9, E2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mail_text_input import key_of
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.mail_text import MailText, MailTextConflict, MailTextFaulty
from ostiary.api.types.vocabulary import Locale, MailKind
from ostiary.policy import mail_templates
from ostiary.services import mail_texts, outcomes


@strawberry.input(description="A text to save.")
class SaveMailTextInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    kind: MailKind = strawberry.field(description="For which mail.")
    language: Locale = strawberry.field(description="In which language.")
    version: int = strawberry.field(description="The `MailText.version` that it replaces.")
    subject: str = strawberry.field(description="As in `MailText.subject`.")
    body: str = strawberry.field(description="As in `MailText.body`; lines may end with CR LF.")


@strawberry.type(description="The text holds from the next mail on.")
class MailTextSaved:
    """See the description."""

    mail_text: MailText = strawberry.field(description="The text as it is now.")


SaveMailTextResult = Annotated[
    MailTextSaved | MailTextFaulty | MailTextConflict | NotFound,
    strawberry.union("SaveMailTextResult", description="Saved, or why nothing was."),
]


@described(
    "Writes what one kind of mail of an application says in one language. A text with faults is refused with their "
    "places, and so is one that replaces another version than the present one. For ADMIN."
)
async def save_mail_text(
    info: Info,
    sent: Annotated[SaveMailTextInput, strawberry.argument(name="input", description="The text and what it is for.")],
) -> SaveMailTextResult:
    """Save it."""
    context = info.context
    key = key_of(sent.application_id, sent.kind, sent.language)
    if key is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    text = mail_templates.MailText(sent.subject, sent.body)
    match await mail_texts.save_mail_text(context.runtime, context.actor(), key, text, sent.version):
        case mail_texts.MailTextSaved(view):
            return MailTextSaved(mail_text=MailText.of(view))
        case mail_texts.MailTextFaulty() as faulty:
            return MailTextFaulty.of(faulty)
        case mail_texts.MailTextConflict() as conflict:
            return MailTextConflict.of(conflict)
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
