"""`ostiary keys rotate`: whatever an older key of the ring wraps or vouches for is handed to the first one.

Online, a small transaction at a time, each by guards that change a row only if it still is what was read: servers go
on, several rotations may run at once, and one that was killed is finished by running it again. Secrets themselves are
not touched: their data keys are the same, wrapped anew. Mailed codes and ID tokens end by themselves in ten minutes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ostiary.policy.audit import AuditEventType
from ostiary.services.audit_sealing import print_root, seal_next
from ostiary.services.audit_signing import public_keys_of, sign, verifier
from ostiary.services.directory import Actor
from ostiary.services.events import write_event
from ostiary.services.runtime import Runtime
from ostiary.store.audit_removals import erasures_not_by, horizon, set_horizon, sign_erasures_anew
from ostiary.store.audit_seals import hold_chain, last_batch
from ostiary.store.audit_unsealed import oldest_unsealed_at
from ostiary.store.data_keys import count_wrapped_by_others, hold_wrapped_by_others, rewrap
from ostiary.store.key_ring import UnknownKeyError
from ostiary.store.key_usage import key_uses
from ostiary.store.sealing import SealBrokenError, wrap_anew
from ostiary.store.unit_of_work import unit_of_work

WRAPPED_AT_ONCE = 50
SIGNED_AT_ONCE = 200
PASSES = 50
"""A factor that somebody is saving just then is passed over, and met again in the next pass."""
REST_SECONDS = 0.2

Report = Callable[[str], None]


@dataclass(frozen=True)
class Rotated:
    """What was done: `failed` are factors whose data key does not open, `uses` what each key is still needed for."""

    rewrapped: int
    failed: tuple[UUID, ...]
    uses: dict[str, dict[str, int]]


async def rotate_keys(runtime: Runtime, actor: Actor, report: Report) -> Rotated:
    """Do it. `report` hears of the progress."""
    first = runtime.key_ring.sealing_key_id
    failed: set[UUID] = set()
    rewrapped, total = 0, await count_wrapped_by_others(first)
    for _ in range(PASSES):
        after: UUID | None = None
        while page := await _rewrap_some(runtime, actor, after, failed):
            after, done = page
            rewrapped += done
            report(f"wrapped {rewrapped} of {total} data keys anew under {first}")
        if await count_wrapped_by_others(first) <= len(failed):
            break
        await asyncio.sleep(REST_SECONDS)
    signed = 0
    while count := await _sign_erasures_anew(runtime):
        signed += count
        report(f"signed {signed} audit erasures anew under {first}")
    await _sign_horizon_anew(runtime)
    await _seal_under_first_key(runtime, actor)
    return Rotated(rewrapped, tuple(sorted(failed)), await key_uses(runtime.clock.now()))


async def _rewrap_some(
    runtime: Runtime, actor: Actor, after: UUID | None, failed: set[UUID]
) -> tuple[UUID, int] | None:
    """The last row of the next page, and how many were wrapped anew. None: there is no further page."""
    ring, done = runtime.key_ring, 0
    async with unit_of_work():
        rows = await hold_wrapped_by_others(ring.sealing_key_id, after, WRAPPED_AT_ONCE)
        for row in rows:
            try:
                anew = wrap_anew(ring, row.key, row.factor_id, row.epoch)
            except (SealBrokenError, UnknownKeyError):
                failed.add(row.factor_id)
                continue
            done += await rewrap(row, anew)
        if done:
            await _write(runtime, actor, ("dataKeys", str(done)))
    return (rows[-1].factor_id, done) if rows else None


async def _sign_erasures_anew(runtime: Runtime) -> int:
    """Only what an older key really signed: a rotation must not vouch for what somebody else put there."""
    ring = runtime.key_ring
    is_signed = verifier(public_keys_of(ring))
    async with unit_of_work():
        await hold_chain()
        found = await erasures_not_by(ring.sealing_key_id, SIGNED_AT_ONCE)
        sound = [(row_id, sign(ring, each)) for row_id, each in found if is_signed(each)]
        await sign_erasures_anew(sound)
    return len(sound)


async def _sign_horizon_anew(runtime: Runtime) -> None:
    ring = runtime.key_ring
    async with unit_of_work():
        await hold_chain()
        reached = await horizon()
        if reached is None or reached.key_id == ring.sealing_key_id:
            return
        if verifier(public_keys_of(ring))(reached):
            await set_horizon(sign(ring, reached))


async def _seal_under_first_key(runtime: Runtime, actor: Actor) -> None:
    """A root by the first key covers all that older keys signed; without one, they would still be needed."""
    last = await last_batch()
    if last is None or last.key_id == runtime.key_ring.sealing_key_id:
        return
    async with unit_of_work():
        await _write(runtime, actor, ("auditRoot", "signed"))
    for _ in range(PASSES):
        batch = await seal_next(runtime.key_ring, runtime.clock.now())
        if batch is not None:
            print_root(batch)
        elif await oldest_unsealed_at() is None:
            return
        else:
            await asyncio.sleep(REST_SECONDS)


async def _write(runtime: Runtime, actor: Actor, *details: tuple[str, str]) -> None:
    await write_event(
        AuditEventType.KEYS_ROTATED,
        actor.origin,
        runtime.clock.now(),
        actor_id=actor.id,
        details=(("key", runtime.key_ring.sealing_key_id), *details),
    )
