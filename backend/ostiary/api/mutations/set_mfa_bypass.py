"""`setMfaBypass`: skip every second step of a user, or none (document 3.3; rules M3, M4)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User
from ostiary.services import outcomes, user_security


@strawberry.input(description="A user's bypass.")
class SetMfaBypassInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(description="The global id of a User.")
    bypassed: bool = strawberry.field(
        description="true: every login of the user skips the second step. false: the applications' rules hold."
    )


@strawberry.type(description="The bypass stands as asked.")
class MfaBypassSet:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")


SetMfaBypassResult = Annotated[
    MfaBypassSet | NotFound,
    strawberry.union("SetMfaBypassResult", description="Done, or that there is no such user."),
]


@described(
    "Turns a user's bypass on, of which they are told by mail, or off. It holds from the next login on; bindings "
    "stay as they are. For ADMIN and HELPDESK."
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
        context.runtime, context.signed_in().user.id, user_id, sent.bypassed, context.origin
    )
    match outcome:
        case outcomes.UserChanged(user):
            return MfaBypassSet(user=User.of(user, context.now()))
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
