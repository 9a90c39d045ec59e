"""The audit logs as an auditor sees them, in either language; and servers that answer as no demo would (ux.md 8)."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.console_pages import Console
from tests.e2e.demo_api import LOGIN, DemoApi
from tests.e2e.demo_server import DemoServer

FOLLOW = "subscription { auditEventsAdded(filter: {category: USER_BEHAVIOR}) { cursor } }"
BROKEN = {"message": "masked", "extensions": {"code": "INTERNAL_SERVER_ERROR", "correlationId": "AB12"}}
FORBIDDEN = {"message": "masked", "extensions": {"code": "FORBIDDEN"}}
EVENT: dict[str, Any] = {
    "type": "LOGIN",
    "label": "Login",
    "occurredAt": "2026-11-24T10:00:00+00:00",
    "actorName": None,
    "user": None,
    "actor": None,
    "application": None,
    "ip": "192.0.2.1",
    "country": None,
    "userAgent": None,
    "result": "SUCCESS",
    "failureReason": None,
    "details": [],
}


class LogPage:
    """One of the two logs, open in a page of either language."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def text(self, english: str, chinese: str) -> str:
        return chinese if self.page.evaluate("navigator.language") == "zh-CN" else english

    def open(self, query: str = "", log: str = "behavior") -> None:
        self.page.goto(f"/audit/{log}{query}")

    def rows(self) -> Locator:
        return Console(self.page).events()

    def button(self, english: str, chinese: str) -> Locator:
        return self.page.get_by_role("button", name=self.text(english, chinese), exact=True)

    def live(self) -> Locator:
        return self.page.get_by_role("switch", name=self.text("Live", "实时"))

    def phase(self, name: str) -> None:
        """Wait until the live view says that it is so."""
        expect(self.page.locator(f'[data-phase="{name}"]')).to_be_visible()

    def fresh(self) -> Locator:
        """What came since the live view began."""
        return self.page.get_by_role("table", name=self.text("New events, newest first", "新事件，最新的在前"))


def answering(page: Page, operation: str, answer: Callable[[Route], None]) -> None:
    """Stand between the page and the server for one operation."""

    def stand_between(route: Route) -> None:
        query = json.loads(route.request.post_data or "{}").get("query", "")
        if query.split("(")[0].split("{")[0].strip().endswith(f" {operation}"):
            answer(route)
        else:
            route.fallback()

    page.route("**/graphql", stand_between)


def stream(cursor: str, *events: dict[str, Any]) -> str:
    """A live view's answer that ends as a lost connection does, without a word."""
    added = {"data": {"auditEventsAdded": {"cursor": cursor, "events": list(events)}}}
    return f"event: next\ndata: {json.dumps(added)}\n\n"


def made_events(count: int) -> list[dict[str, Any]]:
    return [{**EVENT, "id": f"made{number}", "userEmail": f"made{number}@example.com"} for number in range(count)]


def attempt(demo: DemoServer, email: str) -> None:
    """A login that fails, and so one event."""
    DemoApi(demo).call(LOGIN, clientId="console", email=email, password="a wrong password")


def cursor_now(demo: DemoServer) -> str:
    """Where a live view would go on that begins at this moment."""
    admin = demo.person("admin")
    token = DemoApi(demo).call(LOGIN, clientId="console", email=admin.email, password=admin.password)["accessToken"]
    headers = {"content-type": "application/json", "accept": "text/event-stream", "authorization": f"Bearer {token}"}
    body = json.dumps({"query": FOLLOW}).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{demo.origin}/graphql", body, headers), timeout=20) as reply:
        for line in reply:
            if line.startswith(b"data: {"):
                return str(json.loads(line[6:])["data"]["auditEventsAdded"]["cursor"])
    raise AssertionError("the stream said nothing")
