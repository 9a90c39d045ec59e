"""`createApiToken`: the only answer that ever holds a token's secret."""

from datetime import datetime
from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.errors import bad_input, forbidden
from ostiary.api.types.api_token import ApiToken
from ostiary.api.types.vocabulary import Role
from ostiary.policy.api_tokens import LIFE_MAX, is_end
from ostiary.policy.names import NAME_MAX, is_name
from ostiary.services import api_tokens, outcomes


@strawberry.input(description="A new API token.")
class CreateApiTokenInput:
    """See the description."""

    name: str = strawberry.field(
        description="What the log is to call it: 1 to 100 characters, not blank, no control characters."
    )
    role: Role = strawberry.field(description="What it may do; not more than you.")
    ends_at: datetime = strawberry.field(description="When it ends by itself: in the future, within 366 days.")


@strawberry.type(description="The API token is there and may be used at once.")
class ApiTokenCreated:
    """See the description."""

    api_token: ApiToken = strawberry.field(description="The API token.")
    secret: str = strawberry.field(
        description="What to send as `Authorization: Bearer …`: `ost_` and 43 characters. Never shown again."
    )


CreateApiTokenResult = Annotated[
    ApiTokenCreated,
    strawberry.union("CreateApiTokenResult", description="The new API token; there are no expected failures yet."),
]


@described(
    "Makes an API token for a program. For ADMIN, not for API tokens. BAD_USER_INPUT for a name or an end beyond the "
    "limits."
)
async def create_api_token(
    info: Info,
    sent: Annotated[CreateApiTokenInput, strawberry.argument(name="input", description="What to make.")],
) -> CreateApiTokenResult:
    """Make it."""
    context = info.context
    if not is_name(sent.name):
        raise bad_input("input.name", f"send 1 to {NAME_MAX} characters, not blank, no control characters")
    if not is_end(sent.ends_at, context.now()):
        raise bad_input("input.endsAt", f"send an instant in the future, at most {LIFE_MAX.days} days from now")
    new = api_tokens.NewApiToken(sent.name, sent.role, sent.ends_at)
    match await api_tokens.create_api_token(context.runtime, context.actor(), new):
        case outcomes.ApiTokenCreated(token, secret):
            return ApiTokenCreated(api_token=ApiToken.of(token, context.now()), secret=secret)
        case outcomes.RoleInsufficient():
            raise forbidden()
        case _ as unreachable:
            assert_never(unreachable)
