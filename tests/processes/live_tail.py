"""A stranger who follows the log over server-sent events, by nothing but the documented protocol."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.processes.calling import Api

FOLLOW = """subscription ($filter: AuditEventFilter, $after: String) {
  auditEventsAdded(filter: $filter, after: $after) { cursor events { id userEmail type } }
}"""
PATIENCE = 30


@dataclass
class Tail:
    """What came so far; `cursor` is where to go on."""

    lines: AsyncIterator[str]
    cursor: str | None = None
    emails: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    is_complete: bool = False

    async def read(self) -> bool:
        """One event, or a comment. False: the stream is over."""
        name, data = "", ""
        async for line in self.lines:
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data = line[6:]
            elif not line:
                break
        else:
            return False
        if name == "complete":
            self.is_complete = True
        elif name == "next":
            self._take(json.loads(data))
        return True

    def _take(self, answer: dict[str, Any]) -> None:
        if "errors" in answer:
            self.errors += [error["extensions"]["code"] for error in answer["errors"]]
            return
        added = answer["data"]["auditEventsAdded"]
        self.cursor = added["cursor"]
        self.emails += [each["userEmail"] for each in added["events"]]

    async def read_until(self, count: int) -> None:
        """Until so many events have come."""
        async with asyncio.timeout(PATIENCE):
            while len(self.emails) < count:
                assert await self.read(), (self.emails, self.errors)

    async def read_to_the_end(self) -> None:
        """Until the server ends it."""
        async with asyncio.timeout(PATIENCE):
            while await self.read():
                pass


@asynccontextmanager
async def following(api: Api, after: str | None = None, **narrowed: Any) -> AsyncIterator[Tail]:
    """A stream that has begun: its first answer, without events, has been read."""
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {api.token}"}
    body = {"query": FOLLOW, "variables": {"filter": narrowed or None, "after": after}}
    async with api.client.stream("POST", "/graphql", json=body, headers=headers) as answered:
        assert answered.status_code == 200, await answered.aread()
        assert answered.headers["content-type"] == "text/event-stream; charset=utf-8"
        tail = Tail(answered.aiter_lines())
        async with asyncio.timeout(PATIENCE):
            assert await tail.read()
        yield tail


async def refused(api: Api, after: str | None = None, accept: str = "text/event-stream") -> httpx2.Response:
    """A stream that is refused before it begins."""
    body = {"query": FOLLOW, "variables": {"after": after}}
    headers = {"Accept": accept, "Authorization": f"Bearer {api.token}"}
    return await api.client.post("/graphql", json=body, headers=headers)
