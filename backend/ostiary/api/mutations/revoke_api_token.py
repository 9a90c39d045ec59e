"""`revokeApiToken`: it opens nothing from this answer on."""

from typing import Annotated, assert_never

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.administration_errors import NotFound
from ostiary.api.types.api_token import ApiToken
from ostiary.api.types.node import id_of
from ostiary.services import api_tokens, outcomes


@strawberry.input(description="Which API token to end.")
class RevokeApiTokenInput:
    """See the description."""

    api_token_id: strawberry.ID = strawberry.field(description="The global id of an ApiToken.")


@strawberry.type(description="The API token opens nothing any more; what ran with it and was not done yet is undone.")
class ApiTokenRevoked:
    """See the description."""

    api_token: ApiToken = strawberry.field(description="The API token as it is now.")


RevokeApiTokenResult = Annotated[
    ApiTokenRevoked | NotFound,
    strawberry.union("RevokeApiTokenResult", description="Done, or that there is no such API token."),
]


@described("Ends an API token for good; one that is over already stays so. For ADMIN, not for API tokens.")
async def revoke_api_token(
    info: Info,
    sent: Annotated[RevokeApiTokenInput, strawberry.argument(name="input", description="Which one.")],
) -> RevokeApiTokenResult:
    """End it."""
    token_id = id_of("ApiToken", sent.api_token_id)
    if token_id is None:
        return NotFound.of(outcomes.SubjectMissing("API token"))
    match await api_tokens.revoke_api_token(info.context.runtime, info.context.actor(), token_id):
        case outcomes.ApiTokenRevoked(token):
            return ApiTokenRevoked(api_token=ApiToken.of(token, info.context.now()))
        case outcomes.SubjectMissing() as missing:
            return NotFound.of(missing)
        case _ as unreachable:
            assert_never(unreachable)
