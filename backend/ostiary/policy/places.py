"""Where requests come from, as people write it: one spelling for the log and for those who search it (rule E4)."""

import re
from ipaddress import IPv6Address, ip_address

_COUNTRY = re.compile(r"[A-Za-z]{2}", re.ASCII)


def ip_text(text: str) -> str | None:
    """The address as the log records it: canonical, without a zone, IPv4 out of its IPv6 wrapping. None: it is none."""
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 in capital letters. None: it has not that shape."""
    return text.upper() if _COUNTRY.fullmatch(text) else None
