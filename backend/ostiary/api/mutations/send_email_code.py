"""`sendEmailCode`: mail the login's code (document 2.1; rule L9)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.mutations.challenge_input import ChallengeInput
from ostiary.api.types.login import EmailCodeSent
from ostiary.api.types.user_errors import (
    AccountLocked,
    ChallengeExpired,
    FactorUnavailable,
    MailUnavailable,
    RateLimited,
)
from ostiary.services import email_codes, outcomes

SendEmailCodeResult = Annotated[
    EmailCodeSent | RateLimited | MailUnavailable | AccountLocked | ChallengeExpired | FactorUnavailable,
    strawberry.union("SendEmailCodeResult", description="The code is on its way, or why it is not."),
]


@described(
    "Mails the login's six-digit code to the user; within its life always the same one. At most once a minute "
    "per login and ten times an hour per account, beyond: RateLimited."
)
async def send_email_code(
    info: Info, sent: Annotated[ChallengeInput, strawberry.argument(name="input", description="Which login.")]
) -> SendEmailCodeResult:
    """Mail it, in the reader's language."""
    context = info.context
    outcome = await email_codes.send_email_code(context.runtime, sent.challenge, context.origin, context.locale)
    return _present(outcome, info)


def _present(outcome: email_codes.SendOutcome, info: Info) -> SendEmailCodeResult:
    match outcome:
        case outcomes.MailedCodeView():
            return EmailCodeSent.of(outcome, info.context.now())
        case outcomes.RateLimited():
            return RateLimited.of(outcome, info.context.now())
        case outcomes.MailFailed():
            return MailUnavailable(reference=outcome.reference)
        case outcomes.AccountLocked():
            return AccountLocked.of(outcome, info.context.now())
        case outcomes.ChallengeEnded():
            return ChallengeExpired()
        case outcomes.FactorDisabled():
            return FactorUnavailable()
        case _ as unreachable:
            assert_never(unreachable)
