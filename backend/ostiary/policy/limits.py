"""How often mail may be asked for and passwords guessed (rules L9, A7). None of these locks an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

MAIL_INTERVAL = timedelta(minutes=1)
"""Between two mails of one challenge."""
MAILS_PER_HOUR = 10
"""Of one account, over a sliding hour."""
MAIL_WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class GuessLimit:
    """At most `failures` wrong passwords, or mails, in a window of `window` from the first one."""

    failures: int
    window: timedelta


PER_ACCOUNT_AND_ADDRESS = GuessLimit(failures=10, window=timedelta(minutes=15))
PER_ADDRESS = GuessLimit(failures=200, window=timedelta(minutes=15))
MAILS_PER_ADDRESS = GuessLimit(failures=300, window=MAIL_WINDOW)
"""Codes mailed at the request of one address: an office behind one router asks for many."""
MAILS_PER_APPLICATION = GuessLimit(failures=5000, window=MAIL_WINDOW)
"""Codes that one application mails."""
RESETS_PER_ACCOUNT = GuessLimit(failures=3, window=timedelta(hours=1))
"""Password links asked for with one email address, whether or not anybody has it."""
RESETS_PER_ADDRESS = GuessLimit(failures=30, window=timedelta(hours=1))
"""Password links asked for from one address."""
RESETS_IN_ALL = GuessLimit(failures=2000, window=timedelta(hours=1))
"""Password links asked for at this installation."""
RESET_LINK_LIFE = timedelta(minutes=30)
"""How long a password link is good."""
MAIL_CHECKS = GuessLimit(failures=5, window=timedelta(minutes=10))
"""Messages that an administrator may have mailed to themselves, whatever becomes of them."""


def next_mail_at(
    last_in_challenge: datetime | None, sent_by_account: Sequence[datetime], now: datetime
) -> datetime | None:
    """When the next code may be mailed, or None: now. `sent_by_account` in any order."""
    waits: list[datetime] = []
    if last_in_challenge is not None:
        waits.append(last_in_challenge + MAIL_INTERVAL)
    recent = sorted(sent for sent in sent_by_account if sent > now - MAIL_WINDOW)
    if len(recent) >= MAILS_PER_HOUR:
        waits.append(recent[-MAILS_PER_HOUR] + MAIL_WINDOW)
    latest = max(waits, default=None)
    return latest if latest is not None and latest > now else None
