"""Configuration: stage a toggle, discard, save (document 1.1, 1.2; rules C1-C4)."""

from datetime import datetime
from uuid import UUID

from ostiary.policy import factors as policy
from ostiary.policy.audit import AuditEventType
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.events import hold_caller, write_event
from ostiary.services.outcomes import (
    EditConflict,
    FactorsSaved,
    RemovalUnconfirmed,
    SubjectMissing,
    TogglesDiscarded,
    ToggleStaged,
)
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import lock_account
from ostiary.store.applications import (
    application_by_id,
    factor_of,
    lock_factors,
    turn_factor_off,
    turn_factor_on,
)
from ostiary.store.records import FactorRecord
from ostiary.store.sealing import make_data_key
from ostiary.store.staged_toggles import discard_toggles, stage_toggle, toggles_of, unstage_toggle
from ostiary.store.unit_of_work import unit_of_work

SaveOutcome = FactorsSaved | RemovalUnconfirmed | EditConflict | SubjectMissing


async def toggle_factor(
    runtime: Runtime, author_id: UUID, application_id: UUID, kind: FactorKind, is_enabled: bool
) -> ToggleStaged | SubjectMissing:
    """Stage a change for this administrator; nothing changes for anybody. Back to what is saved: unstaged."""
    async with unit_of_work():
        await lock_account(author_id)  # before the factors, as everywhere: the toggle's row refers to both
        await lock_factors(application_id)
        application = await application_by_id(application_id)
        factor = await factor_of(application_id, kind)
        if application is None or factor is None:
            return SubjectMissing("application")
        await hold_caller(author_id, runtime.clock.now())
        if policy.is_change(_state(factor), is_enabled):
            await stage_toggle(factor, author_id, is_enabled, runtime.clock.now())
        else:
            await unstage_toggle(factor.id, author_id)
        return ToggleStaged(application, factor)


async def discard_factors(author_id: UUID, application_id: UUID) -> TogglesDiscarded | SubjectMissing:
    """Forget the author's staged toggles of the application."""
    async with unit_of_work():
        application = await application_by_id(application_id)
        if application is None:
            return SubjectMissing("application")
        await discard_toggles(application_id, author_id)
        return TogglesDiscarded(application)


async def save_factors(
    runtime: Runtime,
    author_id: UUID,
    application_id: UUID,
    is_removal_confirmed: bool,
    origin: Origin,
) -> SaveOutcome:
    """Apply all of the author's staged toggles in one transaction, or none."""
    now = runtime.clock.now()
    async with unit_of_work():
        factors = await lock_factors(application_id)
        application = await application_by_id(application_id)
        if application is None:
            return SubjectMissing("application")
        staged = await toggles_of(author_id, [application_id])
        wishes = [policy.StagedToggle(each.kind, each.is_enabled, each.base_version) for each in staged]
        plan = policy.plan_save([_state(each) for each in factors], wishes, is_removal_confirmed)
        by_kind = {factor.kind: factor for factor in factors}
        match plan:
            case policy.SaveConflict(kind):
                return EditConflict(by_kind[kind])
            case policy.RemovalUnconfirmed(count):
                return RemovalUnconfirmed(count)
        for change in plan.changes:
            await _turn(runtime, by_kind[change.kind], change.is_enabled, now, author_id)
        await discard_toggles(application_id, author_id)
        if plan.changes:
            await write_event(
                AuditEventType.FACTORS_SAVED,
                origin,
                now,
                actor_id=author_id,
                application_id=application_id,
                details=_details(plan),
            )
        return FactorsSaved(application, plan.destroyed_bindings)


async def _turn(runtime: Runtime, factor: FactorRecord, is_enabled: bool, now: datetime, author_id: UUID) -> None:
    """Turn one switch; turning off destroys the epoch's bindings and its key (C3)."""
    if is_enabled:
        await turn_factor_on(factor, now, author_id)
    else:
        next_key = make_data_key(runtime.key_ring, factor.id, factor.epoch + 1)
        await turn_factor_off(factor, next_key, now, author_id)


def _state(factor: FactorRecord) -> policy.FactorState:
    return policy.FactorState(factor.kind, factor.is_enabled, factor.version, factor.binding_count)


def _details(plan: policy.SavePlan) -> tuple[tuple[str, str], ...]:
    switches = tuple((change.kind.value, "on" if change.is_enabled else "off") for change in plan.changes)
    if plan.destroyed_bindings:
        return (*switches, ("removedBindings", str(plan.destroyed_bindings)))
    return switches
