"""The session cookies (design/security.md, "Sessions and the web"; contract/operations.md, "Authentication").

`__Host-` with Secure binds a cookie to this very host and path (RFC 6265bis, 4.1.3.2); on a loopback http
origin browsers would refuse both, so it goes without. The console has a cookie of its own, so that an
administrator may be signed in to it and to an application at once.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from ostiary.web.loopback import is_loopback_host

CLIENT_HEADER = "x-ostiary-client"
"""No page of another origin can send it without a preflight, which is never granted."""

_SAME_ORIGIN = frozenset({"same-origin", "none"})


def cookie_name(is_console: bool, is_secure: bool) -> str:
    """The cookie's name. `is_secure`: the public URL is https."""
    return ("__Host-" if is_secure else "") + ("ostiary_console" if is_console else "ostiary_session")


def set_cookie_header(token: str, *, is_console: bool, is_secure: bool, max_age: int | None = None) -> str:
    """The value of Set-Cookie that hands the token over. `max_age`: seconds; None: while the browser runs."""
    age = "" if max_age is None else f"; Max-Age={max_age}"
    secure = "; Secure" if is_secure else ""
    return f"{cookie_name(is_console, is_secure)}={token}; Path=/{age}{secure}; HttpOnly; SameSite=Strict"


def clear_cookie_header(*, is_console: bool, is_secure: bool) -> str:
    """The value of Set-Cookie that takes the token away."""
    return set_cookie_header("", is_console=is_console, is_secure=is_secure, max_age=0)


def presented_tokens(cookies: Mapping[str, str], is_secure: bool) -> list[tuple[bool, str]]:
    """Whatever a request's cookies hold of ours, as (is_console, token), the console's first."""
    named = [(is_console, cookies.get(cookie_name(is_console, is_secure), "")) for is_console in (True, False)]
    return [(is_console, token) for is_console, token in named if token]


def is_cookie_acceptable(headers: Headers, public_origin: str) -> bool:
    """Whether a cookie counts: with X-Ostiary-Client, and Origin and Sec-Fetch-Site of our own where sent."""
    return (
        CLIENT_HEADER in headers
        and all(_is_own(origin, headers, public_origin) for origin in headers.getlist("origin"))
        and all(site in _SAME_ORIGIN for site in headers.getlist("sec-fetch-site"))
    )


def _is_own(origin: str, headers: Headers, public_origin: str) -> bool:
    """`localhost` and `127.0.0.1` are one machine: there, the name in the browser's bar counts."""
    if origin == public_origin:
        return True
    public = urlsplit(public_origin)
    host = headers.get("host", "")
    return is_loopback_host(public.netloc) and is_loopback_host(host) and origin == f"{public.scheme}://{host}"
