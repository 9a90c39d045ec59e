"""The factors that there are, in display order (rule C4)."""

from ostiary.factors.contract import Factor
from ostiary.factors.email.factor import EmailFactor
from ostiary.factors.otp.factor import OtpFactor
from ostiary.policy.vocabulary import FactorKind

FACTORS: dict[FactorKind, Factor] = {FactorKind.OTP: OtpFactor(), FactorKind.EMAIL: EmailFactor()}
