"""The hosted login's page announces the words that it will want."""

import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from starlette.requests import Request

from ostiary.web.pages import ExplorerDoor, page_routes
from tests.web.conftest import Browse

PRELOADED = re.compile(r'<link rel="modulepreload" href="(.*?)"></head>')
LANGUAGES = {"acme": None, "chinese": "zh"}


async def nobody(request: Request) -> ExplorerDoor:
    return ExplorerDoor.SIGNED_OUT


async def entrance(client_id: str) -> dict[str, Any]:
    return {"loginApplication": {"defaultLanguage": LANGUAGES[client_id]}}


@pytest.fixture
def static(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "login.html").write_text("<html><head></head><body></body></html>", "utf-8")
    for name in ("login-en-1.js", "login-en-1.js.br", "login-zh-2.js", "login-zh-2.js.gz", "login-3.js"):
        (tmp_path / "assets" / name).write_text("words", "utf-8")
    return tmp_path


@pytest.fixture
def client(browse: Browse, static: Path) -> httpx2.AsyncClient:
    return browse(*page_routes(nobody, entrance, static))


@pytest.mark.parametrize(
    ("address", "headers", "chunk"),
    [
        ("client_id=acme", {}, "login-en-1.js"),
        ("client_id=chinese", {}, "login-zh-2.js"),
        ("client_id=chinese", {"accept-language": "fr, en;q=0.5"}, "login-en-1.js"),
        ("client_id=acme", {"accept-language": "zh-CN,en;q=0.5"}, "login-zh-2.js"),
        ("client_id=acme", {"accept-language": "zh-CN", "cookie": "ostiary_locale=en"}, "login-en-1.js"),
        ("client_id=acme&ui_locales=fr+ZH-Hans", {"cookie": "ostiary_locale=en"}, "login-zh-2.js"),
        ("client_id=acme&ui_locales=%00", {"cookie": "ostiary_locale=<"}, "login-en-1.js"),
    ],
)
async def test_the_words_of_the_language_that_the_page_will_choose_are_announced(
    client: httpx2.AsyncClient, address: str, headers: dict[str, str], chunk: str
) -> None:
    page = (await client.get(f"/login?{address}", headers={"accept-language": ""} | headers)).text
    assert PRELOADED.findall(page) == [f"/assets/{chunk}"]


async def test_a_build_without_those_words_announces_none(client: httpx2.AsyncClient, static: Path) -> None:
    for chunk in (static / "assets").iterdir():
        chunk.unlink()
    assert "modulepreload" not in (await client.get("/login?client_id=acme")).text
