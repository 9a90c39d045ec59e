"""`signOutEverywhere`: end every session of a user (ux.md 7). One's own are everybody's to end, others' ADMIN's."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.node import id_of
from ostiary.api.types.user import User
from ostiary.policy.access import Permission
from ostiary.services import outcomes
from ostiary.services.acting import acting_in
from ostiary.services.session_list import sign_out_everywhere as end_sessions


@strawberry.input(description="Whom to sign out.")
class SignOutEverywhereInput:
    """See the description."""

    user_id: strawberry.ID = strawberry.field(
        description="The global id of a User: your own, or with the role ADMIN anybody's."
    )


@strawberry.type(description="No session of the user is left, nor a login that waits for its second step.")
class SignedOutEverywhere:
    """See the description."""

    user: User = strawberry.field(description="The user as they are now.")
    ended_sessions: int = strawberry.field(description="How many sessions were ended; 0: there was none.")


SignOutEverywhereResult = Annotated[
    SignedOutEverywhere | NotFound,
    strawberry.union("SignOutEverywhereResult", description="Done, or that there is no such user."),
]


@described(
    "Ends every session of a user in every application, and their open logins. Everybody may do it for themselves, "
    "which ends this session too; for others it takes ADMIN."
)
async def sign_out_everywhere(
    info: Info,
    sent: Annotated[SignOutEverywhereInput, strawberry.argument(name="input", description="Whom to sign out.")],
) -> SignOutEverywhereResult:
    """End them."""
    context = info.context
    user_id = id_of("User", sent.user_id)
    is_own = user_id == context.actor_id()
    if not is_own:
        context.demand(Permission.END_SESSIONS)
    if user_id is None:
        return NotFound.of(outcomes.SubjectMissing("user"))
    # Whoever ends their own sessions ends the one that this is done in.
    with acting_in(None if is_own else context.acting_session()):
        outcome = await end_sessions(context.runtime, context.actor(), user_id)
    match outcome:
        case outcomes.SessionsEnded(user, ended):
            context.is_signed_out = is_own
            return SignedOutEverywhere(user=User.of(user, context.now()), ended_sessions=ended)
        case outcomes.SubjectMissing():
            return NotFound.of(outcome)
        case _ as unreachable:
            assert_never(unreachable)
