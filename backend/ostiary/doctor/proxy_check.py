"""The way from outside: our own /healthz asked through the public address, and what the server saw of that."""

import asyncio
import http.client
import json
import ssl
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ostiary.clock import Clock
from ostiary.doctor.finding import Finding, fault, ok, warning
from ostiary.refusals import REFUSALS
from ostiary.services.doctor_pass import HEADER, make_pass
from ostiary.settings import Settings
from ostiary.store.key_ring import parse_key_ring

_SECONDS = 5.0
_START = "Start `ostiary serve` and the proxy, or give the address that answers here with --url."


async def check_way(settings: Settings, url: str | None) -> list[Finding]:
    """`url`: where to ask in place of OSTIARY_PUBLIC_URL, such as a proxy's inner address."""
    try:
        proof = make_pass(parse_key_ring(settings.key_ring_text), Clock().now())
        origin = settings.origin
    except REFUSALS:
        return []  # told with the settings
    return await asyncio.to_thread(lambda: list(_asked(url or origin, origin, proof)))


def _asked(url: str, origin: str, proof: str) -> Iterator[Finding]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield fault("way", "--url is no address", "Give an origin such as https://login.example.com.")
        return
    try:
        code, content = _get(parts.scheme, parts.hostname, parts.port, urlsplit(origin).netloc, proof)
    except ssl.SSLCertVerificationError:
        yield fault("way", "the certificate at the public address is not valid", "Renew it, or set SSL_CERT_FILE.")
        return
    except (OSError, http.client.HTTPException) as error:
        yield warning("way", f"nobody answers at {parts.scheme}://{parts.netloc} ({type(error).__name__})", _START)
        return
    if code != 200 or not isinstance(content, dict) or content.get("status") != "ok":
        told = f"something else answers at the public address (status {code})"
        yield fault("way", told, "Let the proxy pass every path, /healthz too, on to Ostiary; or correct the address.")
        return
    seen = content.get("seen")
    if not isinstance(seen, dict):
        told = "a server answers that does not hold this key ring"
        yield fault("way", told, "Give this command the settings of that server: key ring first.")
        return
    yield from judged(seen, origin)


def judged(seen: dict[str, Any], origin: str) -> Iterator[Finding]:
    """What the server saw, against what the public address says. `seen`: as /healthz tells it."""
    parts, scheme = urlsplit(origin), seen.get("forwarded_scheme")
    yield ok("way", f"the server answers; it saw host {seen.get('host')}, client {seen.get('address')}")
    if seen.get("host") != parts.netloc:
        told = f"the server sees host {seen.get('host')}, browsers {parts.netloc}"
        yield warning("host", told, "Pass it on: `proxy_set_header Host $http_host`; or correct OSTIARY_PUBLIC_URL.")
    if scheme is not None and scheme != parts.scheme:
        told = f"the proxy says that browsers use {scheme}, OSTIARY_PUBLIC_URL says {parts.scheme}"
        yield fault("scheme", told, "Correct OSTIARY_PUBLIC_URL, or let the proxy serve TLS.")
    yield _proxy(seen)


def _proxy(seen: dict[str, Any]) -> Finding:
    peer, is_trusted, has_forwarded = seen.get("peer"), seen.get("is_proxy"), seen.get("has_forwarded")
    if has_forwarded and not is_trusted:
        told = f"{peer} passes requests on and is not trusted: every event carries its address, all share its limits"
        return fault("proxies", told, f"Add {peer} to OSTIARY_TRUSTED_PROXIES.")
    if is_trusted and not has_forwarded:
        told = f"the proxy {peer} does not say for whom it asks: every event carries its address"
        advice = "Let it send X-Forwarded-For: `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for`."
        return fault("proxies", told, advice)
    return ok("proxies", f"{peer} is trusted and says for whom it asks" if is_trusted else "none on this way")


def _get(scheme: str, host: str, port: int | None, netloc: str, proof: str) -> tuple[int, Any]:
    connection = (
        http.client.HTTPSConnection(host, port, timeout=_SECONDS, context=ssl.create_default_context())
        if scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=_SECONDS)
    )
    try:
        connection.request("GET", "/healthz", headers={"Host": netloc, HEADER: proof})
        answered = connection.getresponse()
        text = answered.read(10_000)
    finally:
        connection.close()
    try:
        return answered.status, json.loads(text)
    except ValueError:
        return answered.status, None
