"""Which second steps a login needs (rules L2, M3, C4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ostiary.policy.vocabulary import FactorKind


@dataclass(frozen=True)
class FactorSwitch:
    """Whether logins of an application follow a factor now. Nothing staged counts (rule L4)."""

    kind: FactorKind
    is_enabled: bool


def required_factors(switches: Iterable[FactorSwitch], is_bypassed: bool) -> tuple[FactorKind, ...]:
    """The factors of which any one completes the login, in display order; empty: the password is enough."""
    if is_bypassed:
        return ()
    enabled = {switch.kind for switch in switches if switch.is_enabled}
    return tuple(kind for kind in FactorKind if kind in enabled)


AMR_PASSWORD = ("pwd",)
"""RFC 8176 reference for a login by password alone."""


def amr_after(kind: FactorKind) -> tuple[str, ...]:
    """The authentication method references (RFC 8176) of a login that `kind` completed.

    "email" is an extension; an email code never claims "otp" (design/security.md).
    """
    match kind:
        case FactorKind.OTP:
            return ("pwd", "otp", "mfa")
        case FactorKind.EMAIL:
            return ("pwd", "email", "mfa")
