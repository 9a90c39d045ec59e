"""Erasing a user: the account goes, and whatever the log says that is personal; the chain still verifies.

Of an event about them their name and what was changed go; of an event by them who it was and from where. The
commitments stay, signed, so that nobody without the key ring can pass an edit off as an erasure.
"""

from dataclasses import dataclass
from uuid import UUID

from ostiary.policy.access import is_own_account
from ostiary.policy.addresses import email_key
from ostiary.policy.audit import AuditEventType
from ostiary.policy.audit_chain import Erasure, SealedEvent
from ostiary.policy.audit_form import CURRENT_FORM, Part, commitment
from ostiary.services.acting import person_behind
from ostiary.services.audit_signing import sign
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.outcomes import LastAdministrator, OwnAccount, RoleInsufficient, SubjectMissing
from ostiary.services.roles import delete_user
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import user_by_email
from ostiary.store.audit_removals import empty_part, events_naming, insert_erasures, user_ids_seen_with
from ostiary.store.audit_seals import hold_chain
from ostiary.store.key_ring import KeyRing
from ostiary.store.unit_of_work import unit_of_work

ERASED_AT_ONCE = 200


@dataclass(frozen=True)
class UserErased:
    """Nothing personal of them is left. `events`: how many said something."""

    events: int


ErasureOutcome = UserErased | LastAdministrator | OwnAccount | RoleInsufficient | SubjectMissing


async def erase_user(runtime: Runtime, actor: Actor, email: str) -> ErasureOutcome:
    """Delete whoever has this address, and erase what the log says of them, and of all who had it before.

    In small transactions; one that was interrupted is finished by doing it again. Nobody erases themselves: what they
    did would have been done by nobody.
    """
    user = await user_by_email(email)
    if user is not None:
        if is_own_account(person_behind(actor.id), user.id):
            return OwnAccount()
        deleted = await delete_user(runtime, actor, user.id)
        if isinstance(deleted, LastAdministrator | RoleInsufficient):
            return deleted
    key = email_key(email)
    ids = {*await user_ids_seen_with(key), *([user.id] if user else [])}
    # The address last: as long as an event has it, the ids are found again.
    places: list[tuple[str, UUID | str]] = [
        (column, each) for column in ("actor_id", "user_id") for each in sorted(ids, key=str)
    ]
    count = 0
    for column, value in [*places, ("user_email_key", key)]:
        while erased := await _erase_some(runtime, actor, column, value):
            count += erased
    return UserErased(count) if user or count else SubjectMissing("user")


async def _erase_some(runtime: Runtime, actor: Actor, column: str, value: UUID | str) -> int:
    async with unit_of_work():
        await hold_chain()
        events = await events_naming(column, value, ERASED_AT_ONCE)
        if not events:
            return 0
        for part in Part:
            touched = [event for event in events if part in _parts_about(column, event)]
            await insert_erasures([_erasure(runtime.key_ring, event, part) for event in touched if event.salts[part]])
            await empty_part(part, touched)
        await write_event(
            AuditEventType.USER_ERASED,
            actor.origin,
            runtime.clock.now(),
            actor_id=actor.id,
            details=(("events", str(len(events))),),
        )
        return len(events)


def _parts_about(column: str, event: SealedEvent) -> tuple[Part, ...]:
    """By somebody else, the origin is theirs; what somebody did themselves has their own origin."""
    if column == "actor_id":
        return (Part.ORIGIN,)
    is_own = event.row["actor_id"] is None and event.row["actor_token_id"] is None
    return (Part.SUBJECT, Part.ORIGIN) if is_own else (Part.SUBJECT,)


def _erasure(ring: KeyRing, event: SealedEvent, part: Part) -> Erasure:
    """What stays of the part: its commitment as it was sealed."""
    kept = commitment(CURRENT_FORM, part, event.salts[part] or b"", event.row)
    return sign(ring, Erasure(event.sequence, part, kept, ring.sealing_key_id))
