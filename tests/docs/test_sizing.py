"""The sizing table of docs/operations.md is what bench/results give, and says what nobody has measured."""

import json
from pathlib import Path

import pytest

from bench import sizing
from bench.tables import Table, write


def kept(folder: Path, name: str, figures: dict[str, object], ended: str) -> None:
    write(name, Table("", ("",), figures=figures), {"cores": "2", "ended": ended}, folder)


def line(folder: Path, what: str) -> list[str]:
    """The cells beside that text."""
    lines = sizing.table_of(sizing.runs_in(folder)).splitlines()
    [found] = [each for each in lines if each.startswith(f"| {what} |")]
    return found.strip("| ").split(" | ")[1:]


def test_the_table_is_what_the_results_give() -> None:
    """Otherwise run `make bench ARGS=sizing`."""
    text = sizing.DOCUMENT.read_text("utf-8")
    assert sizing.filled(text, sizing.RESULTS) == text


def test_every_kept_table_has_its_figures_and_every_figure_its_table() -> None:
    names = {suffix: {path.stem for path in sizing.RESULTS.glob(f"*{suffix}")} for suffix in (".md", ".json")}
    assert names[".md"] == names[".json"] != set()


def test_a_figure_that_no_run_has_is_not_measured(tmp_path: Path) -> None:
    figure = {"ready": 1.84, "rest": 99_600_000, "loaded": 104_000_000, "supervisor": 0}
    kept(tmp_path, "cold_start", {"PostgreSQL: one worker": figure}, "2026-01-01T00:00:00Z")
    assert line(tmp_path, "memory of a worker at rest") == ["100 MB", "not measured"]
    assert line(tmp_path, "start of `serve` until ready, PostgreSQL") == ["1.8 s", "not measured"]
    assert line(tmp_path, "start of `serve` until ready, SQLite") == ["not measured", "not possible"]


@pytest.mark.parametrize("name", ["verify_sqlite", "verify_full", "verify_full_sqlite"])
def test_the_newest_run_of_a_section_counts_whatever_its_size(tmp_path: Path, name: str) -> None:
    what, figure = "`verifyFactor` a second, SQLite, 16 at a time", "SQLite: Ostiary, one worker, 16"
    kept(tmp_path, "verify", {figure: {"rates": [1.0], "p99": 1.0}}, "2026-01-01T00:00:00Z")
    kept(tmp_path, name, {figure: {"rates": [300.0, 1234.0, 2000.0], "p99": 45.4}}, "2026-01-02T00:00:00Z")
    kept(tmp_path, "verify_postgresql", {}, "2026-01-03T00:00:00Z")
    assert line(tmp_path, what) == ["1,234 (p99 45 ms)", "not possible"]


def test_a_run_that_does_not_say_when_is_the_oldest(tmp_path: Path) -> None:
    figure = "PostgreSQL: Ostiary, one worker"
    kept(tmp_path, "start_login", {figure: {"rate": 50.0}}, "2026-01-01T00:00:00Z")
    kept(tmp_path, "start_login_full", {figure: {"rate": 60.0}}, "2026-01-02T00:00:00Z")
    path = tmp_path / "start_login_full.json"
    told = json.loads(path.read_text("utf-8"))
    del told["machine"]["ended"]
    path.write_text(json.dumps(told), "utf-8")
    assert line(tmp_path, "`startLogin` a second, PostgreSQL: argon2id takes the cores") == ["50", "not measured"]


def test_a_document_without_its_markers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="are not there"):
        sizing.filled("# Operations\n", tmp_path)
