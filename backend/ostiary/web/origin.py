"""Where a request came from, as the log keeps it (rule E4): address, country at that time, user agent."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import HTTPConnection

from ostiary.policy.origin import Origin
from ostiary.settings import Network
from ostiary.web.forwarded import NO_PEER, client_address, is_trusted, parse_address

USER_AGENT_MAX = 512


class OriginResolver:
    """Answers the origin of a request. Forwarding headers count only from `trusted` proxies."""

    def __init__(self, trusted: Sequence[Network], country_of: Callable[[str], str | None]) -> None:
        self._trusted = tuple(trusted)
        self._country_of = country_of

    def resolve(self, connection: HTTPConnection) -> Origin:
        """The origin of this request. The server must not have read forwarding headers itself."""
        peer = connection.client.host if connection.client else None
        ip = client_address(peer, connection.headers.getlist("x-forwarded-for"), self._trusted)
        return Origin(ip, self._country_of(ip), plain_user_agent(connection.headers.get("user-agent")))

    def seen(self, connection: HTTPConnection) -> dict[str, Any]:
        """How the request arrived, for `ostiary doctor`: the peer, what it passed on, and what we make of it."""
        peer = connection.client.host if connection.client else NO_PEER
        address = parse_address(peer)
        forwarded = connection.headers.getlist("x-forwarded-for")
        return {
            "host": connection.headers.get("host"),
            "peer": peer,
            "is_proxy": address is not None and is_trusted(address, self._trusted),
            "has_forwarded": bool(forwarded),
            "forwarded_scheme": connection.headers.get("x-forwarded-proto"),
            "address": client_address(peer, forwarded, self._trusted),
        }


def plain_user_agent(header: str | None) -> str | None:
    """The user agent without control characters, at most 512 characters; None: it said nothing."""
    printable = header or ""
    if not (printable.isascii() and printable.isprintable()):
        printable = "".join(char for char in printable if unicodedata.category(char) != "Cc")
    return printable.strip()[:USER_AGENT_MAX] or None
