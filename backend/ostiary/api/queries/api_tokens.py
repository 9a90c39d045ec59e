"""`apiTokens`: every one that was ever made, so that the log's names stay explained."""

import strawberry

from ostiary.api.connection import After, Connection, First, connection_of, page_wanted
from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.api_token import ApiToken
from ostiary.store.api_tokens import list_api_tokens
from ostiary.store.pages import Position


@described("The API tokens, those that are over included, newest first; never a secret. For ADMIN and AUDITOR.")
async def api_tokens(
    info: Info, first: First = strawberry.UNSET, after: After = strawberry.UNSET
) -> Connection[ApiToken]:
    """One page."""
    wanted, now = page_wanted(first, after), info.context.now()
    page = await list_api_tokens(wanted)
    return connection_of(page, wanted, lambda row: ApiToken.of(row, now), lambda row: Position(row.created_at, row.id))
