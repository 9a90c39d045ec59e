"""`make bench` runs everything; `make bench ARGS="verify burst --quick"` some of it (see README.md here)."""

import argparse
import asyncio
import importlib
import sys
import tempfile
from pathlib import Path

from bench.bench import SIZES, Bench
from bench.machines import Machines, described
from bench.rounds import WrongAnswersError
from bench.tables import write

SECTIONS = ("verify", "wrong_codes", "start_login", "burst", "equal_times", "cold_start", "lists", "turn_off", "export")
"""Each is a module of this package with `async def run(bench: Bench) -> Table`; this is the order of the run."""
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """The exit status: 0, every goal is met."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("sections", nargs="*", metavar="section", help=", ".join(SECTIONS))
    parser.add_argument("--full", action="store_true", help="the sizes of the documentation: a million users, …")
    parser.add_argument("--quick", action="store_true", help="tiny: does it run at all?")
    parser.add_argument("--profile", action="store_true", help="where the time of verifyFactor goes, and nothing else")
    parser.add_argument("--engine", choices=("postgresql", "sqlite"), help="on this database alone")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where results are written")
    asked = parser.parse_args()
    unknown = set(asked.sections) - set(SECTIONS)
    if unknown:
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    sizes = SIZES["full" if asked.full else "quick" if asked.quick else "usual"]
    names = ("hot_path_profile",) if asked.profile else tuple(asked.sections) or SECTIONS
    met = [run_section(name, Bench(sizes, engine=asked.engine), asked) for name in names]
    return 0 if all(met) else 1


def run_section(name: str, bench: Bench, asked: argparse.Namespace) -> bool:
    """Run one section on machines of its own, print and write its table; whether its goals are met."""
    machine = described()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench.machines = Machines(Path(folder))
        try:
            table = asyncio.run(importlib.import_module(f"bench.{name}").run(bench))
        except WrongAnswersError as error:
            sys.stdout.write(f"## {name}\n\n- FAILED: {error}\n\n")
            return False
        finally:
            bench.machines.end()
    sys.stdout.write(f"{table.markdown()}\n")
    sys.stdout.flush()
    parts = [name, "full" if asked.full else None, bench.engine]
    write("_".join(part for part in parts if part), table, machine, asked.results)
    return all(is_met for _, is_met in table.goals)


if __name__ == "__main__":
    sys.exit(main())
