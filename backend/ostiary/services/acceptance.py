"""Accepting a second step: one transaction, every guard must hold, or all is undone.

The other half of the choke point in `second_step`. Policy is asked again here, at the last moment (rule L4). Most
logins are completed by one guarded write (`store.step_writes`); where that changes nothing, and for what is rarer, the
steps here are taken one by one under the account's lock, and say what came between.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ostiary.factors.contract import Wrong
from ostiary.policy.audit import AuditEventType, secondary_authentication
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.lockout import Lockout, is_locked
from ostiary.policy.requirements import amr_after
from ostiary.policy.step_up import PROOF_LIFE
from ostiary.policy.vocabulary import FactorKind, FailureReason, InvalidCodeReason
from ostiary.services.acting import acting_token
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
    charge,
    refuse,
    refuse_locked,
    refuse_overtaken,
    step_event,
    write_step_event,
)
from ostiary.services.sessions import completed_login, mint_session, new_session
from ostiary.store.accounts import clear_attempts, lock_account
from ostiary.store.applications import count_binding_in, factor_of
from ostiary.store.bindings import advance_time_step, binding_of, insert_binding, note_use
from ostiary.store.challenges import settle
from ostiary.store.ids import new_id
from ostiary.store.records import BindingRecord, UserRecord
from ostiary.store.sessions import note_proof
from ostiary.store.step_writes import AcceptedStep, accept_step
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
    """What was proven: by a binding, with the time step to spend if it has any, or by what is to be bound."""

    binding: BindingRecord | None = None
    new_binding: BindingRecord | None = None
    time_step: int | None = None


@dataclass(frozen=True)
class _Reused:
    """The time step was spent by a parallel request."""


@dataclass(frozen=True)
class _LockedMeanwhile:
    """The account was locked after it was read: its codes do not count, right or wrong."""


async def accept(runtime: Runtime, step: Step, proof: Proof) -> StepOutcome:
    """Complete the login, or the step-up, that `proof` earns, or say what came between."""
    completed = await _accept_at_once(runtime, step, proof)
    if completed is not None:
        return completed
    async with unit_of_work() as work:
        decided = await _accept(runtime, step, proof)
        if not isinstance(decided, LoginCompleted | SteppedUp):
            work.undo()
    match decided:
        case _Reused():
            return await refuse(runtime, step, Wrong(InvalidCodeReason.ALREADY_USED))
        case _LockedMeanwhile():
            return await refuse_locked(step)
        case FactorDisabled():
            charged = await charge(runtime, step, FailureReason.FACTOR_UNAVAILABLE)
            return decided if isinstance(charged, Lockout) else charged
        case BindingMissing() | BindingPresent():
            charged = await charge(runtime, step, FailureReason.NOT_BOUND)
            return decided if isinstance(charged, Lockout) else charged
        case ChallengeEnded():
            await refuse_overtaken(step)
    return decided


async def _accept_at_once(runtime: Runtime, step: Step, proof: Proof) -> LoginCompleted | None:
    """A login with a binding that is there already, in one write. None: nothing was written."""
    if proof.binding is None or step.challenge.is_step_up or acting_token() is not None:
        return None
    minted = new_session(step.user, step.application, amr_after(step.kind), step.now, is_proven=True)
    accepted = AcceptedStep(
        challenge=step.challenge,
        binding=proof.binding,
        time_step=proof.time_step,
        session=minted.record,
        token_hash=minted.token_hash,
        step_event=step_event(step, secondary_authentication(step.kind)),
        login_event=step_event(step, AuditEventType.LOGIN),
        now=step.now,
    )
    if not await accept_step(accepted):
        return None
    user = replace(step.user, lockout=Lockout(), last_login_at=step.now)
    return completed_login(runtime, user, step.application, minted, step.challenge.delivery)


async def _accept(runtime: Runtime, step: Step, proof: Proof) -> StepOutcome | _Reused | _LockedMeanwhile:
    user = await lock_account(step.challenge.user_id)
    if user is None:
        return ChallengeEnded()
    if is_locked(user.lockout.locked_until, step.now):
        return _LockedMeanwhile()
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
    if proof.time_step is None:
        await note_use(held.id, now)
        return held
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
