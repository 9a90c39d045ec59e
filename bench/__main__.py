"""`make bench` runs everything; `make bench ARGS="verify burst --quick"` some of it (see README.md here)."""

import argparse
import asyncio
import importlib
import sys
import tempfile
import time
import traceback
from pathlib import Path

from bench import sizing
from bench.bench import SIZES, Bench
from bench.machines import Machines, described
from bench.tables import Table, write

SECTIONS = ("verify", "wrong_codes", "start_login", "burst", "equal_times", "cold_start", "lists", "turn_off", "export")
"""Each is a module of this package with `async def run(bench: Bench) -> Table`; this is the order of the run."""
SIZING = "sizing"
"""Measures nothing: the table of docs/operations.md is written from what was kept, as at the end of every run."""


def main() -> int:
    """The exit status: 0, every goal that was judged is met."""
    asked = read_arguments()
    sizes = SIZES["full" if asked.full else "quick" if asked.quick else "usual"]
    names = ("hot_path_profile",) if asked.profile else tuple(asked.sections) or SECTIONS
    done = [run_section(name, Bench(sizes, engine=asked.engine), asked) for name in names if name != SIZING]
    if asked.results == sizing.RESULTS:
        sizing.write()
    return 0 if all(done) else 1


def read_arguments() -> argparse.Namespace:
    """What to measure; `results` is None where nothing is kept."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("sections", nargs="*", metavar="section", help=", ".join((*SECTIONS, SIZING)))
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="the sizes of the documentation: a million users, …")
    size.add_argument("--quick", action="store_true", help="tiny: does it run at all? Nothing is judged, nothing kept")
    parser.add_argument("--profile", action="store_true", help="where the time of verifyFactor goes, and nothing else")
    parser.add_argument("--engine", choices=("postgresql", "sqlite"), help="on this database alone")
    parser.add_argument("--results", type=Path, help="where results are written; bench/results unless --quick")
    asked = parser.parse_args()
    unknown = set(asked.sections) - {*SECTIONS, SIZING}
    if unknown:
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    if asked.results is None and not asked.quick:
        asked.results = sizing.RESULTS
    return asked


def run_section(name: str, bench: Bench, asked: argparse.Namespace) -> bool:
    """Run one section on machines of its own, print and write its table; whether no goal was missed.

    One that breaks is told, and the others are run all the same; its results of another day stay as they are.
    """
    machine = described()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench.machines = Machines(Path(folder))
        try:
            table: Table = asyncio.run(importlib.import_module(f"bench.{name}").run(bench))
        except Exception as error:  # noqa: BLE001 (see above)
            traceback.print_exc()
            sys.stdout.write(f"## {name}\n\n- FAILED: {error}\n\n")
            return False
        finally:
            bench.machines.close()
    if asked.quick:
        table.judge_nothing("tiny; run without --quick")
    sys.stdout.write(f"{table.markdown()}\n")
    sys.stdout.flush()
    if asked.results:
        parts = [name, "full" if asked.full else None, bench.engine]
        ended = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        write("_".join(part for part in parts if part), table, {**machine, "ended": ended}, asked.results)
    return not table.is_missed


if __name__ == "__main__":
    sys.exit(main())
