"""Which API token a request came with, where there is one: every event that the request writes carries its name.

It is a context variable, so that no use case can forget to hand it on: `write_event` reads it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from ostiary.store.records import ApiTokenRecord

_ACTING: ContextVar[ApiTokenRecord | None] = ContextVar("acting_api_token", default=None)


class ApiTokenEndedError(Exception):
    """The token was revoked or ended while its request ran: the transaction is undone."""


@contextmanager
def acting_with(token: ApiTokenRecord | None) -> Iterator[None]:
    """What happens inside, this task and those that it starts, is done with the token. None: by a person."""
    held = _ACTING.set(token)
    try:
        yield
    finally:
        _ACTING.reset(held)


def acting_token() -> ApiTokenRecord | None:
    """The token of the present request, or None."""
    return _ACTING.get()


def person_behind(actor_id: UUID | None) -> UUID | None:
    """Who answers for what is done: with an API token whoever made it, so that none is a way around oneself."""
    token = acting_token()
    return token.created_by_id if token else actor_id
