"""What holds for every screen: nothing for axe to find, nothing wider than the window; light and dark, three widths."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (1280, 390, 320)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Motion would be photographed half way: colours between two states pass no contrast check.
STILL = """() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))"""
WIDER = """() => document.documentElement.scrollWidth - innerWidth"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def inspect(page: Page) -> None:
    """Look at the screen that `page` shows, in every size and both schemes."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found.extend(f"{width} {scheme}: {finding}" for finding in findings(page))
    assert found == []


def findings(page: Page) -> list[str]:
    """What is wrong with the screen as it is."""
    page.evaluate(STILL)
    excess = page.evaluate(WIDER)
    too_wide = [f"{excess} px wider than the window"] if excess > 0 else []
    violations: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return too_wide + [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
