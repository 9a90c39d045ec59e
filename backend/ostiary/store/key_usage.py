"""Which keys of the ring something still needs: none of them may be dropped."""

from datetime import datetime

from ostiary.policy.challenge import ChallengeState
from ostiary.store.statements import rows_of


async def key_uses(now: datetime) -> dict[str, dict[str, int]]:
    """By key id, then by use in words: how often. Codes count while somebody may still type them."""
    counted = {
        "data keys": await rows_of("SELECT key_id, COUNT(*) AS uses FROM factors GROUP BY key_id"),
        "mailed codes": await rows_of(
            "SELECT code_key_id AS key_id, COUNT(*) AS uses FROM challenges WHERE code_key_id IS NOT NULL "
            "AND state = $1 AND expires_at > CAST($2 AS BIGINT) GROUP BY code_key_id",
            ChallengeState.PENDING.value,
            now,
        ),
        "audit erasures": await rows_of("SELECT key_id, COUNT(*) AS uses FROM audit_erasures GROUP BY key_id"),
        "audit retention": await rows_of("SELECT key_id, 1 AS uses FROM audit_horizon"),
        # Older roots are covered by this one: the hash chain leads to it.
        "last audit root": await rows_of("SELECT key_id, 1 AS uses FROM audit_batches ORDER BY number DESC LIMIT 1"),
    }
    uses: dict[str, dict[str, int]] = {}
    for use, rows in counted.items():
        for row in rows:
            uses.setdefault(str(row["key_id"]), {})[use] = int(row["uses"])
    return uses
