"""What holds for every screen: nothing for axe to find, nothing wider than the window; light and dark, three widths."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LOOKS = tuple((width, scheme) for width in (1280, 390, 320) for scheme in SCHEMES)
# Motion would be examined half way: colours between two states pass no contrast check.
STILL = """() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))"""
EXCESS = """() => document.documentElement.scrollWidth - innerWidth"""
IS_THERE = """() => typeof axe === "object" """
RUN = """() => axe.run({
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
}).then((results) => results.violations)"""


def inspect(page: Page) -> None:
    """Look at the screen that `page` shows, in every width and both schemes."""
    found: list[str] = []
    before = page.viewport_size
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found.extend(f"{width} {scheme}: {finding}" for finding in findings(page))
    if before:
        page.set_viewport_size(before)
    assert found == []


def findings(page: Page) -> list[str]:
    """What is wrong with the screen as it is."""
    page.evaluate(STILL)
    excess = page.evaluate(EXCESS)
    too_wide = [f"{excess} px wider than the window"] if excess > 0 else []
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    violations: list[dict[str, Any]] = page.evaluate(RUN)
    return too_wide + [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
