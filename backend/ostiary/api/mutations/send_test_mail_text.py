"""`sendTestMailText`: receive the mail that a text would make, at one's own address (rules L9, C5)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mail_text_input import MailTextInput, key_of
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.mail_text import MailTextFaulty
from ostiary.api.types.user_errors import MailUnavailable, RateLimited
from ostiary.services import mail_text_samples, mail_texts, outcomes

_ADVICE = "The message could not be sent. Look at `mailSettings`, and in the server's log for `reference`."


@strawberry.type(description="The mail server took the message. Whether it arrives, the mailbox shows.")
class TestMailTextSent:
    """See the description."""

    email: str = strawberry.field(description="Your own address, where it went.")


SendTestMailTextResult = Annotated[
    TestMailTextSent | MailTextFaulty | MailUnavailable | RateLimited | NotFound,
    strawberry.union("SendTestMailTextResult", description="The message left, or why it did not."),
]


@described(
    "Mails what `mailTextPreview` shows to your own address. It counts with `sendMailCheck`: at most five in ten "
    "minutes. Nothing is saved. For ADMIN, not for API tokens, which have no address."
)
async def send_test_mail_text(
    info: Info,
    sent: Annotated[MailTextInput, strawberry.argument(name="input", description="The text and what it is for.")],
) -> SendTestMailTextResult:
    """Mail it."""
    context = info.context
    user = context.signed_in().user
    key = key_of(sent.application_id, sent.kind, sent.language)
    if key is None:
        return NotFound.of(outcomes.SubjectMissing("application"))
    match await mail_text_samples.send_test_mail_text(context.runtime, user, context.origin, key, sent.text()):
        case outcomes.MailChecked(email):
            return TestMailTextSent(email=email)
        case mail_texts.MailTextFaulty() as faulty:
            return MailTextFaulty.of(faulty)
        case outcomes.MailFailed(reference):
            return MailUnavailable(message=_ADVICE, reference=reference)
        case outcomes.RateLimited() as limited:
            return RateLimited.of(limited, context.now())
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
