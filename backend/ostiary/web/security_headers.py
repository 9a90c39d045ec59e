"""Headers on every answer (design/security.md, "Sessions and the web"; the CSP of design/ux.md)."""

from starlette.types import Scope

from ostiary.web.answer_headers import AddHeaders, Headers

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
_NO_STORE = (b"cache-control", b"no-store")
HSTS = "max-age=63072000; includeSubDomains"


def security_headers(*, is_secure: bool) -> AddHeaders:
    """Sets them. `is_secure`: the public URL is https, so HSTS is due."""
    always = HEADERS | ({"Strict-Transport-Security": HSTS} if is_secure else {})
    by_csp = {csp: _raw(always | {"Content-Security-Policy": csp}) for csp in (CSP, EXPLORER_CSP, LOGO_CSP)}

    def guard(scope: Scope, headers: Headers) -> None:
        path: str = scope["path"]
        own = by_csp[_csp_at(path)]
        raw = [header for header in headers if header[0].lower() not in own]
        # What says nothing of caching is not cached either: forgetting is the safe mistake.
        if any(_is_at(path, place) for place in _UNSTORED) or not any(_is_caching(header) for header in raw):
            raw = [header for header in raw if not _is_caching(header)]
            raw.append(_NO_STORE)
        headers[:] = [*raw, *own.items()]

    return guard


def _raw(headers: dict[str, str]) -> dict[bytes, bytes]:
    """As servers take them: encoded once, since each answer carries them."""
    return {name.lower().encode("latin-1"): value.encode("latin-1") for name, value in headers.items()}


def _is_caching(header: tuple[bytes, bytes]) -> bool:
    """Whether it says something of caching."""
    return header[0].lower() == b"cache-control"


def _csp_at(path: str) -> str:
    if _is_at(path, "/logos"):
        return LOGO_CSP
    return EXPLORER_CSP if _is_at(path, "/graphiql") else CSP


def _is_at(path: str, place: str) -> bool:
    """`/mailbox` covers `/mailbox`, `/mailbox.json` and `/mailbox/…`, not `/mailboxes`."""
    return path == place or path.startswith((f"{place}/", f"{place}."))
