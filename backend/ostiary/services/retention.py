"""Retention: whole batches whose events are all older than the limit go; their signed roots stay.

So the rest verifies, and how far it has gone is signed as well: nobody without the key ring can call a gap retention.
"""

from datetime import datetime

from ostiary.policy.audit import AuditEventType
from ostiary.policy.audit_chain import Batch, Horizon
from ostiary.services.audit_signing import sign
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.runtime import Runtime
from ostiary.store.audit_removals import delete_between, horizon, set_horizon
from ostiary.store.audit_seals import batches_after, hold_chain
from ostiary.store.instants import to_micros
from ostiary.store.unit_of_work import unit_of_work

_BATCHES_AT_ONCE = 100
_EVENTS_AT_ONCE = 1000


async def prune_next(runtime: Runtime, cutoff: datetime, actor: Actor | None = None) -> int:
    """Remove the oldest batches that lie wholly before `cutoff`, up to about a thousand events.

    Answers how many events went; 0: none is left to go. `actor`: who asked for it; None: the setting did.
    """
    if not await _batches_before(cutoff):
        return 0
    async with unit_of_work():
        await hold_chain()
        batches = await _batches_before(cutoff)
        if not batches:
            return 0
        last = batches[-1]
        count = await delete_between(batches[0].first_sequence - 1, last.last_sequence)
        reached = Horizon(last.number, last.last_sequence, runtime.key_ring.sealing_key_id)
        await set_horizon(sign(runtime.key_ring, reached))
        if actor is not None:
            await write_event(
                AuditEventType.AUDIT_PRUNED,
                actor.origin,
                runtime.clock.now(),
                actor_id=actor.id,
                details=(("through", str(last.last_sequence)), ("events", str(count))),
            )
    return max(count, 1)


async def _batches_before(cutoff: datetime) -> list[Batch]:
    reached = await horizon()
    going: list[Batch] = []
    events = 0
    for batch in await batches_after(reached.through_batch if reached else 0, _BATCHES_AT_ONCE):
        events += batch.last_sequence - batch.first_sequence + 1
        if batch.newest_at >= to_micros(cutoff) or (going and events > _EVENTS_AT_ONCE):
            break
        going.append(batch)
    return going
