"""/export/audit.sealed.jsonl: the whole log with its seals, to be verified elsewhere (`ostiary audit verify`)."""

from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from ostiary.web.export import ExportRefusal, refused

LINES_PER_CHUNK = 100


def sealed_export_route(
    refusal_of: Callable[[Request], Awaitable[ExportRefusal | None]], lines: Callable[[], AsyncIterator[str]]
) -> Route:
    """The route. It takes no filter: a chain with gaps verifies nothing."""

    async def export(request: Request) -> Response:
        refusal = await refusal_of(request)
        if refusal is not None:
            return refused(refusal)
        headers = {"Content-Disposition": 'attachment; filename="audit.sealed.jsonl"'}
        media_type = "application/jsonl; charset=utf-8"
        if request.method == "HEAD":
            return Response(media_type=media_type, headers=headers)
        chunks = _chunks(lines())
        # Asked for before the answer begins, so that a database that is away is still a 503.
        first = await anext(chunks)
        return StreamingResponse(_resumed(first, chunks), media_type=media_type, headers=headers)

    return Route("/export/audit.sealed.jsonl", export)


async def _chunks(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    held: list[str] = []
    async for line in lines:
        held.append(line)
        if len(held) == LINES_PER_CHUNK:
            yield "".join(held)
            held = []
    yield "".join(held)


async def _resumed(first: str, chunks: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for chunk in chunks:
        yield chunk
