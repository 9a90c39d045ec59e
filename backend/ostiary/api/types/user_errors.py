"""Expected failures: members of the mutations' unions that implement UserError (contract.graphql, "errors").

The sentences say what to do. The pages have their own, in two languages, chosen by the type's name.
"""

from datetime import datetime
from typing import Any

import strawberry

from ostiary.api.types.vocabulary import CodeField, InvalidCodeReason
from ostiary.clock import seconds_until
from ostiary.policy.lockout import LOCKED_FOR_GOOD
from ostiary.services import outcomes

_MESSAGE = "What to do, in one or two English sentences. For people; programs look at the type."


def says(message: str) -> Any:
    """The field `message` of a type that always says the same."""
    return strawberry.field(default=message, description=_MESSAGE)


@strawberry.interface(
    name="UserError", description="An expected failure: nothing is broken, and `message` says what to do."
)
class ExpectedFailure:
    """See the description."""

    message: str = strawberry.field(description=_MESSAGE)


@strawberry.type(
    description=(
        "Unknown email, wrong password, or not assigned to this application: nobody learns which, neither from "
        "the answer nor from the time it takes."
    )
)
class InvalidCredentials(ExpectedFailure):
    """See the description."""

    message: str = says("Email or password is incorrect. Check both and try again.")


@strawberry.type(description="A code was wrong. The attempt is charged to the account.")
class InvalidCode(ExpectedFailure):
    """See the description."""

    attempts_remaining: int = strawberry.field(description="How many more wrong codes lock the account: 1 to 5.")
    reason: InvalidCodeReason = strawberry.field(description="Why, as far as a person is told.")
    wrong_codes: list[CodeField] = strawberry.field(
        description="Which of the submitted codes were wrong. After `verifyFactor` always CODE."
    )
    clock_offset_minutes: int | None = strawberry.field(
        description="With CLOCK_OFF alone: the phone's clock minus ours, in minutes, rounded."
    )

    @classmethod
    def of(cls, outcome: outcomes.CodeRefused) -> "InvalidCode":
        """Present the outcome."""
        return cls(
            message=_CODE_ADVICE[outcome.reason],
            attempts_remaining=outcome.attempts_remaining,
            reason=outcome.reason,
            wrong_codes=list(outcome.wrong_codes),
            clock_offset_minutes=outcome.clock_offset_minutes,
        )


_CODE_ADVICE = {
    InvalidCodeReason.WRONG: "That code is not right. Enter the current one.",
    InvalidCodeReason.JUST_EXPIRED: "That code has just expired. Enter the new one.",
    InvalidCodeReason.ALREADY_USED: "That code was already used. Wait for the next one.",
    InvalidCodeReason.CLOCK_OFF: (
        "That code is right for another time. Set the phone's clock to automatic, then enter a new code."
    ),
}


@strawberry.type(description="Too many wrong codes. No code is looked at until the lock ends; existing sessions go on.")
class AccountLocked(ExpectedFailure):
    """See the description."""

    locked_until: datetime = strawberry.field(
        description="When the lock ends. In the year 9999: not until an administrator unlocks the account."
    )
    retry_after: int = strawberry.field(description="Seconds until then by the server's clock, at most 2147483647.")

    @classmethod
    def of(cls, outcome: outcomes.AccountLocked, now: datetime) -> "AccountLocked":
        """Present the outcome."""
        is_for_good = outcome.locked_until >= LOCKED_FOR_GOOD
        return cls(
            message=(
                "The account is locked until an administrator unlocks it."
                if is_for_good
                else "The account is locked after too many incorrect codes. Try again when the lock has ended."
            ),
            locked_until=outcome.locked_until,
            retry_after=_seconds(outcome.locked_until, now),
        )


@strawberry.type(
    description="The login's handle is unknown, used, cancelled or older than ten minutes. Nothing was charged."
)
class ChallengeExpired(ExpectedFailure):
    """See the description."""

    message: str = says("This sign-in is over. Start again with email and password.")


@strawberry.type(description="The application does not have this factor on (any more). Nothing was charged.")
class FactorUnavailable(ExpectedFailure):
    """See the description."""

    message: str = says("This method is not available for the application. Read the challenge again and use another.")


@strawberry.type(description="The user has not bound this factor (any more). Nothing was charged.")
class BindingRequired(ExpectedFailure):
    """See the description."""

    message: str = says("Nothing is bound yet. Call beginOtpBinding, then confirmOtpBinding.")


@strawberry.type(description="The user has bound OTP already. Its secret is never shown again.")
class AlreadyBound(ExpectedFailure):
    """See the description."""

    message: str = says("An authenticator app is bound already. Use verifyFactor with its code.")


@strawberry.type(description="Asked too often. Nothing was done, and nobody is locked by this.")
class RateLimited(ExpectedFailure):
    """See the description."""

    retry_at: datetime = strawberry.field(description="When asking makes sense again.")
    retry_after: int = strawberry.field(description="Seconds until then by the server's clock.")

    @classmethod
    def of(cls, outcome: outcomes.RateLimited, now: datetime) -> "RateLimited":
        """Present the outcome."""
        return cls(
            message="That was asked too often. Wait until `retryAt`, then try again.",
            retry_at=outcome.retry_at,
            retry_after=_seconds(outcome.retry_at, now),
        )


@strawberry.type(description="The mail could not be handed over. It does not count: it may be asked for again at once.")
class MailUnavailable(ExpectedFailure):
    """See the description."""

    message: str = says("The email could not be sent. Try again, or use another method.")
    reference: str = strawberry.field(description="Six characters that lead an administrator to the line in our log.")


def _seconds(instant: datetime, now: datetime) -> int:
    """Seconds as a GraphQL Int, which has 32 bits."""
    return min(seconds_until(instant, now), 2**31 - 1)
