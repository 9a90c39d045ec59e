"""`requestPasswordReset`: have a link mailed to one's own address (rule L1)."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.user_errors import RateLimited
from ostiary.policy.limits import RESET_LINK_LIFE
from ostiary.services import outcomes
from ostiary.services.password_reset import request_password_reset as request


@strawberry.input(description="Who forgot a password, and where. Nothing in it is BAD_USER_INPUT for its content.")
class RequestPasswordResetInput:
    """See the description."""

    client_id: str = strawberry.field(description="The application to sign in to afterwards; the link leads to it.")
    email: str = strawberry.field(description="The user's address, any letter case.")


@strawberry.type(
    description=(
        "If there is such an account and it may sign in there, a link is on its way to its address. The answer is the "
        "same if not, and takes as long."
    )
)
class PasswordResetRequested:
    """See the description."""

    link_expires_in: int = strawberry.field(description="How long a link is good, in seconds; the same for everybody.")


RequestPasswordResetResult = Annotated[
    PasswordResetRequested | RateLimited,
    strawberry.union(
        "RequestPasswordResetResult",
        description="RateLimited: asked too often for this address, or from it, whether or not it is an account's.",
    ),
]


@described(
    "Mails a link that sets a new password, once and within 30 minutes, to the account's own address alone; an earlier "
    "link ends. At most three an hour for an address. Public."
)
async def request_password_reset(
    info: Info,
    sent: Annotated[RequestPasswordResetInput, strawberry.argument(name="input", description="Who, where.")],
) -> RequestPasswordResetResult:
    """Ask for it."""
    context = info.context
    match await request(context.runtime, sent.client_id, sent.email, context.origin, context.locale):
        case outcomes.ResetRequested():
            return PasswordResetRequested(link_expires_in=int(RESET_LINK_LIFE.total_seconds()))
        case outcomes.RateLimited() as limited:
            return RateLimited.of(limited, context.now())
        case _ as unreachable:
            assert_never(unreachable)
