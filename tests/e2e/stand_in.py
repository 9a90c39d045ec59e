"""Answers of the server put in front of a console page, by operation: what takes luck or a broken network to reach."""

import json
from typing import Any

from playwright.sync_api import Page, Route

Answer = dict[str, Any] | None

HELD: Answer = None
"""Never: the page goes on waiting."""


def failure(code: str) -> Answer:
    """The whole request is refused."""
    return {"errors": [{"message": "no", "extensions": {"code": code, "correlationId": "0f3a9c1e5b7d2468"}}]}


def stand_in(page: Page, answers: dict[str, Answer]) -> None:
    """From now on these operations are answered so; all others by the server."""
    page.route("**/graphql", lambda route: _answer(route, answers))


def _answer(route: Route, answers: dict[str, Answer]) -> None:
    head = json.loads(route.request.post_data or "{}")["query"].partition("{")[0]
    name = next((each for each in answers if head.split()[1].partition("(")[0] == each), None)
    if name is None:
        route.fallback()
    elif answers[name] is not HELD:
        route.fulfill(json=answers[name])
