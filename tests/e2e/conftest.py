"""A running demo, a real Chromium, and visitors whose pages are watched to the end of the test."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
from tests.e2e.watch import Watch

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = Path(__file__).parent

# Milliseconds; a machine that does other things at the same time needs them.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


class Visitors(Protocol):
    """Opens a page for one more person, who shares nothing with the others."""

    def __call__(self, locale: str = "en-US", **settings: Any) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


# One per file: what one file makes (applications, users, locks) is nothing that another has to know of.
@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with DemoServer(tmp_path_factory.mktemp("demo") / "data") as server:
        yield server


# One per file, not per run: Playwright's event loop must be gone before the next file's asynchronous tests.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("OSTIARY_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture
def visitors(chromium: Browser, demo: DemoServer) -> Iterator[Visitors]:
    """Fails the test at its end for whatever the pages did that no page may."""
    watch = Watch(demo.origin)
    contexts = []

    def visitor(locale: str = "en-US", **settings: Any) -> Page:
        context = chromium.new_context(
            **{"locale": locale, "base_url": demo.origin, "viewport": {"width": 1280, "height": 800}, **settings}
        )
        contexts.append(watch.over(context))
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    yield visitor
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture(scope="module")
def session(chromium: Browser, demo: DemoServer) -> StorageState:
    """The demo's administrator, signed in once for all tests of a file."""
    context = chromium.new_context(locale="en-US", base_url=demo.origin)
    Console(context.new_page()).enter(demo.person("admin"))
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def console(session: StorageState, visitors: Visitors) -> Console:
    """At the console's first page."""
    console = Console(visitors(storage_state=session))
    console.page.goto("/")
    console.expect_heading("Applications")
    return console
