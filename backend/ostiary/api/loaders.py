"""What one request reads in batches: a page of users costs the same few queries as one user."""

from collections.abc import Awaitable, Callable
from functools import cached_property
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
    """Made for one request and its caller; what was read once is not read again in it.

    A loader is made when it is first asked: most requests ask none or few.
    """

    def __init__(self, caller_id: UUID | None) -> None:
        self._caller_id = caller_id

    @cached_property
    def users(self) -> DataLoader[UUID, UserRecord | None]:
        """Users by their ids."""
        return _found(users_by_ids)

    @cached_property
    def api_tokens(self) -> DataLoader[UUID, ApiTokenRecord | None]:
        """API tokens by their ids."""
        return _found(api_tokens_by_ids)

    @cached_property
    def applications(self) -> DataLoader[UUID, ApplicationRecord | None]:
        """Applications by their ids."""
        return _found(applications_by_ids)

    @cached_property
    def factors(self) -> DataLoader[UUID, list[FactorRecord]]:
        """An application's factors."""
        return _listed(factors_of)

    @cached_property
    def assigned(self) -> DataLoader[UUID, list[ApplicationRecord]]:
        """The applications of a user."""
        return _listed(assigned_applications)

    @cached_property
    def bindings(self) -> DataLoader[UUID, list[BindingRecord]]:
        """A user's bindings."""
        return _listed(bindings_of)

    @cached_property
    def sessions(self) -> DataLoader[UUID, list[SessionRecord]]:
        """A user's sessions."""
        return _listed(sessions_of)

    @cached_property
    def mail_texts(self) -> DataLoader[UUID, list[MailTextRecord]]:
        """An application's mail texts."""
        return _listed(mail_texts_of)

    @cached_property
    def toggles(self) -> DataLoader[UUID, list[StagedToggleRecord]]:
        """The caller's staged toggles of an application (rule C1)."""
        return _listed(_toggles_by(self._caller_id))


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
