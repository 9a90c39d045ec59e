"""The explorer's page is for signed-in administrators (contract/operations.md, "Addresses")."""

from pathlib import Path

import httpx2
import pytest
from starlette.requests import Request

from ostiary.web.pages import ExplorerDoor, page_routes
from tests.web.conftest import Browse


async def no_entrance(client_id: str) -> dict[str, object]:
    return {}


async def door(request: Request) -> ExplorerDoor:
    return ExplorerDoor(request.headers.get("x-test", "SIGNED_OUT"))


@pytest.fixture
def client(browse: Browse, tmp_path: Path) -> httpx2.AsyncClient:
    (tmp_path / "explorer.html").write_text("<explorer>", "utf-8")
    return browse(*page_routes(door, no_entrance, tmp_path))


async def test_the_explorer_is_for_administrators(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/graphiql", headers={"X-Test": "OPEN"})
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, "<explorer>", "no-store")


async def test_strangers_are_sent_to_the_login_of_the_console(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/graphiql")
    assert (answer.status_code, answer.headers["location"]) == (302, "/login?client_id=console")
    assert answer.headers["set-cookie"] == "ostiary_place=explorer; Max-Age=600; Path=/; SameSite=lax"


async def test_whose_role_is_not_enough_is_sent_to_the_page_that_says_so(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/graphiql", headers={"X-Test": "FORBIDDEN"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/explorer")
    assert "set-cookie" not in answer.headers
