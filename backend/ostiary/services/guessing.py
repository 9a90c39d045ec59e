"""Limits on guessing passwords (rule A7): what a caller may learn, not what it may send, is limited.

A wrong password is counted in the same breath as it is answered, and an answer is given only while the limit is
not reached: however many guesses run at once, no more are answered than the limit allows, right ones included.
Right passwords cost nothing, so that many people may sign in at once from one address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ostiary.policy.addresses import email_key
from ostiary.policy.limits import PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS, GuessLimit
from ostiary.policy.origin import Origin
from ostiary.store.password_guesses import Counted, charge_guess, counted_under, forget_guesses, guess_key


@dataclass(frozen=True)
class Guesses:
    """What the guesses of one account from one address, and of that address, are counted under."""

    address: bytes
    account_and_address: bytes

    @classmethod
    def of(cls, email: str, origin: Origin) -> "Guesses":
        """Known and unknown accounts alike."""
        return cls(guess_key("address", origin.ip), guess_key("account", email_key(email), origin.ip))

    def _limits(self) -> tuple[tuple[bytes, GuessLimit], ...]:
        return ((self.address, PER_ADDRESS), (self.account_and_address, PER_ACCOUNT_AND_ADDRESS))

    async def retry_at(self, now: datetime) -> datetime | None:
        """When the next guess is answered, if a limit is reached; None: now."""
        return self.retry_at_by(await self._counted(), now)

    def retry_at_by(self, counted: Mapping[bytes, Counted], now: datetime) -> datetime | None:
        """`retry_at`, by what has been read already."""
        waits = [
            counted[key].window_ends_at
            for key, limit in self._limits()
            if key in counted and counted[key].failures >= limit.failures and counted[key].window_ends_at > now
        ]
        return max(waits, default=None)

    async def retry_at_or_forget(self, now: datetime) -> datetime | None:
        """`retry_at`; None: the password was right, and this account and address start afresh."""
        counted = await self._counted()
        retry_at = self.retry_at_by(counted, now)
        if retry_at is None and self.account_and_address in counted:
            await self.forget()
        return retry_at

    async def _counted(self) -> dict[bytes, Counted]:
        return await counted_under((self.address, self.account_and_address))

    async def charge(self, now: datetime) -> datetime | None:
        """Count a wrong password under both. An instant: a limit is reached, say nothing about this guess."""
        waits = [await charge_guess(key, limit, now) for key, limit in self._limits()]
        return max((wait for wait in waits if wait is not None), default=None)

    async def forget(self) -> None:
        """A right password starts this account and address afresh; the address keeps its count."""
        await forget_guesses(self.account_and_address)
