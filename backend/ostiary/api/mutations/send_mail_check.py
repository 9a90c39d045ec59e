"""`sendMailCheck`: see whether mail leaves, at one's own address (rule C5)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.user_errors import MailUnavailable, RateLimited
from ostiary.services import mail_check, outcomes

_ADVICE = (
    "The message could not be sent. Look at OSTIARY_SMTP_URL and OSTIARY_MAIL_FROM, and in the server's log for "
    "`reference`; then try again."
)


@strawberry.type(description="The mail server took the message. Whether it arrives, the mailbox shows.")
class MailCheckSent:
    """See the description."""

    email: str = strawberry.field(description="Your own address, where it went.")


SendMailCheckResult = Annotated[
    MailCheckSent | MailUnavailable | RateLimited,
    strawberry.union("SendMailCheckResult", description="The message left, or why it did not."),
]


@described(
    "Mails a message to your own address, to see whether this installation's mail leaves; at most five in ten minutes. "
    "Nothing of an application is in it. For ADMIN, not for API tokens, which have no address."
)
async def send_mail_check(info: Info) -> SendMailCheckResult:
    """Mail it, in the reader's language."""
    context = info.context
    user = context.signed_in().user
    match await mail_check.send_mail_check(context.runtime, user, context.origin, context.locale):
        case outcomes.MailChecked(email):
            return MailCheckSent(email=email)
        case outcomes.MailFailed(reference):
            return MailUnavailable(message=_ADVICE, reference=reference)
        case outcomes.RateLimited() as limited:
            return RateLimited.of(limited, context.now())
        case _ as unreachable:
            assert_never(unreachable)
