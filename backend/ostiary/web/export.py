"""The log as a stream, for whom it is meant (contract/operations.md, "Addresses"; rule E5)."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ostiary.store.audit_filters import AuditFilter
from ostiary.store.records import AuditEventRecord
from ostiary.web.audit_query import QueryRefusedError, parse_audit_query
from ostiary.web.audit_rows import audit_row, csv_head, csv_lines, json_lines

ROWS_PER_CHUNK = 100


class ExportRefusal(StrEnum):
    """Why the caller gets nothing."""

    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    STEP_UP_REQUIRED = "STEP_UP_REQUIRED"


_REFUSALS = {
    ExportRefusal.UNAUTHENTICATED: (401, "Sign in to the console first."),
    ExportRefusal.FORBIDDEN: (403, "Administrators and auditors alone may export the log."),
    ExportRefusal.STEP_UP_REQUIRED: (403, "Prove your second step once more: call `beginStepUp` of the API first."),
}


@dataclass(frozen=True)
class ExportSource:
    """Where rows come from: `refusal_of` says who may not, `every_event` streams newest first."""

    refusal_of: Callable[[Request], Awaitable[ExportRefusal | None]]
    every_event: Callable[[AuditFilter], AsyncIterator[AuditEventRecord]]


@dataclass(frozen=True)
class _Format:
    media_type: str
    head: str
    lines: Callable[[Iterable[dict[str, str | None]]], str]


_FORMATS = {
    "csv": _Format("text/csv; charset=utf-8; header=present", csv_head(), csv_lines),
    "jsonl": _Format("application/jsonl; charset=utf-8", "", json_lines),
}


def export_routes(source: ExportSource) -> list[Route]:
    """/export/audit.csv and /export/audit.jsonl."""

    def route(name: str) -> Route:
        async def export(request: Request) -> Response:
            return await _export(request, source, name)

        return Route(f"/export/audit.{name}", export)

    return [route(name) for name in _FORMATS]


def refused(refusal: ExportRefusal) -> Response:
    """What the caller is told instead."""
    code, message = _REFUSALS[refusal]
    return _error(code, message, {"code": refusal.value})


async def _export(request: Request, source: ExportSource, name: str) -> Response:
    refusal = await source.refusal_of(request)
    if refusal is not None:
        return refused(refusal)
    try:
        narrowed = parse_audit_query(request.query_params.multi_items())
    except QueryRefusedError as error:
        return _error(400, str(error), {"code": "BAD_USER_INPUT", "parameter": error.parameter})
    shape = _FORMATS[name]
    headers = {"Content-Disposition": f'attachment; filename="audit.{name}"'}
    if request.method == "HEAD":
        return Response(media_type=shape.media_type, headers=headers)
    chunks = _chunks(source, narrowed, shape)
    # Asked for before the answer begins, so that a database that is away is still a 503.
    first = await anext(chunks)
    return StreamingResponse(_resumed(first, chunks), media_type=shape.media_type, headers=headers)


async def _chunks(source: ExportSource, narrowed: AuditFilter, shape: _Format) -> AsyncIterator[str]:
    """The head with the first rows, then more rows; at least one chunk, which may be empty."""
    text = shape.head
    held: list[dict[str, str | None]] = []
    async for event in source.every_event(narrowed):
        held.append(audit_row(event))
        if len(held) == ROWS_PER_CHUNK:
            yield text + shape.lines(held)
            text, held = "", []
    yield text + shape.lines(held)


async def _resumed(first: str, chunks: AsyncIterator[str]) -> AsyncIterator[str]:
    yield first
    async for chunk in chunks:
        yield chunk


def _error(code: int, message: str, extensions: dict[str, str]) -> Response:
    return JSONResponse({"errors": [{"message": message, "extensions": extensions}]}, code)
