"""What one request reads in batches: a page of users costs the same few queries as one user."""

from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

from ostiary.store.accounts import users_by_ids
from ostiary.store.api_tokens import api_tokens_by_ids
from ostiary.store.applications import applications_by_ids, factors_of
from ostiary.store.assignments import assigned_applications
from ostiary.store.bindings import bindings_of
from ostiary.store.mail_texts import mail_texts_of
from ostiary.store.records import (
    ApiTokenRecord,
    ApplicationRecord,
    BindingRecord,
    FactorRecord,
    MailTextRecord,
    SessionRecord,
    StagedToggleRecord,
    UserRecord,
)
from ostiary.store.sessions import sessions_of
from ostiary.store.staged_toggles import toggles_of

T = TypeVar("T")

BATCH_MAX = 1000
"""Keys of one query: both engines limit the parameters of a statement."""


class Loaders:
    """Made for one request and its caller; what was read once is not read again in it."""

    def __init__(self, caller_id: UUID | None) -> None:
        self.users: DataLoader[UUID, UserRecord | None] = _found(users_by_ids)
        self.api_tokens: DataLoader[UUID, ApiTokenRecord | None] = _found(api_tokens_by_ids)
        self.applications: DataLoader[UUID, ApplicationRecord | None] = _found(applications_by_ids)
        self.factors: DataLoader[UUID, list[FactorRecord]] = _listed(factors_of)
        self.assigned: DataLoader[UUID, list[ApplicationRecord]] = _listed(assigned_applications)
        self.bindings: DataLoader[UUID, list[BindingRecord]] = _listed(bindings_of)
        self.sessions: DataLoader[UUID, list[SessionRecord]] = _listed(sessions_of)
        self.mail_texts: DataLoader[UUID, list[MailTextRecord]] = _listed(mail_texts_of)
        self.toggles: DataLoader[UUID, list[StagedToggleRecord]] = _listed(_toggles_by(caller_id))


def there(record: T | None) -> T:
    """A record that the row just read hangs on: missing only if it was deleted between two reads."""
    if record is None:
        raise LookupError("deleted between two reads")
    return record


def _found(read: Callable[[list[UUID]], Awaitable[dict[UUID, T]]]) -> DataLoader[UUID, T | None]:
    async def load(keys: list[UUID]) -> list[T | None]:
        rows = await read(keys)
        return [rows.get(key) for key in keys]

    return DataLoader(load_fn=load, max_batch_size=BATCH_MAX)


def _listed(read: Callable[[list[UUID]], Awaitable[dict[UUID, list[T]]]]) -> DataLoader[UUID, list[T]]:
    async def load(keys: list[UUID]) -> list[list[T]]:
        rows = await read(keys)
        return [rows.get(key, []) for key in keys]

    return DataLoader(load_fn=load, max_batch_size=BATCH_MAX)


def _toggles_by(
    caller_id: UUID | None,
) -> Callable[[list[UUID]], Awaitable[dict[UUID, list[StagedToggleRecord]]]]:
    """This caller's own toggles, by application (rule C1)."""

    async def read(application_ids: list[UUID]) -> dict[UUID, list[StagedToggleRecord]]:
        by_application: dict[UUID, list[StagedToggleRecord]] = {each: [] for each in application_ids}
        for toggle in await toggles_of(caller_id, application_ids) if caller_id else []:
            by_application[toggle.application_id].append(toggle)
        return by_application

    return read
