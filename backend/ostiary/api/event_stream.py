"""Answers of a subscription as server-sent events (graphql-sse, distinct connections mode): `next` …, `complete`.

A comment keeps proxies from closing a quiet stream. Who is let in is asked again every few seconds.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

HEARTBEAT_SECONDS = 10.0
CHECK_SECONDS = 3.0

MEDIA_TYPE = "text/event-stream"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def is_stream_accepted(accept: str) -> bool:
    """Whether the Accept header asks for events."""
    return any(part.split(";")[0].strip().lower() == MEDIA_TYPE for part in accept.split(","))


def event(name: str, data: dict[str, Any] | None = None) -> str:
    """One event. ASCII only, like every answer of the API."""
    return f"event: {name}\ndata: {json.dumps(data, separators=(',', ':')) if data is not None else ''}\n\n"


async def events_of(
    answers: AsyncGenerator[dict[str, Any], None], refusal: Callable[[], Awaitable[dict[str, Any] | None]]
) -> AsyncIterator[str]:
    """The events of `answers`; `refusal` answers an error once the caller is not let in any more."""
    waited = HEARTBEAT_SECONDS
    pending: asyncio.Task[dict[str, Any]] | None = None
    try:
        while True:
            pending = pending or asyncio.ensure_future(anext(answers))
            done, _ = await asyncio.wait({pending}, timeout=CHECK_SECONDS)
            refused = await refusal()
            if refused is not None:
                yield event("next", refused)
                break
            if not done:
                waited += CHECK_SECONDS
                if waited >= HEARTBEAT_SECONDS:
                    waited = 0.0
                    yield ":\n\n"
                continue
            try:
                answer = pending.result()
            except StopAsyncIteration:
                break
            finally:
                pending = None
            yield event("next", answer)
        yield event("complete")
    finally:
        if pending is not None:
            pending.cancel()
            with suppress(asyncio.CancelledError, StopAsyncIteration):
                await pending
        await answers.aclose()
