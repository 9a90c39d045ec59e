"""Headers on every answer (design/security.md, "Sessions and the web"; the CSP of design/ux.md)."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# The editor of the explorer writes styles and starts workers (design/stack.md, "explorer").
_EXPLORER = {"style-src": "'self' 'unsafe-inline'", "font-src": "'self' data:", "worker-src": "'self'"}
# The clipboard is not among them: "Copy key" writes to it.
_UNUSED_FEATURES = (
    *(
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
    ),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "usb"),
)
_UNSTORED = ("/graphql", "/login", "/export", "/mailbox")


def _policy(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


CSP = _policy(_DIRECTIVES)
EXPLORER_CSP = _policy({**_DIRECTIVES, **_EXPLORER})
LOGO_CSP = "default-src 'none'; style-src 'none'; sandbox"
"""A picture that somebody else gave us, opened by itself."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=63072000; includeSubDomains"


class SecurityHeadersMiddleware:
    """Sets them. `is_secure`: the public URL is https, so HSTS is due."""

    def __init__(self, app: ASGIApp, is_secure: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": HSTS} if is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the answer's start."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                headers["Content-Security-Policy"] = _csp_at(path)
                # What says nothing of caching is not cached either: forgetting is the safe mistake.
                if "Cache-Control" not in headers or any(_is_at(path, place) for place in _UNSTORED):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_guarded)


def _csp_at(path: str) -> str:
    if _is_at(path, "/logos"):
        return LOGO_CSP
    return EXPLORER_CSP if _is_at(path, "/graphiql") else CSP


def _is_at(path: str, place: str) -> bool:
    """`/mailbox` covers `/mailbox`, `/mailbox.json` and `/mailbox/…`, not `/mailboxes`."""
    return path == place or path.startswith((f"{place}/", f"{place}."))
