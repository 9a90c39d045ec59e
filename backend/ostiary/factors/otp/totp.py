"""TOTP: RFC 6238 with SHA-1, 6 digits, 30 s, one step of drift either way (rule L7).

Verified by the RFC's own vectors (appendix B). pyotp makes the codes; which of them count is decided here.
"""

import hmac
from datetime import UTC, datetime

import pyotp

from ostiary.factors.contract import Right, Verdict, Wrong
from ostiary.policy.codes import Code
from ostiary.policy.vocabulary import InvalidCodeReason

STEP_SECONDS = 30
NEVER_USED = -1
"""The last time step of a binding that has spent none."""
_HINT_STEPS = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def time_step_at(now: datetime) -> int:
    """T of RFC 6238, 4.2: whole 30-second steps since 1970 UTC."""
    return int((now - _EPOCH).total_seconds()) // STEP_SECONDS


def code_at(secret: str, time_step: int) -> Code:
    """The code of one time step (RFC 4226, 5.3): what an app shows then."""
    return Code(_Codes(secret).generate_otp(time_step))


class _Codes(pyotp.TOTP):
    """The codes of one secret, which is decoded once."""

    _decoded: bytes | None = None

    def byte_secret(self) -> bytes:
        if self._decoded is None:
            self._decoded = super().byte_secret()
        return self._decoded


def check_totp(secret: str, code: Code, now: datetime, last_time_step: int, drift: int) -> Verdict:
    """Look at `code` for the Base32 `secret`. Steps up to `last_time_step` are spent (`drift`: 0 or 1 steps)."""
    present = time_step_at(now)
    codes = _Codes(secret)
    if present > last_time_step and _matching(codes, code, [present]):
        return Right(present)  # most codes; the other steps need not be worked out
    matching = _matching(codes, code, range(present - drift, present + drift + 1))
    fresh = [step for step in matching if step > last_time_step]
    if fresh:
        return Right(min(fresh))
    if matching:
        return Wrong(InvalidCodeReason.ALREADY_USED)
    if _matching(codes, code, [present - drift - 1]):
        return Wrong(InvalidCodeReason.JUST_EXPIRED)
    return Wrong()


def clock_offset_minutes(secret: str, code: Code, now: datetime) -> int | None:
    """By how many minutes the phone's clock seems off, if `code` is right ten steps around. A hint; accepts nothing.

    At least one minute either way, positive when the phone is ahead.
    """
    present = time_step_at(now)
    steps = _matching(_Codes(secret), code, range(present - _HINT_STEPS, present + _HINT_STEPS + 1))
    if not steps:
        return None
    offset = min((step - present for step in steps), key=abs)
    minutes = max(1, round(abs(offset) * STEP_SECONDS / 60))
    return minutes if offset > 0 else -minutes


def _matching(codes: _Codes, code: Code, steps: "range | list[int]") -> list[int]:
    return [step for step in steps if step >= 0 and hmac.compare_digest(codes.generate_otp(step), code)]
