"""What somebody who chooses a password may not choose: beside `new_passwords`, the names of their applications."""

from collections.abc import Iterable

from ostiary.policy.passwords import REASONS, RefusedPasswordReason, folded
from ostiary.services.new_passwords import password_objection
from ostiary.services.outcomes import PasswordRefused


def refusal_of(password: str, email: str, application_names: Iterable[str]) -> PasswordRefused | None:
    """Why this password is refused to that person; None: it is not. Its length was looked at before."""
    objection = password_objection(password, email)
    if objection is not None:
        return PasswordRefused(REASONS[objection])
    if folded(password) in map(folded, application_names):
        return PasswordRefused(RefusedPasswordReason.PERSONAL)
    return None
