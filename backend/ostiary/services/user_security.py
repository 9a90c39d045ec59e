"""User details: reset, bypass, unlock (document 3; rules M1-M4, A3).

Nobody resets or bypasses themselves (design/security.md); what an administrator gives as a reason is kept in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ostiary.mail.notices import BUILT_IN_RESET, binding_reset_message, bypass_message
from ostiary.policy.access import is_own_account
from ostiary.policy.audit import AuditEventType
from ostiary.policy.bypass import Bypass
from ostiary.policy.challenge import ChallengeEvent
from ostiary.policy.mail_templates import MailKind
from ostiary.policy.origin import Origin
from ostiary.policy.vocabulary import FactorKind
from ostiary.services.acting import person_behind
from ostiary.services.branding import brand_of
from ostiary.services.events import write_event
from ostiary.services.mail_texts import sent_texts
from ostiary.services.outcomes import BindingsReset, OwnAccount, SubjectMissing, UserChanged
from ostiary.services.runtime import Runtime
from ostiary.store.accounts import clear_attempts, lift_bypass, lock_account, set_bypass, user_by_id
from ostiary.store.applications import application_by_id, applications_by_ids, count_binding_out
from ostiary.store.bindings import bindings_of, delete_binding
from ostiary.store.challenges import end_open_challenges
from ostiary.store.records import BindingRecord, UserRecord
from ostiary.store.sessions import (
    end_sessions_of,
    end_sessions_of_bindings,
    end_unproven_sessions_of,
    forget_proofs_of,
)
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
    reason: str | None = None,
    ends_other_sessions: bool = False,
) -> BindingsReset | OwnAccount | SubjectMissing:
    """Destroy the user's bindings of a factor, in one application or in every one, for good (M2).

    Sessions that were completed with them end; with `ends_other_sessions` all others of the user, too.
    """
    if is_own_account(person_behind(actor_id), user_id):
        return OwnAccount()
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
        await forget_proofs_of(user_id)
        act = _Reset(kind, application_id, removed, reason)
        if ends_other_sessions:
            act = replace(act, ended_sessions=await end_sessions_of(user_id))
        await _write_reset_events(act, user, actor_id, origin, now)
    if removed:
        await _tell_of_reset(runtime, act, user, now)
    return BindingsReset(user, len(removed))


async def set_mfa_bypass(
    runtime: Runtime,
    actor_id: UUID,
    user_id: UUID,
    is_bypassed: bool,
    origin: Origin,
    reason: str | None = None,
    until: datetime | None = None,
) -> UserChanged | OwnAccount | SubjectMissing:
    """Skip every second step of the user, `until` then or until further notice; or follow the rules again (M3, M4).

    Lifted, it leaves no session that lives by it: where a second step is asked for, the next login comes now.
    """
    if is_own_account(person_behind(actor_id), user_id):
        return OwnAccount()
    now = runtime.clock.now()
    async with unit_of_work():
        user = await lock_account(user_id)
        if user is None:
            return SubjectMissing("user")
        ends: tuple[tuple[str, str], ...] = (("until", until.isoformat()),) if is_bypassed and until else ()
        if is_bypassed:
            is_changed = await set_bypass(user_id, Bypass(now, actor_id, reason, until), now)
        elif is_changed := await lift_bypass(user_id, now):
            ended = await end_unproven_sessions_of(user_id)
            ends = (("endedSessions", str(ended)),) if ended else ()
        if is_changed:
            await write_event(
                AuditEventType.MFA_BYPASS_SET,
                origin,
                now,
                user=user,
                actor_id=actor_id,
                details=(("bypass", "on" if is_bypassed else "off"), *ends, *_reason(reason)),
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


@dataclass(frozen=True)
class _Reset:
    """What was reset, and why."""

    kind: FactorKind
    application_id: UUID | None
    removed: Sequence[BindingRecord]
    reason: str | None
    ended_sessions: int | None = None


async def _write_reset_events(act: _Reset, user: UserRecord, actor_id: UUID, origin: Origin, now: datetime) -> None:
    """One event for each application concerned; one in any case, since an administrator acted (E2)."""
    concerned: list[UUID | None] = [binding.application_id for binding in act.removed]
    ended = () if act.ended_sessions is None else (("endedSessions", str(act.ended_sessions)),)
    for each in concerned or [act.application_id]:
        await write_event(
            _RESET_EVENTS[act.kind],
            origin,
            now,
            user=user,
            actor_id=actor_id,
            application_id=each,
            details=(("removedBindings", "1" if act.removed else "0"), *ended, *_reason(act.reason)),
        )


async def _tell_of_reset(runtime: Runtime, act: _Reset, user: UserRecord, now: datetime) -> None:
    found = await applications_by_ids(binding.application_id for binding in act.removed)
    # A mail about several applications is none's own.
    texts = await sent_texts(next(iter(found)), MailKind.BINDING_RESET) if len(found) == 1 else BUILT_IN_RESET
    runtime.notify(
        binding_reset_message(
            to=user.email,
            kind=act.kind,
            brands=[brand_of(each) for each in sorted(found.values(), key=lambda application: application.name)],
            at=now,
            public_url=runtime.public_url,
            texts=texts,
        )
    )


def _reason(reason: str | None) -> tuple[tuple[str, str], ...]:
    return (("reason", reason),) if reason else ()


async def _present(user: UserRecord) -> UserRecord:
    return await user_by_id(user.id) or user
