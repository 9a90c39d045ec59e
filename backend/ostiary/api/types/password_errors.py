"""Expected failures where a password is chosen or replaced."""

import strawberry

from ostiary.api.types.user_errors import ExpectedFailure, says
from ostiary.api.types.vocabulary import RefusedPasswordReason
from ostiary.services import outcomes

_ADVICE = {
    RefusedPasswordReason.WELL_KNOWN: "Many people use this password, so it is guessed first. Choose another one.",
    RefusedPasswordReason.PERSONAL: "The address or an application's name is guessed first. Choose another password.",
    RefusedPasswordReason.UNCHANGED: "This is the password that you have. Choose another one.",
}


@strawberry.type(description="The new password has the right length and is refused all the same. Nothing was done.")
class PasswordRefused(ExpectedFailure):
    """See the description."""

    reason: RefusedPasswordReason = strawberry.field(description="Why it is refused.")

    @classmethod
    def of(cls, outcome: outcomes.PasswordRefused) -> "PasswordRefused":
        """Present the outcome."""
        return cls(message=_ADVICE[outcome.reason], reason=outcome.reason)


@strawberry.type(description="The current password is another one. The guess counts like one while signing in.")
class WrongPassword(ExpectedFailure):
    """See the description."""

    message: str = says("The current password is incorrect. Check it and try again.")


@strawberry.type(description="The link is unknown, spent, replaced by a later one, or older than 30 minutes.")
class ResetLinkExpired(ExpectedFailure):
    """See the description."""

    message: str = says("This link does not work any more. Ask for a new one.")
