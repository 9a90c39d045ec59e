"""Settings: administrators, mail and API tokens, in every state, language, size and scheme (ux.md 5; rules D2, D4)."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, StorageState, expect

from tests.e2e.conftest import Visitors
from tests.e2e.console_pages import Console
from tests.e2e.demo_server import DemoServer
from tests.e2e.inspection import looks, small_targets
from tests.e2e.languages import LOCALES, PHONE, text
from tests.e2e.settings_answers import CHECKED, MAIL, TOLD
from tests.e2e.stand_in import HELD, Answer, failure, stand_in

TITLES = {
    "administrators": {"en-US": "Administrators", "zh-CN": "管理人员"},
    "mail": {"en-US": "Mail", "zh-CN": "邮件"},
    "tokens": {"en-US": "API tokens", "zh-CN": "API 令牌"},
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """One of their own: who the last administrator is must not depend on other tests."""
    with DemoServer(tmp_path_factory.mktemp("settings") / "data") as server:
        yield server


@pytest.fixture
def opened(session: StorageState, visitors: Visitors) -> Callable[..., Console]:
    """Opens a section of the settings in a language; `answers` replaces what the server would say, by operation."""

    def open_section(
        section: str, locale: str = "en-US", answers: dict[str, Answer] | None = None, **settings: Any
    ) -> Console:
        console = Console(visitors(locale, storage_state=session, **settings))
        if answers:
            stand_in(console.page, answers)
        console.page.goto(f"/settings/{section}")
        console.expect_heading(TITLES[section][locale])
        return console

    return open_section


def button(place: Page | Locator, name: str) -> Locator:
    return place.get_by_role("button", name=name, exact=True)


def close(console: Console) -> None:
    console.page.keyboard.press("Escape")
    expect(console.page.locator(".dialog")).to_have_count(0)


@pytest.mark.parametrize("locale", LOCALES)
def test_administrators_and_their_dialogs(opened: Callable[..., Console], locale: str) -> None:
    console = opened("administrators", locale)
    expect(console.events().first).to_be_visible()
    looks(console.page, "settings-administrators")
    for name, place in {"add": ".page-actions", "change": ".row-actions", "remove": ".row-actions"}.items():
        console.page.locator(place).first.get_by_role("button").nth(1 if name == "remove" else 0).click()
        looks(console.page, f"settings-administrators-{name}")
        if name == "add":
            console.page.get_by_label(text(locale, "Email", "邮箱"), exact=True).fill("nobody-yet@example.com")
            console.page.keyboard.press("Enter")
            expect(console.page.locator("input[name=password]")).to_be_focused()
            looks(console.page, "settings-administrators-new")
        close(console)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_last_administrator_is_told_so_in_plain_words(
    opened: Callable[..., Console], demo: DemoServer, locale: str
) -> None:
    """D4: changing or removing the role of the last one."""
    console = opened("administrators", locale)
    email = demo.person("admin").email
    last = text(
        locale,
        "This is the last administrator. Make somebody else administrator first.",
        "这是最后一位管理员。请先将其他用户设为管理员。",
    )
    button(console.page, text(locale, f"Remove role of {email}", f"移除 {email} 的角色")).click()
    dialog = console.dialog(text(locale, f"Remove the role of {email}?", f"移除 {email} 的角色？"))
    expect(dialog).to_contain_text(text(locale, "This is you", "这是您自己"))
    button(dialog, text(locale, "Remove role", "移除角色")).click()
    expect(dialog.get_by_role("alert")).to_have_text(last)
    looks(console.page, "settings-administrators-last")
    close(console)
    button(console.page, text(locale, f"Change role of {email}", f"更改 {email} 的角色")).click()
    role = console.page.get_by_label(text(locale, "Console role", "控制台角色"))
    role.select_option("AUDITOR")
    console.page.locator(".dialog button[type=submit]").click()
    expect(console.page.get_by_role("alert")).to_have_text(last)
    expect(role).to_be_focused()
    looks(console.page, "settings-administrators-last-change")
    close(console)
    row = console.page.get_by_role("row").filter(has_text=email)
    expect(row).to_contain_text(text(locale, "Administrator", "管理员"))


def test_an_administrator_is_made_changed_and_removed_by_keyboard_alone(opened: Callable[..., Console]) -> None:
    console = opened("administrators")
    page, email = console.page, "new-auditor@example.com"
    button(page, "Add administrator").focus()
    page.keyboard.press("Enter")
    dialog = console.dialog("Add administrator")
    expect(dialog.get_by_label("Email")).to_be_focused()
    page.keyboard.type(email)
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("No user has this email yet.")).to_be_visible()
    expect(dialog.get_by_label("Password")).to_be_focused()
    page.keyboard.type("short")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Use at least 8 characters.")).to_be_visible()
    page.keyboard.type("-but-longer-now")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    row = page.get_by_role("row").filter(has_text=email)
    expect(row).to_contain_text("Auditor")
    button(page, f"Change role of {email}").focus()
    page.keyboard.press("Enter")
    dialog = console.dialog("Change role")
    dialog.get_by_label("Console role").select_option("HELPDESK")
    dialog.get_by_label("Console role").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Help desk")
    button(page, f"Remove role of {email}").focus()
    page.keyboard.press("Enter")
    dialog = console.dialog(f"Remove the role of {email}?")
    expect(button(dialog, "Cancel")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("state", MAIL)
def test_how_mail_leaves(opened: Callable[..., Console], locale: str, state: str) -> None:
    console = opened("mail", locale, {"MailSettings": {"data": {"mailSettings": MAIL[state]}}})
    expect(console.page.locator(".facts")).to_be_visible()
    looks(console.page, f"settings-mail-{state}")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_demo_says_where_its_mail_is(opened: Callable[..., Console], locale: str) -> None:
    page = opened("mail", locale).page
    expect(page.get_by_text(text(locale, "This is a demo", "这是演示环境"))).to_be_visible()
    looks(page, "settings-mail-demo")


def test_a_test_mail_arrives_and_the_sixth_in_ten_minutes_is_refused(
    opened: Callable[..., Console], demo: DemoServer
) -> None:
    page = opened("mail").page
    send = button(page, "Send test mail")
    for _ in range(5):
        send.click()
        expect(page.get_by_text(f"Look into the mailbox of {demo.person('admin').email}.")).to_be_visible()
    send.click()
    expect(page.get_by_role("alert")).to_contain_text("Five messages in ten minutes are enough.")


@pytest.mark.parametrize("locale", LOCALES)
def test_what_became_of_a_test_mail_is_said(opened: Callable[..., Console], locale: str) -> None:
    for name, answer in CHECKED.items():
        state = MAIL["failing" if name == "refused" else "working"]
        answers = {"MailSettings": {"mailSettings": state}, "SendMailCheck": {"sendMailCheck": answer}}
        page = opened("mail", locale, {operation: {"data": data} for operation, data in answers.items()}).page
        button(page, text(locale, "Send test mail", "发送测试邮件")).press("Enter")
        expect(page.locator(".panel .notice")).to_contain_text(TOLD[name])
        looks(page, f"settings-mail-{name}")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("section", TITLES)
def test_loading_failing_and_closed_sections(opened: Callable[..., Console], locale: str, section: str) -> None:
    operation = {"administrators": "Administrators", "mail": "MailSettings", "tokens": "ApiTokens"}[section]
    looks(opened(section, locale, {operation: HELD}).page, f"settings-{section}-loading")
    for name, code in (("failed", "INTERNAL_SERVER_ERROR"), ("forbidden", "FORBIDDEN")):
        console = opened(section, locale, {operation: failure(code)})
        expect(console.page.locator(".empty")).to_be_visible()
        may_act = name == "failed" and section != "mail"
        expect(console.page.locator("main .button-primary")).to_have_count(1 if may_act else 0)
        looks(console.page, f"settings-{section}-{name}")


@pytest.mark.parametrize("locale", LOCALES)
def test_no_api_token_yet(opened: Callable[..., Console], locale: str) -> None:
    nothing = {"totalCount": 0, "pageInfo": {"hasNextPage": False, "endCursor": None}, "edges": []}
    console = opened("tokens", locale, {"ApiTokens": {"data": {"apiTokens": nothing}}})
    expect(console.page.locator(".sample")).to_contain_text('curl -H "Authorization: Bearer $TOKEN"')
    looks(console.page, "settings-tokens-empty")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_token_is_made_shown_once_used_and_revoked(
    opened: Callable[..., Console], demo: DemoServer, locale: str
) -> None:
    console = opened("tokens", locale)
    page, name = console.page, f"nightly export {locale}"
    page.locator(".page-actions button").click()
    page.locator("select[name=end]").select_option("date")
    looks(page, "settings-tokens-create")
    page.locator("select[name=end]").select_option("30")
    page.locator("input[name=name]").fill(name)
    page.locator(".dialog button[type=submit]").click()
    secret = page.locator(".secret code").inner_text()
    assert secret.startswith("ost_")
    looks(page, "settings-tokens-secret")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alert")).to_be_visible()
    looks(page, "settings-tokens-not-stored")
    page.get_by_role("checkbox").check()
    page.locator(".dialog-actions button").click()
    expect(page.locator(".dialog")).to_have_count(0)
    assert secret not in page.content()

    answer = _use(page, demo, secret)
    assert answer["data"]["users"]["totalCount"] > 0
    page.reload()
    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("127.0.0.1")
    looks(page, "settings-tokens")
    row.get_by_role("button").click()
    looks(page, "settings-tokens-revoke")
    page.get_by_role("alertdialog").get_by_role("button").last.click()
    expect(row.get_by_role("button")).to_have_count(0)
    expect(page.locator(".announcement")).to_contain_text(name)
    looks(page, "settings-tokens-revoked")
    assert _use(page, demo, secret)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def _use(page: Page, demo: DemoServer, secret: str) -> Any:
    return page.request.post(
        f"{demo.origin}/graphql",
        data=json.dumps({"query": "{ users { totalCount } }"}),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {secret}"},
    ).json()


@pytest.mark.parametrize("locale", LOCALES)
def test_an_auditor_reads_the_settings_and_is_told_why_no_more(opened: Callable[..., Console], locale: str) -> None:
    viewer = {"viewer": {"id": "VXNlcjox", "email": "auditor@example.com", "role": "AUDITOR"}}
    session = {"data": {**viewer, "service": {"version": "1", "isDemo": True}}}
    reason = text(locale, "Read-only: the role Auditor cannot change settings.", "只读：审计员角色不能更改设置。")
    for section in TITLES:
        page = opened(section, locale, {"Session": session}).page
        expect(page.get_by_text(reason)).to_be_visible()
        expect(page.locator("main .button-primary")).to_have_count(0)
        looks(page, f"settings-{section}-read-only")


def test_a_token_is_made_and_revoked_by_keyboard_alone(opened: Callable[..., Console]) -> None:
    page = opened("tokens").page
    keys = page.keyboard
    button(page, "Create token").focus()
    keys.press("Enter")
    expect(page.locator("input[name=name]")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text("Enter a name.")).to_be_visible()
    expect(page.locator("input[name=name]")).to_be_focused()
    keys.type("by keys")
    keys.press("Enter")
    expect(page.locator(".secret code")).to_be_visible()
    expect(button(page, "Copy")).to_be_focused()
    for key in ("Tab", "Tab", "Space", "Tab", "Enter"):
        keys.press(key)
    expect(page.locator(".dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    button(page, "Revoke by keys").focus()
    keys.press("Enter")
    expect(button(page, "Cancel")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("row").filter(has_text="by keys")).to_contain_text("Revoked")


def test_fingers_find_every_target(opened: Callable[..., Console]) -> None:
    for section, opener in (("administrators", "Add administrator"), ("tokens", "Create token"), ("mail", "")):
        page = opened(section, **PHONE).page
        if opener:
            button(page, opener).click()
            expect(page.locator(".dialog")).to_be_visible()
        # Links of the shell have tests of their own.
        assert [each for each in small_targets(page) if not each.startswith("<a ")] == []


def test_the_settings_are_in_the_navigation(opened: Callable[..., Console]) -> None:
    console = opened("tokens")
    console.page.get_by_role("navigation", name="Main").get_by_role("link", name="Settings").click()
    console.expect_heading("Administrators")
    console.page.get_by_role("navigation", name="Sections of the settings").get_by_role("link", name="Mail").click()
    console.expect_heading("Mail")
