"""Which address asked (rule E4): the peer's, or what trusted proxies say, read from the right."""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from ostiary.settings import Network

NO_PEER = "0.0.0.0"  # noqa: S104 (an answer, not an address to listen on)
"""Where the server knows no peer, as on a Unix socket: the unspecified address, which stands for nobody."""

Address = IPv4Address | IPv6Address

_WITH_PORT = re.compile(r"(?:\[([^\]]*)\]|([0-9.]+))(?::[0-9]{1,5})?", re.ASCII)


def client_address(peer: str | None, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The asking address in canonical text.

    `forwarded`: the values of every X-Forwarded-For line, in the order in which they arrived. If all of them
    are trusted, the leftmost is the origin: each hop vouches for the one that it wrote down. What cannot be
    parsed before an answer is found makes the peer the answer.
    """
    nearest = parse_address(peer or NO_PEER) or IPv4Address(NO_PEER)
    hops = [hop for line in forwarded for hop in line.split(",")]
    found = nearest
    for hop in reversed(hops):
        if not is_trusted(found, trusted):
            break
        address = parse_address(hop.strip())
        if address is None:
            return str(nearest)
        found = address
    return str(found)


def is_trusted(address: Address, trusted: Sequence[Network]) -> bool:
    """Whether the address is a configured proxy's."""
    return any(address in network for network in trusted)


@lru_cache(1024)
def parse_address(text: str) -> Address | None:
    """The address without zone and port, an IPv4 one out of its IPv6 wrapping; None: it is none."""
    found = _WITH_PORT.fullmatch(text)
    bare = (found[1] or found[2] or "") if found else text
    if ":" in bare:
        bare = bare.partition("%")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
