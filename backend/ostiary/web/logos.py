"""/logos/<sha256>: the logos of applications, served as pictures and nothing else (design/security.md).

The name is the content's own, so a copy may be kept for ever. Opened by itself, a logo runs in a sandbox that loads
nothing (`security_headers`); its bytes were checked when they were saved.
"""

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable"}

ReadLogo = Callable[[str], Awaitable[tuple[str, bytes] | None]]
"""From a digest to a content type and the bytes; None: there is no such logo."""


def logo_route(read_logo: ReadLogo) -> Route:
    """GET and HEAD alone."""

    async def logo(request: Request) -> Response:
        digest = request.path_params["digest"]
        found = await read_logo(digest) if _DIGEST.fullmatch(digest) else None
        if found is None:
            return PlainTextResponse("Not found\n", 404)
        content_type, content = found
        return Response(content, headers={"Content-Type": content_type, **_HEADERS})

    return Route("/logos/{digest}", logo)
