"""Who is calling (contract/operations.md, "Authentication"): a bearer token (of a session, or an API token), or
else a session cookie that counts.

Our own pages name themselves in X-Ostiary-Client, and each sees its own kind of session: a browser may hold one of
the console and one of an application at once. For any other client the newest living session counts.
"""

from collections.abc import Sequence

from ostiary.policy.api_tokens import API_TOKEN_PREFIX
from ostiary.services.api_tokens import TokenCaller, Use, authenticate_token
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer, authenticate

CLIENT_HEADER = "x-ostiary-client"

Cookies = Sequence[tuple[bool, str]]
"""(is_console, token) pairs."""

_OWN_PAGES = {"console": True, "login": False}


def kinds_of(client: str | None) -> tuple[bool, ...]:
    """The kinds of sessions, as is_console, that a client with this header has to do with."""
    own = _OWN_PAGES.get(client or "")
    return (True, False) if own is None else (own,)


def bearer_of(authorization: Sequence[str]) -> str | None:
    """The bearer token of the Authorization headers (RFC 6750, 2.1); None: there is no bearer header."""
    for header in authorization:
        scheme, _, token = header.partition(" ")
        if scheme.lower() == "bearer":
            return token.strip()
    return None


async def identify(
    runtime: Runtime, authorization: Sequence[str], cookies: Cookies, client: str | None, use: Use
) -> Viewer | TokenCaller | None:
    """The caller, or None. A bearer header, when present, is the only one that counts; `use` is logged with a token."""
    bearer = bearer_of(authorization)
    if bearer is None:
        return await viewer_of(runtime, cookies, client)
    if bearer.startswith(API_TOKEN_PREFIX):
        return await authenticate_token(runtime, bearer, use)
    return await authenticate(runtime, bearer)


async def viewer_of(runtime: Runtime, cookies: Cookies, client: str | None) -> Viewer | None:
    """Whose session the cookies carry. An API token is no session: in a cookie it is nothing."""
    kinds = kinds_of(client)
    viewers = [await authenticate(runtime, token) for is_console, token in cookies if is_console in kinds]
    living = [viewer for viewer in viewers if viewer is not None]
    return max(living, key=lambda viewer: viewer.session.created_at, default=None)
