"""The sizing table of docs/operations.md, written between its markers from the figures in bench/results.

A figure is taken from the newest run of its section that has it, at whatever size and on whichever database that was;
one that no run has is "not measured". Nothing here is typed by hand, and tests/docs holds the document to it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).parent / "results"
DOCUMENT = Path(__file__).parents[1] / "docs" / "operations.md"
BEGIN = "<!-- sizing: written by `make bench` from bench/results, not by hand -->"
END = "<!-- /sizing -->"
NOT_MEASURED, NOT_POSSIBLE = "not measured", "not possible"
_NAME = re.compile(r"(?P<section>.+?)(?:_full)?(?:_(?:postgresql|sqlite))?")
_COLUMNS = ("one worker", "two workers")


@dataclass(frozen=True)
class Run:
    """One section's results, as they were kept."""

    section: str
    machine: Mapping[str, str]
    figures: Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One line of the table: of each column which figure, by its section and name, and how it is said."""

    what: str
    section: str
    said: str
    names: Sequence[str | None]
    """None: there can be no such figure."""
    instead: str = NOT_POSSIBLE


_CODES = "{rate:,.0f} (p99 {p99:,.0f} ms)"
_LOGINS = "{rate:,.0f}"
_SECONDS = "{ready:.1f} s"
ROWS = (
    Row(
        "`verifyFactor` a second, PostgreSQL, 16 at a time",
        "verify",
        _CODES,
        ("PostgreSQL: Ostiary, one worker, 16", "PostgreSQL: Ostiary, two workers, 16"),
    ),
    Row("`verifyFactor` a second, SQLite, 16 at a time", "verify", _CODES, ("SQLite: Ostiary, one worker, 16", None)),
    Row(
        "`startLogin` a second, PostgreSQL: argon2id takes the cores",
        "start_login",
        _LOGINS,
        ("PostgreSQL: Ostiary, one worker", "PostgreSQL: Ostiary, two workers"),
    ),
    Row("`startLogin` a second, SQLite", "start_login", _LOGINS, ("SQLite: Ostiary, one worker", None)),
    Row(
        "memory of a worker at rest",
        "cold_start",
        "{rest:.0f} MB",
        ("PostgreSQL: one worker", "PostgreSQL: two workers"),
    ),
    Row(
        "memory of a worker under load",
        "cold_start",
        "{loaded:.0f} MB",
        ("PostgreSQL: one worker", "PostgreSQL: two workers"),
    ),
    Row("memory of their supervisor", "cold_start", "{supervisor:.0f} MB", (None, "PostgreSQL: two workers"), "none"),
    Row(
        "start of `serve` until ready, PostgreSQL",
        "cold_start",
        _SECONDS,
        ("PostgreSQL: one worker", "PostgreSQL: two workers"),
    ),
    Row("start of `serve` until ready, SQLite", "cold_start", _SECONDS, ("SQLite: one worker", None)),
    Row("start of `demo` on its folder until ready", "cold_start", _SECONDS, ("demo: second start", None)),
)


def runs_in(folder: Path) -> list[Run]:
    """Newest first; those that do not say when they ended are the oldest."""
    told = []
    for path in sorted(folder.glob("*.json")):
        kept = json.loads(path.read_text("utf-8"))
        found = _NAME.fullmatch(path.stem)
        assert found
        told.append(Run(found["section"], kept["machine"], kept["figures"]))
    return sorted(told, key=lambda run: run.machine.get("ended", ""), reverse=True)


def table_of(runs: Sequence[Run]) -> str:
    """The table as text."""
    used: list[Run] = []
    rows = [[row.what, *(_cell(row, name, runs, used) for name in row.names)] for row in ROWS]
    cores = ", ".join(sorted({run.machine["cores"] for run in used}))
    where = f"on {cores} cores that the load generator and the database share" if cores else "nothing is measured"
    lines = [[f"what, {where}", *_COLUMNS], ["---"] * 3, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def filled(text: str, folder: Path) -> str:
    """The document with the table of these results. Raises ValueError where the markers are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{BEGIN} and {END} are not there")
    return f"{before}{begin}\n\n{table_of(runs_in(folder))}\n\n{end}{after}"


def write(document: Path = DOCUMENT, folder: Path = RESULTS) -> None:
    """Write the table anew."""
    document.write_text(filled(document.read_text("utf-8"), folder), "utf-8")


def _cell(row: Row, name: str | None, runs: Sequence[Run], used: list[Run]) -> str:
    """The newest figure, whose run is noted in `used`."""
    if name is None:
        return row.instead
    run = next((each for each in runs if each.section == row.section and name in each.figures), None)
    if run is None:
        return NOT_MEASURED
    used.append(run)
    return row.said.format_map(_shown(run.figures[name]))


def _shown(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Rates of rounds become their median, bytes become megabytes."""
    told = dict(figure)
    if "rates" in told:
        told["rate"] = median(told["rates"])
    return told | {name: told[name] / 1e6 for name in ("rest", "loaded", "supervisor") if name in told}
