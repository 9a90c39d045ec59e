"""Writes a small country database in the MMDB format 2.0: a node per bit of the prefixes, 24 bits a record."""

from ipaddress import IPv4Network, ip_network
from typing import Any

_MARKER = b"\xab\xcd\xefMaxMind.com"


def country_database(countries: dict[str, Any]) -> bytes:
    """A database of IPv4 networks. A value is a row, or a country code in GeoLite2's layout."""
    nodes: list[list[int | None]] = [[None, None]]
    data, places = b"", []
    for text, row in countries.items():
        network = ip_network(text)
        assert isinstance(network, IPv4Network)
        places.append((network, len(data)))
        data += _encoded(row if isinstance(row, dict) else {"country": {"iso_code": row}})
    leaves: dict[tuple[int, int], int] = {}
    for network, offset in places:
        node = 0
        bits = [int(network.network_address) >> (31 - depth) & 1 for depth in range(network.prefixlen)]
        for bit in bits[:-1]:
            child = nodes[node][bit]
            if child is None:
                nodes.append([None, None])
                child = nodes[node][bit] = len(nodes) - 1
            node = child
        leaves[node, bits[-1]] = offset
    tree = b"".join(
        _record(nodes, leaves, node, bit).to_bytes(3, "big") for node in range(len(nodes)) for bit in (0, 1)
    )
    return tree + bytes(16) + data + _MARKER + _encoded(_metadata(len(nodes)))


def _record(nodes: list[list[int | None]], leaves: dict[tuple[int, int], int], node: int, bit: int) -> int:
    if (node, bit) in leaves:
        return len(nodes) + 16 + leaves[node, bit]
    child = nodes[node][bit]
    return len(nodes) if child is None else child


def _metadata(node_count: int) -> dict[str, Any]:
    return {
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "build_epoch": 1,
        "database_type": "Test-Country",
        "description": {},
        "ip_version": 4,
        "languages": [],
        "node_count": node_count,
        "record_size": 24,
    }


def _encoded(value: Any) -> bytes:
    """Control byte: type in three bits (7 map, 2 text, 6 uint32; 0 and one more byte: 11 array), size in five."""
    match value:
        case str():
            raw = value.encode()
            assert len(raw) < 29
            return bytes([2 << 5 | len(raw)]) + raw
        case int():
            raw = value.to_bytes(4, "big").lstrip(b"\0")
            return bytes([6 << 5 | len(raw)]) + raw
        case dict():
            return bytes([7 << 5 | len(value)]) + b"".join(_encoded(key) + _encoded(value[key]) for key in value)
        case _:
            return bytes([len(value), 11 - 7]) + b"".join(_encoded(item) for item in value)
