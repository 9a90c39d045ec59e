"""`mailTextPreview`: the mail that a text would make (rule L9)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mail_text_input import MailTextInput, key_of
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.mail_text import MailTextFaulty
from ostiary.mail.mailer import Message
from ostiary.services import mail_text_samples, mail_texts, outcomes


@strawberry.type(description="The mail that a text would make, with sample values.")
class MailTextPreview:
    """See the description."""

    subject: str = strawberry.field(description="Its subject.")
    text: str = strawberry.field(description="Its plain form.")
    html: str = strawberry.field(
        description="Its HTML form, a document of its own: every value is escaped, and it holds no script and no image."
    )


MailTextPreviewResult = Annotated[
    MailTextPreview | MailTextFaulty | NotFound,
    strawberry.union("MailTextPreviewResult", description="The mail, or why there is none."),
]


@described(
    "The mail that a text would make, made as the real one is, with sample values; the code is 123456. A text with "
    "faults makes none. Nothing is saved or sent. For ADMIN and AUDITOR."
)
async def mail_text_preview(
    info: Info,
    sent: Annotated[MailTextInput, strawberry.argument(name="input", description="The text and what it is for.")],
) -> MailTextPreviewResult:
    """Make it."""
    key = key_of(sent.application_id, sent.kind, sent.language)
    if key is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    match await mail_text_samples.preview_mail_text(info.context.runtime, key, sent.text()):
        case Message(subject=subject, text=text, html=html):
            return MailTextPreview(subject=subject, text=text, html=html)
        case mail_texts.MailTextFaulty() as faulty:
            return MailTextFaulty.of(faulty)
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
