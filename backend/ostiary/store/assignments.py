"""Which applications a user may sign in to (rule D1)."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from ostiary.store.applications import applications_by_ids
from ostiary.store.ids import new_id
from ostiary.store.models import Assignment
from ostiary.store.records import ApplicationRecord


async def assign(user_id: UUID, application_ids: Iterable[UUID]) -> None:
    """Add assignments that are not there yet."""
    held = {row.application_id for row in await Assignment.filter(user_id=user_id)}
    for application_id in dict.fromkeys(application_ids):
        if application_id not in held:
            await Assignment.create(id=new_id(), user_id=user_id, application_id=application_id)


async def set_assignments(user_id: UUID, application_ids: Sequence[UUID]) -> list[UUID]:
    """Make the assignments exactly these; answers the ids that were taken away."""
    held = {row.application_id for row in await Assignment.filter(user_id=user_id)}
    taken = sorted(held - set(application_ids), key=str)
    if taken:
        await Assignment.filter(user_id=user_id, application_id__in=taken).delete()
    await assign(user_id, application_ids)
    return taken


async def assigned_applications(user_ids: Sequence[UUID]) -> dict[UUID, list[ApplicationRecord]]:
    """The applications of each user, oldest first."""
    rows = await Assignment.filter(user_id__in=list(user_ids))
    found = await applications_by_ids({row.application_id for row in rows})
    answer: dict[UUID, list[ApplicationRecord]] = {each: [] for each in user_ids}
    for row in rows:
        if row.application_id in found:
            answer[row.user_id].append(found[row.application_id])
    return {each: sorted(apps, key=lambda app: (app.created_at, app.id)) for each, apps in answer.items()}
