"""The composition root: from settings to an ASGI application. Rooms that are strangers meet here alone."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ostiary.api.context import Doors
from ostiary.api.endpoint import graphql_route
from ostiary.api.entrance import entrance_of
from ostiary.api.identity import CLIENT_HEADER, identify, viewer_of
from ostiary.clock import Clock
from ostiary.mail.mailbox import Mailbox
from ostiary.mail.mailer import Mailer, NoMailer
from ostiary.mail.smtp import smtp_mailer
from ostiary.mail.smtp_url import MailRoute
from ostiary.policy.access import Permission
from ostiary.policy.vocabulary import CONSOLE_CLIENT_ID, Role
from ostiary.services import doctor_pass
from ostiary.services.api_tokens import TokenCaller, Use
from ostiary.services.audit_file import export_sealed
from ostiary.services.audit_log import export_log
from ostiary.services.audit_signing import public_audit_keys
from ostiary.services.directory import ensure_console
from ostiary.services.id_tokens import public_keys
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.passwords import Passwords
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer
from ostiary.services.step_up import must_step_up
from ostiary.settings import Settings
from ostiary.store.branding import logo_by_sha256
from ostiary.store.database import Database
from ostiary.store.key_ring import parse_key_ring
from ostiary.store.migrating import is_migrated
from ostiary.store.writing import is_writable
from ostiary.upkeep import kept_up
from ostiary.web.accept_language import locale_of
from ostiary.web.cookies import (
    clear_cookie_header,
    is_cookie_acceptable,
    presented_tokens,
    set_cookie_header,
)
from ostiary.web.country import Countries
from ostiary.web.draining import drain_on_sigterm
from ostiary.web.export import ExportRefusal, ExportSource, export_routes
from ostiary.web.health import Readiness, health_routes
from ostiary.web.logos import logo_route
from ostiary.web.mailbox_page import mailbox_routes
from ostiary.web.metrics import Metrics
from ostiary.web.middleware import middleware
from ostiary.web.origin import OriginResolver
from ostiary.web.pages import ExplorerDoor, page_routes
from ostiary.web.sealed_export import sealed_export_route


@dataclass(frozen=True)
class Parts:
    """What an application is put together from. `mailbox`: the demo's; it makes this a demo."""

    settings: Settings
    runtime: Runtime
    origins: OriginResolver
    metrics: Metrics
    mailbox: Mailbox | None = None

    @property
    def is_secure(self) -> bool:
        """Whether browsers see https."""
        return self.runtime.public_url.startswith("https:")


def assemble(settings: Settings, mailbox: Mailbox | None = None) -> Parts:
    """Read the settings into parts. Raises what refuses them, each with one sentence that says what to do."""
    settings.check_rest()
    metrics = Metrics()
    clock = Clock()
    mailer: Mailer = mailbox or NoMailer()
    route: MailRoute | None = None
    if settings.smtp_url and mailbox is None:
        smtp = smtp_mailer(settings.smtp_url, settings.mail_from, clock)
        mailer, route = smtp, smtp.route
    runtime = Runtime(
        clock=clock,
        key_ring=parse_key_ring(settings.key_ring_text),
        mailer=mailer,
        passwords=Passwords(),
        public_url=settings.origin,
        otp_drift=settings.otp_drift,
        mail_route=route,
        tally=metrics,
    )
    countries = Countries(Path(settings.geoip_database) if settings.geoip_database else None)
    return Parts(settings, runtime, OriginResolver(settings.proxies, countries.country_of), metrics, mailbox)


def build_app(parts: Parts) -> Starlette:
    """The application; its lifespan opens the database and sweeps."""
    held: list[Database] = []

    async def is_serviceable() -> bool:
        return await is_migrated(held[0].address) and await is_writable(held[0].address)

    readiness = Readiness(is_serviceable)

    def bound() -> AbstractContextManager[None]:
        return held[0].bound()

    def drain() -> None:
        readiness.drain()
        parts.runtime.tails.drain()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[dict[str, Callable[[], None]]]:
        del app
        settings = parts.settings
        database = await _open(settings)
        held.append(database)
        with database.bound():
            await ensure_console(parts.runtime)
            drain_on_sigterm(drain, settings.drain_delay)
            async with kept_up(parts.runtime, parts.metrics, settings.audit_retention_days):
                try:
                    yield {"drain": drain}
                finally:
                    drain()
            await parts.runtime.drain()
        parts.runtime.passwords.close()
        await database.close()

    return Starlette(
        routes=_routes(parts, readiness),
        middleware=middleware(parts.runtime.public_url, parts.metrics, bound, lambda: readiness.is_draining),
        lifespan=lifespan,
    )


