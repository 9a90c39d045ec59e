"""The built front end: hosted login, console, explorer and their assets (contract/operations.md, "Addresses").

Hashed assets never change and are kept for a year; the console's page is asked for each time; the login's is
not kept at all (design/security.md). Whatever is not the name of a built file does not reach the disk.
"""

import re
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ostiary.web.login_page import AskEntrance, LoginPage
from ostiary.web.negotiation import encoded_copy

STATIC = Path(__file__).parent / "static"

_SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.~-]*", re.ASCII)
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}
_IMMUTABLE = "public, max-age=31536000, immutable"
_ASKED_FOR = "no-cache"
_UNSTORED = "no-store"
# Where the console's catch-all would hide that an address of the server was mistyped or called wrongly.
_NOT_CONSOLE = frozenset(
    {"assets", "export", "graphiql", "graphql", "healthz", "login", "logos", "mailbox", "metrics", "readyz"}
)


class ExplorerDoor(StrEnum):
    """Who stands before the explorer."""

    OPEN = "OPEN"
    SIGNED_OUT = "SIGNED_OUT"
    FORBIDDEN = "FORBIDDEN"


AskDoor = Callable[[Request], Awaitable[ExplorerDoor]]


def page_routes(explorer_door: AskDoor, ask_entrance: AskEntrance, static: Path = STATIC) -> list[Route]:
    """The pages. Put them last: the console answers every path that nothing else does."""
    login_page = LoginPage(static, ask_entrance)

    async def login(request: Request) -> Response:
        try:
            return await login_page.answer(request)
        except FileNotFoundError:
            return _unbuilt()

    async def explorer(request: Request) -> Response:
        door = await explorer_door(request)
        return _page(request, static / "explorer.html", _UNSTORED) if door is ExplorerDoor.OPEN else _sent_on(door)

    async def console(request: Request) -> Response:
        path = request.path_params["path"]
        if path.partition("/")[0] in _NOT_CONSOLE or "." in path:
            return _not_found()
        return _page(request, static / "console.html", _ASKED_FOR)

    async def asset(request: Request) -> Response:
        segments = ["assets", *request.path_params["path"].split("/")]
        return _file(request, static, segments, _IMMUTABLE)

    async def icon(request: Request) -> Response:
        return _file(request, static, [request.url.path.removeprefix("/")], _ASKED_FOR)

    return [
        Route("/login", login),
        Route("/graphiql", explorer),
        Route("/assets/{path:path}", asset),
        Route("/favicon.ico", icon),
        Route("/favicon.svg", icon),
        Route("/{path:path}", console),
    ]


def _sent_on(door: ExplorerDoor) -> Response:
    if door is ExplorerDoor.FORBIDDEN:
        # The console has a page that says why.
        return RedirectResponse("/explorer", 302)
    to_login = RedirectResponse("/login?client_id=console", 302)
    # The console goes on to the explorer after the login; ten minutes, as long as a login may take.
    to_login.set_cookie("ostiary_place", "explorer", max_age=600, samesite="lax")
    return to_login


def _page(request: Request, path: Path, caching: str) -> Response:
    return _sent(request, path, caching) if path.is_file() else _unbuilt()


def _unbuilt() -> Response:
    return PlainTextResponse(
        "The front end is not built: run `make frontend`, or install the wheel, which brings it along.\n",
        503,
    )


def _file(request: Request, static: Path, segments: list[str], caching: str) -> Response:
    if not all(_SEGMENT.fullmatch(segment) for segment in segments):
        return _not_found()
    path = static.joinpath(*segments)
    if path.suffix not in _MEDIA_TYPES or not path.is_file():
        return _not_found()
    return _sent(request, path, caching)


def _sent(request: Request, path: Path, caching: str) -> Response:
    copy, coding = encoded_copy(path, request.headers.get("accept-encoding", ""))
    headers = {
        "Content-Type": _MEDIA_TYPES[path.suffix],
        "Cache-Control": caching,
        "Vary": "Accept-Encoding",
    }
    if coding is not None:
        headers["Content-Encoding"] = coding
    return FileResponse(copy, headers=headers)


def _not_found() -> Response:
    return PlainTextResponse("Not found\n", 404)
