"""User details: reset, bypass, unlock (document 3; rules M1-M4, A3)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from ostiary.mail.notices import binding_reset_message, bypass_message
from ostiary.policy.audit import AuditEventType
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.events import write_event
from ostiary.services.outcomes import BindingsReset, SubjectMissing, UserChanged
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import clear_attempts, lock_account, set_bypass, user_by_id
from ostiary.store.applications import application_by_id, applications_by_ids, count_binding_out
from ostiary.store.bindings import bindings_of, delete_binding
from ostiary.store.challenges import end_open_challenges
from ostiary.store.records import BindingRecord, UserRecord
from ostiary.store.sessions import end_sessions_of_bindings
from ostiary.store.unit_of_work import unit_of_work

_RESET_EVENTS = {
    FactorKind.OTP: AuditEventType.OTP_RESET,
    FactorKind.EMAIL: AuditEventType.EMAIL_RESET,
}


async def reset_bindings(
    runtime: Runtime,
    actor_id: UUID,
    user_id: UUID,
    application_id: UUID | None,
    kind: FactorKind,
    origin: Origin,
) -> BindingsReset | SubjectMissing:
    """Destroy the user's bindings of a factor, in one application or in every one, for good (M2)."""
    now = runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        if application_id is not None and await application_by_id(application_id) is None:
            return SubjectMissing("application")
        removed = await _remove(await _bindings(user_id, kind, application_id))
        await end_open_challenges(user_id, ChallengeEvent.CANCEL, application_id)
        await end_sessions_of_bindings([binding.id for binding in removed])
        await _write_reset_events(kind, user, actor_id, application_id, removed, origin, now)
    if removed:
        names = await applications_by_ids(binding.application_id for binding in removed)
        runtime.notify(
            binding_reset_message(
                to=user.email,
                kind=kind,
                application_names=sorted(application.name for application in names.values()),
                at=now,
                public_url=runtime.public_url,
            )
        )
    return BindingsReset(user, len(removed))


async def set_mfa_bypass(
    runtime: Runtime, actor_id: UUID, user_id: UUID, is_bypassed: bool, origin: Origin
) -> UserChanged | SubjectMissing:
    """Skip every second step of the user, or follow the applications' rules again (M3, M4)."""
    now = runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        is_changed = await set_bypass(user_id, is_bypassed)
        if is_changed:
            await write_event(
                AuditEventType.MFA_BYPASS_SET,
                origin,
                now,
                user=user,
                actor_id=actor_id,
                details=(("bypass", "on" if is_bypassed else "off"),),
            )
    if is_changed and is_bypassed:
        runtime.notify(bypass_message(to=user.email, at=now, public_url=runtime.public_url))
    return UserChanged(await _present(user))


async def unlock_user(runtime: Runtime, actor_id: UUID, user_id: UUID, origin: Origin) -> UserChanged | SubjectMissing:
    """Set the count to zero and lift the lock, also the one without an end (A3, A8)."""
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        await clear_attempts(user_id)
        await write_event(AuditEventType.USER_UNLOCKED, origin, runtime.clock.now(), user=user, actor_id=actor_id)
    return UserChanged(await _present(user))


async def _bindings(user_id: UUID, kind: FactorKind, application_id: UUID | None) -> list[BindingRecord]:
    return [
        binding
        for binding in (await bindings_of([user_id]))[user_id]
        if binding.kind is kind and application_id in (None, binding.application_id)
    ]


async def _remove(bindings: Sequence[BindingRecord]) -> list[BindingRecord]:
    """Count each binding out and delete it; one whose factor was turned off meanwhile is gone already."""
    return [
        binding
        for binding in sorted(bindings, key=lambda each: str(each.factor_id))
        if await count_binding_out(binding.factor_id, binding.epoch) and await delete_binding(binding.id)
    ]


async def _write_reset_events(
    kind: FactorKind,
    user: UserRecord,
    actor_id: UUID,
    application_id: UUID | None,
    removed: Sequence[BindingRecord],
    origin: Origin,
    now: datetime,
) -> None:
    """One event for each application concerned; one in any case, since an administrator acted (E2)."""
    concerned: list[UUID | None] = [binding.application_id for binding in removed]
    for each in concerned or [application_id]:
        await write_event(
            _RESET_EVENTS[kind],
            origin,
            now,
            user=user,
            actor_id=actor_id,
            application_id=each,
            details=(("removedBindings", "1" if removed else "0"),),
        )


async def _present(user: UserRecord) -> UserRecord:
    return await user_by_id(user.id) or user
