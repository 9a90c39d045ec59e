"""The log as a file: how far it is, a way to stop, a fresh second step before, and what went wrong (ux.md 8)."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Route, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.inspection import looks
from tests.e2e.log_pages import BROKEN, LogPage, answering
from tests.e2e.step_up_server import CHALLENGE, DONE, REFUSED
from tests.e2e.test_ux_step_up import CODE, TITLE

PREPARED = """
delete window.showSaveFilePicker;
const ask = window.fetch;
window.fetch = (input, init) => window.refusal && String(input).startsWith("/export/")
  ? Promise.resolve(new Response(JSON.stringify(window.refusal), { status: 403 }))
  : ask(input, init);
"""
"""Without the browser's own dialog, which no test can answer; and refused here, since a refusal by the server is an
error on the browser's console, which no test lets pass."""


@pytest.fixture(params=["en-US", "zh-CN"])
def log(request: pytest.FixtureRequest, session: StorageState, visitors: Visitors) -> LogPage:
    page = visitors(request.param, storage_state=session)
    page.add_init_script(PREPARED)
    page.goto("/audit/behavior?email=bound@example.com&types=LOGIN")
    found = LogPage(page)
    expect(found.rows().first).to_be_visible()
    return found


def test_an_export_shows_how_far_it_is_and_can_be_stopped(log: LogPage) -> None:
    page, waiting = log.page, list[Route]()

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/export/audit.csv?*", hold)
    log.button("Export CSV", "导出 CSV").click()
    expect(page.get_by_text(log.text("0 rows, 0.0 MB", "0 行，0.0 MB"))).to_be_visible()
    expect(log.button("Cancel", "取消")).to_be_focused()
    looks(page, "audit-exporting")
    page.keyboard.press("Enter")
    expect(page.get_by_text(log.text("The export was cancelled.", "已取消导出。"))).to_be_visible()
    expect(log.button("Export CSV", "导出 CSV")).to_be_focused()
    assert "email=bound%40example.com" in waiting[0].request.url


def test_the_file_is_what_the_filter_leaves(log: LogPage, tmp_path: Path) -> None:
    with log.page.expect_download() as begun:
        log.button("Export JSON Lines", "导出 JSON Lines").click()
    begun.value.save_as(tmp_path / "audit.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "audit.jsonl").read_text("utf-8").splitlines()]
    assert {(line["userEmail"], line["type"]) for line in lines} == {("bound@example.com", "LOGIN")}
    assert len(lines) == log.rows().count()
    expect(log.page.get_by_text(log.text("The log has been exported.", "日志已导出。"))).to_be_visible()


def test_it_takes_a_fresh_second_step_and_then_goes_on_by_itself(log: LogPage, tmp_path: Path) -> None:
    page, locale = log.page, log.text("en-US", "zh-CN")

    def verify(route: Route) -> None:
        page.evaluate("window.refusal = null")
        route.fulfill(json={"data": {"verifyFactor": DONE}})

    answering(page, "BeginStepUp", lambda route: route.fulfill(json={"data": {"beginStepUp": CHALLENGE}}))
    answering(page, "VerifyStepUp", verify)
    page.evaluate("refusal => { window.refusal = refusal; }", REFUSED)
    log.button("Export CSV", "导出 CSV").click()
    dialog = page.get_by_role("dialog", name=TITLE[locale])
    expect(dialog.get_by_label(CODE[locale])).to_be_focused()
    looks(page, "audit-export-step-up")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("alert")).to_be_visible()
    looks(page, "audit-export-refused")
    log.button("Export CSV", "导出 CSV").click()
    with page.expect_download() as begun:
        dialog.get_by_label(CODE[locale]).fill("123456")
    begun.value.save_as(tmp_path / "audit.csv")
    assert len((tmp_path / "audit.csv").read_text("utf-8").splitlines()) == 1 + log.rows().count()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_export_that_fails_says_so_until_it_is_tried_again(log: LogPage) -> None:
    page = log.page
    page.evaluate("refusal => { window.refusal = refusal; }", {"errors": [BROKEN]})
    log.button("Export CSV", "导出 CSV").click()
    expect(page.get_by_role("alert")).to_have_text(log.text("The export failed. Try again.", "导出失败，请重试。"))
    looks(page, "audit-export-failed")
    page.evaluate("window.refusal = null")
    with page.expect_download():
        log.button("Export CSV", "导出 CSV").click()
    expect(page.get_by_role("alert")).to_have_count(0)
