"""`resetMailText`: back to the built-in text (rule E2)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mail_text_input import key_of
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.mail_text import MailText, MailTextConflict
from ostiary.api.types.vocabulary import Locale, MailKind
from ostiary.services import mail_texts, outcomes


@strawberry.input(description="The text to give up.")
class ResetMailTextInput:
    """See the description."""

    application_id: strawberry.ID = strawberry.field(description="The global id of an Application.")
    kind: MailKind = strawberry.field(description="For which mail.")
    language: Locale = strawberry.field(description="In which language.")
    version: int = strawberry.field(description="The `MailText.version` that is given up.")


@strawberry.type(description="The built-in text holds.")
class MailTextReset:
    """See the description."""

    mail_text: MailText = strawberry.field(description="The built-in text; `edited` is false.")


ResetMailTextResult = Annotated[
    MailTextReset | MailTextConflict | NotFound,
    strawberry.union("ResetMailTextResult", description="Given up, or why nothing was."),
]


@described(
    "Goes back to the built-in text of one kind of mail in one language, from the next mail on. Where it holds already "
    "nothing changes. For ADMIN."
)
async def reset_mail_text(
    info: Info,
    sent: Annotated[ResetMailTextInput, strawberry.argument(name="input", description="Which text to give up.")],
) -> ResetMailTextResult:
    """Give it up."""
    context = info.context
    key = key_of(sent.application_id, sent.kind, sent.language)
    if key is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    match await mail_texts.reset_mail_text(context.runtime, context.actor(), key, sent.version):
        case mail_texts.MailTextSaved(view):
            return MailTextReset(mail_text=MailText.of(view))
        case mail_texts.MailTextConflict() as conflict:
            return MailTextConflict.of(conflict)
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
