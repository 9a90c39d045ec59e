"""Which API token or administrator's session a request came with: what it may is asked again where its deed is logged.

Context variables, so that no use case can forget to hand them on: `write_event` reads them. Every event that a request
with an API token writes carries the token's name.
"""

from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from ostiary.policy.vocabulary import Role
from ostiary.store.records import ApiTokenRecord

_T = TypeVar("_T")
_ACTING: ContextVar[ApiTokenRecord | None] = ContextVar("acting_api_token", default=None)


class _Within(Generic[_T]):
    """A context variable's value inside a `with`."""

    def __init__(self, variable: ContextVar[_T], value: _T) -> None:
        self._variable, self._value = variable, value

    def __enter__(self) -> None:
        self._token = self._variable.set(self._value)

    def __exit__(self, *_raised: object) -> None:
        self._variable.reset(self._token)


class CallerEndedError(Exception):
    """The token was revoked, or session or role ended, while the request ran: the transaction is undone."""


@dataclass(frozen=True)
class ActingSession:
    """The session and the role by which somebody administers."""

    session_id: UUID
    user_id: UUID
    role: Role | None


_SESSION: ContextVar[ActingSession | None] = ContextVar("acting_session", default=None)


def acting_in(session: ActingSession | None) -> AbstractContextManager[None]:
    """What happens inside is done by this session, as long as it lives with this role."""
    return _Within(_SESSION, session)


def acting_session(actor_id: UUID | None) -> ActingSession | None:
    """The session by which this person administers in the present request, or None."""
    session = _SESSION.get()
    return session if session is not None and session.user_id == actor_id else None


def acting_with(token: ApiTokenRecord | None) -> AbstractContextManager[None]:
    """What happens inside, this task and those that it starts, is done with the token. None: by a person."""
    return _Within(_ACTING, token)


def acting_token() -> ApiTokenRecord | None:
    """The token of the present request, or None."""
    return _ACTING.get()


def person_behind(actor_id: UUID | None) -> UUID | None:
    """Who answers for what is done: with an API token whoever made it, so that none is a way around oneself."""
    token = acting_token()
    return token.created_by_id if token else actor_id
