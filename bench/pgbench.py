"""Floor (b): the statements of floor (a) as a script of PostgreSQL's own pgbench, without Python or HTTP.

The script finds its rows by a number in a table made for it, one statement more than the floor has, and a challenge
may be passed again: pgbench draws numbers with replacement.
"""

import asyncio
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bench.crowd import Crowd, opened
from bench.statements import LOAD, RIGHT
from ostiary.store.statements import rows_of
from tests.support.postgres import PROGRAMS

SECONDS = 4


async def pgbench_rate(crowd: Crowd, clients: int, folder: Path) -> float:
    """Transactions a second."""
    count = len(await crowd.waiting(len(crowd.members)))
    async with opened(crowd.url):
        for sql in _NUMBERED:
            await rows_of(sql)
    script = folder / "verify.pgbench"
    script.write_text(_script(count), "utf-8")
    parts = urlsplit(crowd.url)
    command: list[object] = [
        PROGRAMS / "pgbench",
        "-n",
        "-M",
        "prepared",
        "-c",
        str(clients),
        "-j",
        str(min(clients, 2)),
    ]
    command += ["-T", str(SECONDS), "-f", script, "-h", parts.hostname, "-p", str(parts.port), "-U", parts.username]
    done = await asyncio.to_thread(_run, [*command, parts.path[1:]])
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stderr[-500:])
    return float(found[1])


def _run(command: Sequence[object]) -> "subprocess.CompletedProcess[str]":
    """pgbench to its end."""
    return subprocess.run([str(each) for each in command], capture_output=True, text=True, timeout=120, check=False)


def _script(count: int) -> str:
    """The statements with pgbench's variables in the place of numbered values."""
    account, challenge, binding, session, step, login = RIGHT
    challenge = challenge.replace("state = 'PENDING'", "state IN ('PENDING', 'PASSED')")
    now = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
    new_id, about = "gen_random_uuid()", (":user_id", ":email", ":application_id")
    session_hash = "sha256(gen_random_uuid()::text::bytea)"
    statements = [
        _filled(LOAD, "(SELECT token_hash FROM bench_numbers WHERE n = :n)", "'OTP'"),
        "BEGIN",
        _filled(account, ":user_id", now),
        _filled(challenge, ":challenge_id", now),
        _filled(binding, ":binding_id", ":time_step", now),
        _filled(session, new_id, session_hash, ":user_id", ":application_id", ":binding_id", now),
        _filled(step, new_id, now, *about),
        _filled(login, new_id, now, *about),
        "COMMIT",
    ]
    return "\n".join(
        [
            f"\\set n random(1, {count})",
            "\\set time_step random(1, 1000000000)",
            "SELECT user_id, email, application_id, challenge_id, binding_id FROM bench_numbers WHERE n = :n \\gset",
            *(f"{statement};" for statement in statements),
        ]
    )


def _filled(sql: str, *values: str) -> str:
    return re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], sql)


_NUMBERED = (
    "DROP TABLE IF EXISTS bench_numbers",
    (
        "CREATE TABLE bench_numbers AS SELECT row_number() OVER (ORDER BY c.id) AS n, c.token_hash, "
        "c.id AS challenge_id, u.id AS user_id, u.email, c.application_id, b.id AS binding_id "
        "FROM challenges c JOIN users u ON u.id = c.user_id "
        "JOIN bindings b ON b.user_id = u.id"
    ),
    "CREATE UNIQUE INDEX ON bench_numbers (n)",
    "ANALYZE bench_numbers",
)
