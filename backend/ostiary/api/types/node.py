"""Relay's global object identification, and the words for ids."""

from uuid import UUID

import strawberry

from ostiary.services.node_ids import decode_id, encode_id


@strawberry.interface(
    description="Anything with a global id (Relay global object identification). Read it again with `node`."
)
class Node:
    """See the description."""

    id: strawberry.ID = strawberry.field(
        description="The global id: opaque, stable, unique over all types. Do not take it apart."
    )


def global_id(kind: str, node_id: UUID) -> strawberry.ID:
    """The global id of a node of the type `kind`."""
    return strawberry.ID(encode_id(kind, node_id))


def id_of(kind: str, text: str) -> UUID | None:
    """The id in a global id of the type `kind`; None for whatever is not one."""
    decoded = decode_id(text)
    return decoded[1] if decoded is not None and decoded[0] == kind else None


def ids_of(kind: str, texts: list[strawberry.ID]) -> tuple[UUID, ...] | None:
    """The ids in global ids of the type `kind`; None if one of them is not one."""
    found = [id_of(kind, text) for text in texts]
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None
