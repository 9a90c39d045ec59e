"""The hosted login's page, with the first answer written into it."""

import json
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.requests import Request

from ostiary.store.away import DatabaseAwayError
from ostiary.web.pages import ExplorerDoor, page_routes
from tests.web.conftest import Browse

PAGE = "<html><head><title>x</title></head><body><main></main></body></html>"
DATA = re.compile(r'<script id="entrance" type="application/json">(.*?)</script></body></html>')
ENTRANCES: dict[str, dict[str, Any]] = {
    "acme": {"loginApplication": {"name": "Acme", "defaultLanguage": None}, "service": {"isDemo": False}},
    "hostile": {"loginApplication": {"name": "</script></body><!--<script>", "defaultLanguage": None}},
    "unknown": {"loginApplication": None, "service": {"isDemo": False}},
}


async def nobody(request: Request) -> ExplorerDoor:
    return ExplorerDoor.SIGNED_OUT


async def entrance(client_id: str) -> dict[str, Any]:
    if client_id == "away":
        raise DatabaseAwayError
    return ENTRANCES[client_id]


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "login.html").write_text(PAGE, "utf-8")
    return tmp_path


@pytest.fixture
def client(browse: Browse, static: Path) -> httpx2.AsyncClient:
    return browse(*page_routes(nobody, entrance, static))


def data_in(page: str) -> Any:
    found = DATA.search(page)
    return json.loads(found[1]) if found else None


@pytest.mark.parametrize("client_id", list(ENTRANCES))
async def test_the_first_answer_is_written_into_the_page(client: httpx2.AsyncClient, client_id: str) -> None:
    answer = await client.get("/login", params={"client_id": client_id})
    assert data_in(answer.text) == ENTRANCES[client_id]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


async def test_a_name_cannot_end_the_block_that_it_stands_in(client: httpx2.AsyncClient) -> None:
    page = (await client.get("/login?client_id=hostile")).text
    assert (page.count("<script"), page.count("</script"), page.count("<!--")) == (1, 1, 0)


@pytest.mark.parametrize("address", ["/login", "/login?client_id=", "/login?client_id=away"])
async def test_where_there_is_no_answer_the_page_comes_without_it(client: httpx2.AsyncClient, address: str) -> None:
    answer = await client.get(address)
    assert (answer.status_code, data_in(answer.text)) == (200, None)
    assert "<main></main></body></html>" in answer.text


async def test_head_answers_the_headers_alone(client: httpx2.AsyncClient) -> None:
    whole = await client.get("/login?client_id=acme")
    answer = await client.head("/login?client_id=acme")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(whole.content))
