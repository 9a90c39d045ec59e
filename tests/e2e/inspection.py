"""What holds for every screen: nothing for axe to find, nothing wider than the window; light and dark, three widths.

    looks(page, "users-empty")      # wherever a test has brought a page into a state worth seeing

`OSTIARY_LOOKS=folder` writes every look into it as `users-empty.en.390.dark.png`, so that people can look too.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1280, 390, 320)
# Motion would be examined half way: colours between two states pass no contrast check.
STILL = """() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)))"""
# Two frames: whatever follows the scheme by script has drawn by then.
DRAWN = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
# Midway, a bar that stays at the window's foot covers whatever happens to be there; at the page's end it has its place.
TO_THE_BAR = """() => document.querySelector(".save-bar") && scrollTo(0, document.documentElement.scrollHeight)"""
EXCESS = """() => document.documentElement.scrollWidth - innerWidth"""
IS_THERE = """() => typeof axe === "object" """
LANGUAGE = """() => document.documentElement.lang.slice(0, 2)"""
RUN = """() => axe.run({
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
}).then((results) => results.violations)"""
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=tab]")]
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([each, box]) => box.width > 0 && (box.height < 44 || box.width < 44))
  .map(([each, box]) => `${each.outerHTML.slice(0, 80)} is ${box.width} by ${box.height} px`)"""


# A rule of axe, and the selector of what breaks it: whether that is markup of somebody else's.
IsTheirs = Callable[[Page, str, str], bool]


def nobody_elses(page: Page, rule: str, target: str) -> bool:
    """Every screen is ours."""
    del page, rule, target
    return False


def looks(page: Page, name: str, is_theirs: IsTheirs = nobody_elses) -> None:
    """Look at the screen that `page` shows, called `name`, in every width and both schemes."""
    found: list[str] = []
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found.extend(f"{name}, {width} {scheme}: {finding}" for finding in findings(page, is_theirs))
            _photograph(page, f"{name}.{page.evaluate(LANGUAGE)}.{width}.{scheme}")
    page.emulate_media(color_scheme="null", reduced_motion="null")
    if before:
        page.set_viewport_size(before)
    assert found == [], "\n".join(found)


def inspect(page: Page) -> None:
    """Look at a screen that needs no name."""
    looks(page, page.title())


def findings(page: Page, is_theirs: IsTheirs = nobody_elses) -> list[str]:
    """What is wrong with the screen as it is."""
    page.evaluate(TO_THE_BAR)
    page.evaluate(DRAWN)
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
        if not is_theirs(page, violation["id"], node["target"][0])
    ]


def small_targets(page: Page) -> list[str]:
    """What a finger would miss: less than 44 px in either direction (ux.md "Common")."""
    found: list[str] = page.evaluate(SMALL)
    return found


def _photograph(page: Page, name: str) -> None:
    folder = os.environ.get("OSTIARY_LOOKS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        path = Path(folder) / f"{name.replace('/', '-')}.png"
        page.screenshot(path=path, full_page=True, animations="disabled", caret="hide")
