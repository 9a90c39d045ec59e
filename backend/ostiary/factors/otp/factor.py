"""The OTP factor: opens the binding's sealed secret and checks the code against it (rules L6-L8)."""

from datetime import datetime
from uuid import UUID

from ostiary.factors.contract import Evidence, Verdict, Wrong
from ostiary.factors.otp.totp import NEVER_USED, check_totp, clock_offset_minutes
from ostiary.policy.codes import parse_code
from ostiary.policy.vocabulary import FactorKind, InvalidCodeReason
from ostiary.store.key_ring import KeyRing
from ostiary.store.records import ChallengeRecord, FactorRecord, PendingSecret
from ostiary.store.sealing import SealedPlace, open_secret, seal_secret


class OtpFactor:
    """Codes of an authenticator app."""

    kind = FactorKind.OTP
    needs_binding = True

    def check(self, evidence: Evidence) -> Verdict:
        """Look at a code of a bound user."""
        code, binding = parse_code(evidence.submitted), evidence.binding
        if code is None or binding is None or binding.sealed_secret is None:
            return Wrong()
        place = SealedPlace(binding.id, binding.user_id, binding.application_id, binding.epoch)
        secret = open_secret(evidence.key_ring, evidence.factor.key, evidence.factor.id, place, binding.sealed_secret)
        return check_totp(secret, code, evidence.now, binding.last_time_step, evidence.otp_drift)


def check_pending(secret: str, submitted: str, now: datetime, drift: int) -> Verdict:
    """Look at the first code of a secret that is not bound yet; only here a wrong clock is hinted at (ux.md 2)."""
    code = parse_code(submitted)
    if code is None:
        return Wrong()
    verdict = check_totp(secret, code, now, NEVER_USED, drift)
    if isinstance(verdict, Wrong) and verdict.reason is InvalidCodeReason.WRONG:
        offset = clock_offset_minutes(secret, code, now)
        if offset is not None:
            return Wrong(InvalidCodeReason.CLOCK_OFF, offset)
    return verdict


def seal_pending(
    ring: KeyRing, factor: FactorRecord, challenge: ChallengeRecord, binding_id: UUID, secret: str
) -> PendingSecret:
    """The secret sealed for the binding that it may become."""
    place = SealedPlace(binding_id, challenge.user_id, challenge.application_id, factor.epoch)
    return PendingSecret(binding_id, factor.epoch, seal_secret(ring, factor.key, factor.id, place, secret))


def open_pending(ring: KeyRing, factor: FactorRecord, challenge: ChallengeRecord, pending: PendingSecret) -> str:
    """The secret offered in this challenge."""
    place = SealedPlace(pending.binding_id, challenge.user_id, challenge.application_id, pending.epoch)
    return open_secret(ring, factor.key, factor.id, place, pending.sealed)
