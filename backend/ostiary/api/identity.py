"""Who is calling (contract/operations.md, "Authentication"): a bearer token, or else a session cookie that counts.

Our own pages name themselves in X-Ostiary-Client, and each sees its own kind of session: a browser may hold one of
the console and one of an application at once. For any other client the newest living session counts.
"""

from collections.abc import Sequence

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
    runtime: Runtime, authorization: Sequence[str], cookies: Cookies, client: str | None
) -> Viewer | None:
    """The viewer, or None. A bearer header, when present, is the only one that counts."""
    bearer = bearer_of(authorization)
    if bearer is not None:
        return await authenticate(runtime, bearer)
    kinds = kinds_of(client)
    viewers = [await authenticate(runtime, token) for is_console, token in cookies if is_console in kinds]
    living = [viewer for viewer in viewers if viewer is not None]
    return max(living, key=lambda viewer: viewer.session.created_at, default=None)
