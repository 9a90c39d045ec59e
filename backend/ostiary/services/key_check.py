"""`ostiary keys check`: every sealed value opens in its place with this key ring, or is named."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from ostiary.services.audit_signing import public_keys_of, verifier
from ostiary.services.runtime import Runtime
from ostiary.store.audit_removals import horizon
from ostiary.store.audit_seals import last_batch
from ostiary.store.data_keys import SealedSecretRow, bound_secrets_after, data_keys_after, offered_secrets_after
from ostiary.store.key_ring import KeyRing, UnknownKeyError
from ostiary.store.key_usage import key_uses
from ostiary.store.sealing import SealBrokenError, open_secret, wrap_anew

_PAGE = 500


@dataclass(frozen=True)
class KeyReport:
    """How many of each kind open, the names of those that do not, and ring keys that are needed and not there."""

    opened: dict[str, int]
    broken: tuple[str, ...]
    missing_keys: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether everything opens."""
        return not self.broken and not self.missing_keys


async def check_keys(runtime: Runtime) -> KeyReport:
    """Open everything, a page at a time; nothing is changed, and nothing opened is kept."""
    ring = runtime.key_ring
    broken: list[str] = []
    opened = {
        "data keys": await _data_keys(ring, broken),
        "bound secrets": await _secrets(ring, "binding", bound_secrets_after, broken),
        "offered secrets": await _secrets(ring, "challenge", offered_secrets_after, broken),
    }
    is_signed = verifier(public_keys_of(ring))
    for name, signed in (("last audit root", await last_batch()), ("audit retention", await horizon())):
        if signed is not None and not is_signed(signed):
            broken.append(f"{name} (signature)")
    missing = set(await key_uses(runtime.clock.now())) - set(ring.key_ids)
    return KeyReport(opened, tuple(broken), tuple(sorted(missing)))


async def _data_keys(ring: KeyRing, broken: list[str]) -> int:
    opened, after = 0, None
    while rows := await data_keys_after(after, _PAGE):
        after = rows[-1].factor_id
        for row in rows:
            try:
                wrap_anew(ring, row.key, row.factor_id, row.epoch)
                opened += 1
            except (SealBrokenError, UnknownKeyError):
                broken.append(f"data key of factor {row.factor_id}")
    return opened


async def _secrets(
    ring: KeyRing,
    holder: str,
    page_after: Callable[[UUID | None, int], Awaitable[list[SealedSecretRow]]],
    broken: list[str],
) -> int:
    opened, after = 0, None
    while rows := await page_after(after, _PAGE):
        after = rows[-1].holder_id
        for row in rows:
            try:
                open_secret(ring, row.wrapped.key, row.wrapped.factor_id, row.place, row.sealed)
                opened += 1
            except (SealBrokenError, UnknownKeyError):
                broken.append(f"secret of {holder} {row.holder_id}")
    return opened
