"""Floor (b): the statements of floor (a) as a script of PostgreSQL's own pgbench, without Python or HTTP.

The script finds its rows by a number in a table made for it, one statement more than the floor has, and a challenge
may be passed again: pgbench draws numbers with replacement. A round is some seconds long instead of so many codes, and
what is counted begins when each of its connections has prepared the statements, which it does in its first transaction.
"""

import asyncio
import os
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bench.crowd import Crowd, opened
from bench.rounds import Once, Outcome
from bench.statements import LOAD, RIGHT, WRONG
from ostiary.store.statements import rows_of
from tests.support.postgres import PROGRAMS

SECONDS, SECONDS_OF_FEW, FEW = 4, 2, 300
"""So long is a round, and one of fewer requests than that."""


def scripted(crowd: Crowd, clients: int, folder: Path, *, is_right: bool = True) -> Once:
    """Its rounds: right codes, or wrong ones."""

    async def once(requests: int) -> Outcome:
        count = len(await crowd.waiting(len(crowd.members)))
        async with opened(crowd.url):
            for sql in _NUMBERED:
                await rows_of(sql)
        script = folder / "verify.pgbench"
        script.write_text(_script(count, is_right), "utf-8")
        seconds = SECONDS if requests >= FEW else SECONDS_OF_FEW
        options = ["-n", "-M", "prepared", "-c", clients, "-j", min(clients, 2), "-T", seconds, "-f", script]
        return await asyncio.to_thread(_run, crowd.url, options, folder)

    return once


def connected(url: str) -> tuple[list[str], dict[str, str]]:
    """The options that lead to that database, and the environment that holds the password, which no list shows.

    A host may be a folder of sockets, percent-encoded.
    """
    parts = urlsplit(url)
    options = ["-h", unquote(parts.hostname or "localhost"), "-p", str(parts.port or 5432)]
    options += ["-U", unquote(parts.username)] if parts.username else []
    return [*options, unquote(parts.path[1:])], {"PGPASSWORD": unquote(parts.password)} if parts.password else {}


def _run(url: str, options: Sequence[object], folder: Path) -> Outcome:
    """pgbench to its end."""
    where, password = connected(url)
    logs = ["-l", f"--log-prefix={folder / 'pgbench'}"]
    command = [str(each) for each in (PROGRAMS / "pgbench", *options, *logs, *where)]
    done = subprocess.run(
        command, env={**os.environ, **password}, capture_output=True, text=True, timeout=120, check=False
    )
    lines = []
    for log in folder.glob("pgbench.*"):
        lines += log.read_text("ascii").splitlines()
        log.unlink()
    if done.returncode or not lines:
        raise RuntimeError(f"pgbench ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return counted(lines)


def counted(lines: Sequence[str]) -> Outcome:
    """Of what pgbench writes of each transaction: client, number, microseconds, script, and when it ended.

    The first of each client is left out, and all that ended before the last of these.
    """
    ended = []
    for line in lines:
        _, number, micros, _, second, fraction = line.split()[:6]
        ended.append((int(second) + int(fraction) / 1e6, int(micros) / 1000, number == "1"))
    began = max((at for at, _, is_first in ended if is_first), default=0.0)
    latencies = sorted(latency for at, latency, _ in ended if at > began)
    if not latencies:
        raise RuntimeError("pgbench had no time for more than its connections' first transactions")
    return Outcome(max(at for at, _, _ in ended) - began, latencies, Counter(committed=len(latencies)))


def _script(count: int, is_right: bool) -> str:
    """The statements with pgbench's variables in the place of numbered values."""
    statements = [
        _filled(LOAD, "(SELECT token_hash FROM bench_numbers WHERE n = :n)", "'OTP'"),
        "BEGIN",
        *(_right() if is_right else _wrong()),
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


def _right() -> list[str]:
    account, challenge, binding, session, step, login, unsealed = RIGHT
    challenge = challenge.replace("state = 'PENDING'", "state IN ('PENDING', 'PASSED')")
    session_hash = "sha256(gen_random_uuid()::text::bytea)"
    return [
        _filled(account, ":user_id", _NOW),
        _filled(challenge, ":challenge_id", _NOW),
        _filled(binding, ":binding_id", ":time_step", _NOW),
        _filled(session, _NEW_ID, session_hash, ":user_id", ":application_id", ":binding_id", _NOW),
        _filled(step, _NEW_ID, _NOW, *_ABOUT),
        _filled(login, _NEW_ID, _NOW, *_ABOUT),
        _filled(unsealed, _NOW, _NEW_ID, _NEW_ID),
    ]


def _wrong() -> list[str]:
    charge, event, unsealed = WRONG
    logged = [_filled(event, _NEW_ID, _NOW, *_ABOUT), _filled(unsealed, _NOW, _NEW_ID)]
    return [_filled(charge, ":user_id", _NOW), *logged]


def _filled(sql: str, *values: str) -> str:
    return re.sub(r"\$(\d+)", lambda found: values[int(found[1]) - 1], sql)


_NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_NEW_ID, _ABOUT = "gen_random_uuid()", (":user_id", ":email", ":application_id")
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
