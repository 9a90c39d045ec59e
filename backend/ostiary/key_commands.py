"""`ostiary keys rotate` and `ostiary keys check`."""

from collections.abc import Callable

from ostiary.command_line import ACTOR, opened
from ostiary.services.key_check import check_keys
from ostiary.services.key_rotation import Rotated, rotate_keys
from ostiary.settings import Settings

Say = Callable[[str], None]


async def rotate(settings: Settings, say: Say) -> tuple[list[str], bool]:
    """Hand everything to the ring's first key; answers which keys may be dropped, and whether all opened.

    `say` hears of the progress.
    """
    async with opened(settings) as runtime:
        rotated = await rotate_keys(runtime, ACTOR, say)
        first, *others = runtime.key_ring.key_ids
    lines = [f"{rotated.rewrapped} data keys wrapped anew under {first}"]
    lines += [f"{key_id}: {_advice(key_id, rotated)}" for key_id in others]
    lines += [f"does not open: data key of factor {factor_id}" for factor_id in rotated.failed]
    return lines, not rotated.failed


async def check(settings: Settings) -> tuple[list[str], bool]:
    """Open every sealed value; answers what was found, and whether all is well."""
    async with opened(settings) as runtime:
        found = await check_keys(runtime)
    lines = [f"{count} {kind} open" for kind, count in found.opened.items()]
    lines += [f"does not open: {name}" for name in found.broken]
    lines += [f"missing in the key ring and needed: {key_id}" for key_id in found.missing_keys]
    return lines, found.is_sound


def _advice(key_id: str, rotated: Rotated) -> str:
    uses = rotated.uses.get(key_id)
    if not uses:
        return "no longer in use; drop it ten minutes after it left the front of every server's ring"
    told = ", ".join(f"{count} {use}" for use, count in uses.items())
    if set(uses) == {"mailed codes"}:
        return f"still in use ({told}): run this again in ten minutes"
    return f"still in use ({told}): put the new key first on every server, then run this again"
