"""Both logs hold in every size and both schemes (ux.md 8)."""

import pytest
from playwright.sync_api import expect

from tests.e2e.console_pages import Console
from tests.e2e.inspection import inspect


@pytest.mark.parametrize("log", ["User Behavior Logs", "Administrative Events"])
def test_logs(console: Console, log: str) -> None:
    console.go(log)
    expect(console.events().first).to_be_visible()
    inspect(console.page)


def test_a_log_that_nothing_matches(console: Console) -> None:
    console.page.goto("/audit/behavior?email=nobody@example.com")
    expect(console.page.get_by_text("Nothing matches.")).to_be_visible()
    inspect(console.page)
