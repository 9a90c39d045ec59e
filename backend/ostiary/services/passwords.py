"""Passwords: argon2id with OWASP's parameters, in a bounded pool of threads (design/security.md, "At rest").

Hashing frees the interpreter lock, so one thread per core is all that the machine can use; more logins wait for their
turn, and beyond the queue or the patience they are told to come back instead of falling over.
"""

import asyncio
import base64
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from ostiary.services.hashing_threads import HashingThreads
from ostiary.tracing import span

QUEUE_MAX = 1000
WAIT_SECONDS = 30.0
"""How long a login waits for its turn before its caller is told to come back."""
TURNS_PER_CORE = 6
"""So many logins are at work for each core: enough that no core waits for the database or for results that are told
together, few enough that those who wait for a core hold nothing that others need."""


class PasswordsBusyError(Exception):
    """Too many passwords are waiting to be checked: answer 503 with Retry-After."""


class Passwords:
    """Hashes and verifies, off the event loop."""

    def __init__(self, memory_kib: int = 19456, passes: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._threads = HashingThreads()
        self._turns = asyncio.Semaphore(self._threads.count * TURNS_PER_CORE)
        self._waiting = 0
        self._in_line = 0
        self._dummy = _dummy_hash(self._hasher)
        self._current = self._dummy[: self._dummy.rindex("p=1$") + 4]

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A login's turn, first come, first served: a burst waits here, and not for connections to the database.

        Raises PasswordsBusyError if too many wait already, or after WAIT_SECONDS.
        """
        if self._in_line >= QUEUE_MAX:
            raise PasswordsBusyError
        self._in_line += 1
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._turns.acquire()
        except TimeoutError:
            raise PasswordsBusyError from None
        finally:
            self._in_line -= 1
        try:
            yield
        finally:
            self._turns.release()

    async def hash(self, password: str) -> str:
        """The argon2id hash in PHC form. The password must be one: no lone surrogate."""
        return str(await self._run(self._hasher.hash, password))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether it is the password. Without a hash the same work is done on a dummy: unknown users take as long."""
        is_right = bool(await self._run(self._check, password_hash or self._dummy, password))
        return is_right and password_hash is not None

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return not password_hash.startswith(self._current) or len(password_hash) != len(self._dummy)

    @property
    def queued(self) -> int:
        """Logins waiting for their turn, and hashes running and waiting for a thread, right now."""
        return self._in_line + self._waiting

    def close(self) -> None:
        """End the threads."""
        self._threads.close()

    def _check(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password.encode("utf-8", "replace"))
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[..., object], *values: str) -> object:
        if self._waiting >= QUEUE_MAX:
            raise PasswordsBusyError
        self._waiting += 1
        try:
            with span("argon2"):
                return await self._threads.run(work, *values)
        finally:
            self._waiting -= 1


def _dummy_hash(hasher: PasswordHasher) -> str:
    """A hash of nothing, to be verified against: made up, because hashing at the start would keep its memory."""
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"