async def _open(settings: Settings) -> Database:
    return await Database.open(
        settings.database_url,
        pool=settings.database_pool,
        statement_cache=settings.statement_cache,
        seconds=settings.database_timeout,
    )


def _routes(parts: Parts, readiness: Readiness) -> list[BaseRoute]:
    async def jwks(request: Request) -> Response:
        del request
        return JSONResponse(public_keys(parts.runtime.key_ring), headers={"Cache-Control": "public, max-age=300"})

    async def audit_keys(request: Request) -> Response:
        del request
        told = public_audit_keys(parts.runtime.key_ring)
        return JSONResponse(told, headers={"Cache-Control": "public, max-age=300"})

    async def explorer_door(request: Request) -> ExplorerDoor:
        """A page load carries no header of ours: the cookie alone decides, and the page shows no data."""
        tokens = presented_tokens(request.cookies, parts.is_secure)
        viewer = await viewer_of(parts.runtime, tokens, CONSOLE_CLIENT_ID)
        if viewer is None:
            return ExplorerDoor.SIGNED_OUT
        return ExplorerDoor.OPEN if viewer.role is Role.ADMIN else ExplorerDoor.FORBIDDEN

    refusal_of = partial(_export_refusal, parts)

    async def logo_of(digest: str) -> tuple[str, bytes] | None:
        logo = await logo_by_sha256(digest)
        return (logo.content_type, logo.content) if logo else None

    return [
        graphql_route(parts.runtime, _doors(parts)),
        Route("/.well-known/jwks.json", jwks),
        Route("/.well-known/audit-keys.json", audit_keys),
        parts.metrics.route(),
        *health_routes(readiness, partial(_seen, parts)),
        *export_routes(ExportSource(refusal_of, export_log)),
        sealed_export_route(refusal_of, partial(export_sealed, parts.runtime.key_ring)),
        logo_route(logo_of),
        *(mailbox_routes(parts.mailbox) if parts.mailbox else []),
        *page_routes(explorer_door, partial(entrance_of, is_demo=parts.mailbox is not None)),
    ]


def _seen(parts: Parts, request: Request) -> dict[str, Any] | None:
    """How this request arrived, to a holder of the key ring alone."""
    shown = request.headers.get(doctor_pass.HEADER, "")
    is_known = bool(shown) and doctor_pass.is_pass(parts.runtime.key_ring, shown, parts.runtime.clock.now())
    return parts.origins.seen(request) if is_known else None


def _doors(parts: Parts) -> Doors:
    def set_session_cookie(response: Response, completed: LoginCompleted) -> None:
        age = completed.expires_at - parts.runtime.clock.now()
        cookie = set_cookie_header(
            completed.access_token,
            is_console=completed.application.client_id == CONSOLE_CLIENT_ID,
            is_secure=parts.is_secure,
            max_age=int(age.total_seconds()),
        )
        response.headers.append("set-cookie", cookie)

    def clear_session_cookie(response: Response, is_console: bool) -> None:
        response.headers.append("set-cookie", clear_cookie_header(is_console=is_console, is_secure=parts.is_secure))

    return Doors(
        origin_of=parts.origins.resolve,
        locale_of=lambda request: locale_of(request.headers.get("accept-language")),
        cookie_tokens=lambda request: _cookie_tokens(parts, request),
        set_session_cookie=set_session_cookie,
        clear_session_cookie=clear_session_cookie,
        count=parts.metrics.count_result,
        is_demo=parts.mailbox is not None,
    )


def _cookie_tokens(parts: Parts, request: Request) -> list[tuple[bool, str]]:
    """The session cookies of a request in which cookies count (contract/operations.md, "Authentication")."""
    if not is_cookie_acceptable(request.headers, parts.runtime.public_url):
        return []
    return presented_tokens(request.cookies, parts.is_secure)


async def _caller_of(parts: Parts, request: Request) -> Viewer | TokenCaller | None:
    """Who asks for something other than the API; with an API token, that is one use of it."""
    return await identify(
        parts.runtime,
        request.headers.getlist("authorization"),
        _cookie_tokens(parts, request),
        request.headers.get(CLIENT_HEADER),
        Use(parts.origins.resolve(request), f"{request.method} {request.url.path}"),
    )


async def _export_refusal(parts: Parts, request: Request) -> ExportRefusal | None:
    """Why the log is not for this caller; what a person takes away takes a fresh second step."""
    caller = await _caller_of(parts, request)
    if caller is None:
        return ExportRefusal.UNAUTHENTICATED
    if not caller.may(Permission.SEE_AUDIT):
        return ExportRefusal.FORBIDDEN
    if isinstance(caller, Viewer) and await must_step_up(parts.runtime, caller):
        return ExportRefusal.STEP_UP_REQUIRED
    return None
