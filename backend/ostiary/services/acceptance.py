"""Accepting a second step: one transaction, every statement must change exactly one row, or all is undone.

The other half of the choke point in `second_step`. Policy is asked again here, at the last moment (rule L4).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ostiary.factors.contract import Wrong
from ostiary.factors.otp.totp import NEVER_USED
from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.lockout import Lockout
from ostiary.policy.requirements import amr_after
from ostiary.policy.step_up import PROOF_LIFE
from ostiary.policy.vocabulary import FactorKind, InvalidCodeReason
from ostiary.services.events import write_event
from ostiary.services.outcomes import (
    AccountLocked,
    BindingMissing,
    BindingPresent,
    ChallengeEnded,
    CodeRefused,
    FactorDisabled,
    LoginCompleted,
)
from ostiary.services.runtime import Runtime
from ostiary.services.second_step import (
    Step,
    is_locked_by_another,
    refuse,
    refuse_disabled,
    refuse_locked,
    refuse_overtaken,
    write_step_event,
)
from ostiary.services.sessions import mint_session
from ostiary.store.accounts import clear_attempts, lock_account
from ostiary.store.applications import count_binding_in, factor_of
from ostiary.store.bindings import advance_time_step, binding_of, insert_binding, note_use
from ostiary.store.challenges import settle
from ostiary.store.ids import new_id
from ostiary.store.records import BindingRecord, UserRecord
from ostiary.store.sessions import note_proof
from ostiary.store.unit_of_work import unit_of_work


@dataclass(frozen=True)
class SteppedUp:
    """The session has proven its second step afresh, and that counts until then."""

    until: datetime


StepOutcome = (
    LoginCompleted
    | SteppedUp
    | CodeRefused
    | AccountLocked
    | ChallengeEnded
    | FactorDisabled
    | BindingMissing
    | BindingPresent
)


@dataclass(frozen=True, repr=False)
class Proof:
    """What was proven: by a bound app, with the time step to spend, or by what is to be bound where it is not yet."""

    binding: BindingRecord | None = None
    new_binding: BindingRecord | None = None
    time_step: int = NEVER_USED


@dataclass(frozen=True)
class _Reused:
    """The time step was spent by a parallel request."""


@dataclass(frozen=True)
class _LockedMeanwhile:
    user: UserRecord


async def accept(runtime: Runtime, step: Step, charged: Lockout, proof: Proof) -> StepOutcome:
    """Complete the login, or the step-up, that `proof` earns, or say what came between."""
    async with unit_of_work() as work:
        decided = await _accept(runtime, step, charged, proof)
        if not isinstance(decided, LoginCompleted | SteppedUp):
            work.undo()
    match decided:
        case _Reused():
            return await refuse(runtime, step, charged, Wrong(InvalidCodeReason.ALREADY_USED))
        case _LockedMeanwhile(user):
            return await refuse_locked(step, user)
        case FactorDisabled() | BindingMissing() | BindingPresent():
            await refuse_disabled(step)
        case ChallengeEnded():
            await refuse_overtaken(step)
    return decided


async def _accept(
    runtime: Runtime, step: Step, charged: Lockout, proof: Proof
) -> StepOutcome | _Reused | _LockedMeanwhile:
    user = await lock_account(step.challenge.user_id)
    if user is None:
        return ChallengeEnded()
    if is_locked_by_another(user, charged, step.now):
        return _LockedMeanwhile(user)
    if not await settle(step.challenge.id, ChallengeEvent.ACCEPT, step.now):
        return ChallengeEnded()
    factor = await factor_of(step.application.id, step.kind)
    if factor is None or not factor.is_enabled:
        return FactorDisabled()
    if factor.epoch != step.factor.epoch:
        return BindingMissing() if step.kind is FactorKind.OTP else FactorDisabled()
    spent = await _spend(proof, user, step.now)
    if not isinstance(spent, BindingRecord):
        return spent
    await clear_attempts(user.id)
    if step.challenge.session_id is not None:
        return await _step_up(step, step.challenge.session_id, user)
    await _write_events(step, user, proof)
    return await mint_session(
        runtime,
        user,
        step.application,
        amr_after(step.kind),
        step.challenge.delivery,
        step.now,
        spent.id,
    )


async def _step_up(step: Step, session_id: UUID, user: UserRecord) -> SteppedUp | ChallengeEnded:
    """The session that began the step-up has proven it; no session is made."""
    if not await note_proof(session_id, user.id, step.now):
        return ChallengeEnded()
    await write_step_event(step, user, None)
    await write_event(
        AuditEventType.STEP_UP,
        step.origin,
        step.now,
        user=user,
        actor_id=user.id,
        application_id=step.application.id,
    )
    return SteppedUp(step.now + PROOF_LIFE)


async def _spend(
    proof: Proof, user: UserRecord, now: datetime
) -> BindingRecord | _Reused | BindingMissing | BindingPresent | FactorDisabled:
    """Use up what was proven; each guard changes one row or the proof is worth nothing."""
    made, held = proof.new_binding, proof.binding
    if made is not None:
        return await _bind(made)
    if held is None:
        return BindingMissing()
    present = await binding_of(user.id, held.factor_id, held.epoch)
    if present is None or present.id != held.id:
        return BindingMissing()
    return held if await advance_time_step(held.id, proof.time_step, now) else _Reused()


async def _bind(made: BindingRecord) -> BindingRecord | BindingPresent | FactorDisabled:
    """Make the binding; the email factor's is made once and used from then on (rule D3)."""
    present = await binding_of(made.user_id, made.factor_id, made.epoch)
    if present is not None and made.kind is FactorKind.EMAIL:
        await note_use(present.id, made.bound_at)
        return present
    if present is not None:
        return BindingPresent()
    if not await count_binding_in(made.factor_id, made.epoch):
        return FactorDisabled()
    return made if await insert_binding(made) else BindingPresent()


async def _write_events(step: Step, user: UserRecord, proof: Proof) -> None:
    await write_step_event(step, user, None)
    ordinary = [AuditEventType.LOGIN]
    if proof.new_binding is not None and proof.new_binding.sealed_secret is not None:
        ordinary.insert(0, AuditEventType.OTP_BINDING)
    for event_type in ordinary:
        await write_event(event_type, step.origin, step.now, user=user, application_id=step.application.id)


def email_binding(step: Step) -> BindingRecord:
    """The binding that the first accepted email code records (rule D3)."""
    return BindingRecord(
        id=new_id(),
        user_id=step.challenge.user_id,
        application_id=step.application.id,
        factor_id=step.factor.id,
        kind=step.kind,
        epoch=step.factor.epoch,
        sealed_secret=None,
        last_time_step=0,
        bound_at=step.now,
        last_used_at=step.now,
    )
