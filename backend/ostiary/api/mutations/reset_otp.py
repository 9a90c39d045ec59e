"""`resetOtp`: destroy a user's OTP bindings for good (document 3.2; rules M2, M4)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.reason import ADVICE as REASON
from ostiary.api.reason import reason_text
from ostiary.api.types.administration_errors import NotFound, OwnAccount
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User
from ostiary.api.types.vocabulary import FactorKind
from ostiary.services import outcomes, user_security


@strawberry.input(description="Whose OTP bindings to remove.")
class ResetOtpInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")
    application_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="The global id of an Application; null or left out: every one."
    )
    reason: str | None = strawberry.field(default=strawberry.UNSET, description=REASON)
    end_other_sessions: bool = strawberry.field(
        default=False,
        description="true: also ends the user's sessions that were not completed with these bindings, in every "
        "application.",
    )


@strawberry.type(description="The bindings are gone, and with them the open logins and the sessions they made.")
class OtpReset:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")
    removed_bindings: int = strawberry.field(description="How many bindings were removed; 0: there was none.")


ResetOtpResult = Annotated[
    OtpReset | NotFound | OwnAccount,
    strawberry.union(
        "ResetOtpResult", description="Done, or that there is no such user or application, or that the user is you."
    ),
]


@described(
    "Removes OTP bindings of a user for good and tells them by mail. They bind again at the next login. "
    "For ADMIN and HELPDESK."
)
async def reset_otp(
    info: Info,
    sent: Annotated[ResetOtpInput, strawberry.argument(name="input", description="Whose, and where.")],
) -> ResetOtpResult:
    """Remove them."""
    application = given(sent.application_id)
    user_id = id_of("User", sent.user_id)
    application_id = None if application is None else id_of("Application", application)
    if user_id is None or (application is not None and application_id is None):
        return NotFound.of(outcomes.SubjectMissing("application" if user_id else "user"))
    context = info.context
    outcome = await user_security.reset_bindings(
        context.runtime,
        context.actor_id(),
        user_id,
        application_id,
        FactorKind.OTP,
        context.origin,
        reason_text(sent.reason),
        sent.end_other_sessions,
    )
    match outcome:
        case outcomes.BindingsReset(user, removed):
            return OtpReset(user=User.of(user, context.now()), removed_bindings=removed)
        case outcomes.OwnAccount():
            return OwnAccount()
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
