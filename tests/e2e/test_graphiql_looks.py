"""How the explorer looks, in every width and scheme. axe examines all of it.

What it finds in other people's markup, and cannot be mended from here, stands in THEIRS, each with its reason.
"""

import re

import pytest
from playwright.sync_api import Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks

THEIRS = {
    # GraphiQL puts the tab's name and its closing button into an element that is the tab; it takes no markup of ours.
    ("nested-interactive", ".graphiql-tab"),
}


@pytest.fixture
def explorer(visitors: Visitors, session: StorageState) -> Page:
    page = visitors(storage_state=session)
    page.goto("/graphiql")
    expect(page.get_by_role("region", name="Operation Editor")).to_contain_text("Viewer")
    return page


def theirs(page: Page, rule: str, target: str) -> bool:
    """Whether what was found is markup that is not ours to mend."""
    is_within = "(found, selector) => found.closest(selector) !== null"
    return any(rule == each and page.locator(target).evaluate(is_within, selector) for each, selector in THEIRS)


def test_axe_finds_nothing_that_is_ours_in_any_width_and_scheme(explorer: Page) -> None:
    explorer.get_by_role("button", name=re.compile("^Execute query")).click()
    expect(explorer.get_by_role("region", name="Result Window")).to_contain_text("admin@example.com")
    looks(explorer, "graphiql", theirs)
    explorer.get_by_role("button", name="Show Documentation Explorer").click()
    expect(explorer.get_by_role("link", name="Mutation", exact=True)).to_be_visible()
    looks(explorer, "graphiql-documentation", theirs)


def test_the_editor_follows_the_scheme_of_the_system(explorer: Page) -> None:
    editor = explorer.locator(".monaco-editor").first
    expect(editor).to_have_class(re.compile(r"\bvs\b(?!-)"))
    explorer.emulate_media(color_scheme="dark")
    expect(editor).to_have_class(re.compile(r"\bvs-dark\b"))
    explorer.emulate_media(color_scheme="light")
    expect(editor).to_have_class(re.compile(r"\bvs\b(?!-)"))
