"""User List and details as an administrator sees them, in either language (ux.md 7)."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.console_pages import Console
from tests.e2e.demo_api import DemoApi
from tests.e2e.demo_server import DemoServer, Person

# The clock alone for a lock that ends today; before midnight its day as well.
LOCK_END = r"Locked until (\d+ \w+ \d{4}, )?\d\d:\d\d(:\d\d)?"


class Club:
    """An application with OTP on, and people of its own: whatever other tests make does not count among them."""

    def __init__(self, demo: DemoServer, name: str) -> None:
        self.name, self.client_id = name.title(), name
        self.api = DemoApi(demo).enter(demo.person("admin"))
        self.application = self.api.create_application(self.name, self.client_id)
        self.api.save_factor(self.application, "OTP", True)
        self.people = {each: self.api.create_person(f"{name}-{each}", self.application) for each in ("bound", "new")}
        for role in ("HELPDESK", "AUDITOR"):
            self.people[role] = self.api.create_person(f"{name}-{role.lower()}", self.application, role=role)
        self.api.bind_otp(self.client_id, self.people["bound"])

    def email(self, who: str) -> str:
        return self.people[who].email


def enter(page: Page, person: Person, labels: tuple[str, str, str] = ("Email", "Password", "Continue")) -> None:
    """Through the console's login, to whatever page that role begins with."""
    email, password, go_on = labels
    page.goto("/")
    page.get_by_label(email, exact=True).fill(person.email)
    page.get_by_label(password, exact=True).fill(person.password)
    page.get_by_role("button", name=go_on).click()
    expect(page).to_have_url(re.compile("/(applications|users)$"))


def in_chinese(page: Page) -> bool:
    return bool(page.evaluate("navigator.language === 'zh-CN'"))


def rows(page: Page) -> Locator:
    return Console(page).events()


def open_user(page: Page, email: str) -> None:
    page.goto(f"/users?search={email}")
    page.get_by_role("link", name=email).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(email)
    page.wait_for_load_state("networkidle")


def answering(page: Page, operation: str, answer: Callable[[Route], None]) -> None:
    """Stand between the page and the server for one operation."""

    def stand_between(route: Route) -> None:
        if operation in (route.request.post_data or ""):
            answer(route)
        else:
            route.fallback()

    page.route("**/graphql", stand_between)
