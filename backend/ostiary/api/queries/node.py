"""`node`: Relay's re-reading of anything by its global id, under the permission of its type."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import strawberry

from ostiary.api.context import Info
from ostiary.api.described import described
from ostiary.api.types.api_token import load_api_token
from ostiary.api.types.application import Application
from ostiary.api.types.audit_event import AuditEvent
from ostiary.api.types.factor import Factor
from ostiary.api.types.mfa_binding import MfaBinding
from ostiary.api.types.node import Node
from ostiary.api.types.user import load_user
from ostiary.policy.access import Permission
from ostiary.services.node_ids import decode_id
from ostiary.store.applications import factors_by_ids
from ostiary.store.audit_events import event_by_id
from ostiary.store.bindings import binding_by_id


@dataclass(frozen=True)
class _Kind:
    """How a type is read again, and what that takes."""

    permission: Permission
    read: Callable[[Info, UUID], Awaitable[Node | None]]


async def _application(info: Info, node_id: UUID) -> Node | None:
    record = await info.context.loaders.applications.load(node_id)
    return Application.of(record) if record else None


async def _factor(_: Info, node_id: UUID) -> Node | None:
    record = (await factors_by_ids([node_id])).get(node_id)
    return Factor.of(record) if record else None


async def _binding(_: Info, node_id: UUID) -> Node | None:
    record = await binding_by_id(node_id)
    return MfaBinding.of(record) if record else None


async def _event(_: Info, node_id: UUID) -> Node | None:
    record = await event_by_id(node_id)
    return AuditEvent.of(record) if record else None


KINDS: dict[str, _Kind] = {
    "Application": _Kind(Permission.SEE_APPLICATIONS, _application),
    "Factor": _Kind(Permission.SEE_APPLICATIONS, _factor),
    "User": _Kind(Permission.SEE_USERS, load_user),
    "MfaBinding": _Kind(Permission.SEE_USERS, _binding),
    "ApiToken": _Kind(Permission.SEE_SETTINGS, load_api_token),
    "AuditEvent": _Kind(Permission.SEE_AUDIT, _event),
}


@described(
    "Anything by its global id; null: unknown, or no id of ours. FORBIDDEN for a type that your role does not see."
)
async def node(
    info: Info,
    id: Annotated[strawberry.ID, strawberry.argument(description="A global id.")],  # noqa: A002
) -> Node | None:
    """Read it again."""
    kind, node_id = decode_id(id) or ("", UUID(int=0))
    found = KINDS.get(kind)
    if found is None:
        return None
    info.context.demand(found.permission)
    return await found.read(info, node_id)
