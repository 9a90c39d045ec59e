"""Head and body of an answer leave in one write, and nothing waits for a body that does not come."""

import asyncio
from typing import Any

from ostiary.web.joined_writes import JoinedWrites

HEAD = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n"


class Wire:
    """What a transport was told, in order."""

    def __init__(self) -> None:
        self.told: list[bytes | str] = []

    def write(self, data: bytes) -> None:
        self.told.append(data)

    def close(self) -> None:
        self.told.append("closed")

    def get_extra_info(self, name: str) -> str:
        return f"its {name}"


def joined() -> tuple[Any, Wire]:
    wire = Wire()
    return JoinedWrites(wire), wire  # type: ignore[arg-type]


async def test_head_and_body_are_one_write() -> None:
    transport, wire = joined()
    transport.write(HEAD)
    transport.write(b"ok")
    await asyncio.sleep(0)
    assert wire.told == [HEAD + b"ok"]


async def test_a_head_without_a_body_leaves_with_the_next_round() -> None:
    transport, wire = joined()
    transport.write(HEAD)
    assert wire.told == []
    await asyncio.sleep(0)
    assert wire.told == [HEAD]


async def test_what_comes_later_is_not_held_back() -> None:
    transport, wire = joined()
    transport.write(HEAD)
    await asyncio.sleep(0)
    transport.write(b"first")
    transport.write(b"second")
    assert wire.told == [HEAD, b"first", b"second"]


async def test_two_heads_in_a_row_keep_their_order() -> None:
    transport, wire = joined()
    transport.write(HEAD)
    transport.write(HEAD)
    await asyncio.sleep(0)
    assert wire.told == [HEAD + HEAD]


async def test_closing_writes_the_head_first() -> None:
    transport, wire = joined()
    transport.write(HEAD)
    transport.close()
    await asyncio.sleep(0)
    assert wire.told == [HEAD, "closed"]


async def test_everything_else_is_the_transports_own() -> None:
    transport, _ = joined()
    assert transport.get_extra_info("peername") == "its peername"
