"""`setMfaBypass`: skip every second step of a user, or none (document 3.3; rules M3, M4)."""

from datetime import datetime
from typing import Annotated, assert_never

import strawberry

from ostiary.api.arguments import given
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input
from ostiary.api.reason import ADVICE as REASON
from ostiary.api.reason import reason_text
from ostiary.api.types.administration_errors import NotFound, OwnAccount
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User
from ostiary.policy.bypass import LONGEST_BYPASS, is_bypass_end
from ostiary.services import outcomes, user_security


@strawberry.input(description="A user's bypass.")
class SetMfaBypassInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")
    bypassed: bool = strawberry.field(
        description="true: every login of the user skips the second step. false: the applications' rules hold."
    )
    reason: str | None = strawberry.field(default=strawberry.UNSET, description=REASON)
    until: datetime | None = strawberry.field(
        default=strawberry.UNSET,
        description="When the bypass ends by itself: in the future, at most a year ahead, and with `bypassed: true` "
        "alone; else BAD_USER_INPUT. null or left out: not until it is turned off.",
    )


@strawberry.type(description="The bypass stands as asked.")
class MfaBypassSet:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")


SetMfaBypassResult = Annotated[
    MfaBypassSet | NotFound | OwnAccount,
    strawberry.union("SetMfaBypassResult", description="Done, or that there is no such user, or that it is you."),
]


@described(
    "Turns a user's bypass on, of which they are told by mail, or off. It holds from the next login on; bindings "
    "stay as they are. Turned off, it ends the sessions in which no second step was proven, where the application asks "
    "for one. For ADMIN and HELPDESK."
)
async def set_mfa_bypass(
    info: Info,
    sent: Annotated[SetMfaBypassInput, strawberry.argument(name="input", description="Whose, and whether.")],
) -> SetMfaBypassResult:
    """Turn it."""
    user_id = id_of("User", sent.user_id)
    if user_id is None:
        return NotFound.of(outcomes.SubjectMissing("user"))
    context = info.context
    outcome = await user_security.set_mfa_bypass(
        context.runtime,
        context.actor_id(),
        user_id,
        sent.bypassed,
        context.origin,
        reason_text(sent.reason),
        _end(sent, context.now()),
    )
    match outcome:
        case outcomes.UserChanged(user):
            return MfaBypassSet(user=User.of(user, context.now()))
        case outcomes.OwnAccount():
            return OwnAccount()
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)


def _end(sent: SetMfaBypassInput, now: datetime) -> datetime | None:
    until = given(sent.until)
    if until is None:
        return None
    if not sent.bypassed:
        raise bad_input("input.until", "send it with `bypassed: true` alone")
    if not is_bypass_end(until, now):
        raise bad_input("input.until", f"send an instant in the future, at most {LONGEST_BYPASS.days} days ahead")
    return until
