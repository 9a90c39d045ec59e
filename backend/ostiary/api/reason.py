"""What an administrator says about why: kept in the log, so it has to be storable and fit on a line."""

from ostiary.api.arguments import given
from ostiary.api.errors import bad_input
from ostiary.policy.names import REASON_MAX, is_reason

ADVICE = f"At most {REASON_MAX} characters on one line, trimmed; null, blank or left out: none. Kept in the log."


def reason_text(sent: str | None) -> str | None:
    """The reason without blanks around it, or None; refuses what does not fit."""
    text = (given(sent) or "").strip()
    if text and not is_reason(text):
        raise bad_input("input.reason", f"send at most {REASON_MAX} characters, no control characters")
    return text or None
