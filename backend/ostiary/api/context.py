"""What a request carries through the resolvers, and the doors that the composition root opens for the API.

`web` and `api` are strangers: origins, languages, cookies and counts belong to `web`, so `app` hands them in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from starlette.requests import Request
from starlette.responses import Response

from ostiary.api.documents import Document
from ostiary.api.errors import forbidden, step_up_required, unauthenticated
from ostiary.api.loaders import Loaders
from ostiary.mail.locale import Locale
from ostiary.policy.access import Permission
from ostiary.policy.origin import Origin
from ostiary.services.acting import ActingSession
from ostiary.services.api_tokens import TokenCaller
from ostiary.services.directory import Actor
from ostiary.services.outcomes import LoginCompleted
from ostiary.services.runtime import Runtime
from ostiary.services.sessions import Viewer
from ostiary.services.step_up import must_step_up


@dataclass(frozen=True)
class Doors:
    """What `app` wires from `web`.

    `cookie_tokens` answers the session cookies that count in this request as (is_console, token) pairs, none
    where cookies do not count. `clear_session_cookie` takes is_console. `count` takes a mutation's name, the
    name of its result or the code of its error, and the kind of the factor that was proven, if any.
    `is_demo`: whether /mailbox exists and everybody may introspect.
    """

    origin_of: Callable[[Request], Origin]
    locale_of: Callable[[Request], Locale]
    cookie_tokens: Callable[[Request], Sequence[tuple[bool, str]]]
    set_session_cookie: Callable[[Response, LoginCompleted], None]
    clear_session_cookie: Callable[[Response, bool], None]
    count: Callable[[str, str, str], None]
    is_demo: bool = False


@dataclass
class Context:
    """One request. Resolvers leave here what concerns the HTTP answer: a cookie to hand over or to take away.

    `viewer`: the person calling; `program`: the API token calling instead. At most one of them is there.
    `demand_again` asks later whether the caller still may; `leaving` is called when a subscription is over.
    `mutation` and `result` are names of the schema, to be counted: what was called and what it answered;
    `factor`: the kind whose code was looked at; `values`: those of the variables of a document that is prepared.
    """

    runtime: Runtime
    viewer: Viewer | None
    program: TokenCaller | None
    origin: Origin
    locale: Locale
    is_demo: bool
    loaders: Loaders
    document: Document
    values: dict[str, Any] | None = None
    cookie_login: LoginCompleted | None = None
    is_signed_out: bool = False
    is_subscription: bool = False
    demand_again: Callable[[], None] = lambda: None
    leaving: list[Callable[[], None]] = field(default_factory=list)
    mutation: str = ""
    result: str = ""
    factor: str = ""

    def now(self) -> datetime:
        """The present instant."""
        return self.runtime.clock.now()

    def caller(self) -> Viewer | TokenCaller:
        """Who is calling, person or program; refuses strangers."""
        found = self.viewer or self.program
        if found is None:
            raise unauthenticated()
        return found

    def signed_in(self) -> Viewer:
        """The person who is calling; refuses strangers and programs."""
        if self.program is not None:
            raise forbidden()
        if self.viewer is None:
            raise unauthenticated()
        return self.viewer

    def demand(self, permission: Permission) -> None:
        """Refuse callers who may not do it."""
        if not self.caller().may(permission):
            raise forbidden()

    async def demand_proof(self) -> None:
        """Refuse a session that has to step up first. A program has no second step: its own limits hold."""
        if self.viewer is not None and await must_step_up(self.runtime, self.viewer):
            raise step_up_required()

    def acting_session(self) -> ActingSession | None:
        """By which session a person administers: each event of what they do asks for it again."""
        viewer = self.viewer
        return ActingSession(viewer.session.id, viewer.user.id, viewer.role) if viewer else None

    def actor_id(self) -> UUID:
        """Who does it: a user, or an API token."""
        caller = self.caller()
        return caller.token.id if isinstance(caller, TokenCaller) else caller.user.id

    def actor(self) -> Actor:
        """Who does it, from where."""
        return Actor(self.actor_id(), self.origin)


Info = strawberry.Info[Context, None]
