"""A goal is judged at its size alone; what is not judged is neither met nor missed."""

import json
from pathlib import Path

import pytest

from bench.bench import SIZES, Bench
from bench.tables import Table, write


@pytest.mark.parametrize(("size", "judged"), [("quick", None), ("usual", None), ("full", False)])
def test_a_goal_about_a_million_is_judged_at_a_million(size: str, judged: bool | None) -> None:
    assert Bench(SIZES[size]).at_full_size(False) is judged


def test_what_is_not_judged_says_so_and_is_not_missed(tmp_path: Path) -> None:
    table = Table("Lists", ("",), goals=[("2.10 times, at most 2", None), ("ready after 1 s", True)])
    assert "- not judged: smaller size; run --full (2.10 times, at most 2)\n- met: ready after 1 s" in table.markdown()
    assert not table.is_missed
    write("lists", table, {}, tmp_path)
    told = json.loads((tmp_path / "lists.json").read_text("utf-8"))
    assert [goal["met"] for goal in told["goals"]] == [None, True]


def test_a_goal_that_was_judged_can_be_missed() -> None:
    assert Table("Lists", ("",), goals=[("1.50 times, at most 2", True), ("2.10 times, at most 2", False)]).is_missed


def test_a_tiny_run_judges_nothing() -> None:
    table = Table("Lists", ("",), goals=[("2.10 times, at most 2", False)])
    table.judge_nothing("tiny; run without --quick")
    assert not table.is_missed
    assert "- not judged: tiny; run without --quick (2.10 times, at most 2)" in table.markdown()


@pytest.mark.parametrize(("engine", "measured"), [(None, 2), ("sqlite", 1), ("postgresql", 1)])
def test_the_engine_that_was_asked_for_is_measured_alone(engine: str | None, measured: int) -> None:
    bench = Bench(SIZES["quick"], engine=engine)
    assert [name.lower() for name, _ in bench.engines] == [engine or "postgresql", "sqlite"][:measured]
