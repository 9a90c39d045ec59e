"""The built pages: what is served under which address, how encoded and how long kept (operations.md, "Addresses")."""

from pathlib import Path

import httpx2
import pytest
from starlette.requests import Request

from ostiary.web.pages import ExplorerDoor, page_routes
from tests.web.conftest import Browse

FILES = {
    "console.html": "<console>",
    "favicon.svg": "<svg>",
    ".fingerprint": "secret",
    "assets/console-B0WnLl_9.js": "script",
    "assets/console-B0WnLl_9.js.br": "script as br",
    "assets/only-gz-1.css": "style",
    "assets/only-gz-1.css.gz": "style as gzip",
    "assets/monaco/worker-1.js": "worker",
    "assets/.hidden.js": "hidden",
    "assets/notes.txt": "notes",
}


async def nobody(request: Request) -> ExplorerDoor:
    return ExplorerDoor.SIGNED_OUT


async def no_entrance(client_id: str) -> dict[str, object]:
    return {}


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (tmp_path / "outside.js").write_text("outside", "utf-8")
    return folder


@pytest.fixture
def client(browse: Browse, static: Path) -> httpx2.AsyncClient:
    client = browse(*page_routes(nobody, no_entrance, static))
    client.headers["accept-encoding"] = "identity"
    return client


@pytest.mark.parametrize(
    ("path", "body", "media_type", "caching"),
    [
        ("/", "<console>", "text/html; charset=utf-8", "no-cache"),
        ("/users", "<console>", "text/html; charset=utf-8", "no-cache"),
        ("/applications/QXBw/configuration/security/mfa", "<console>", "text/html; charset=utf-8", "no-cache"),
        (
            "/assets/console-B0WnLl_9.js",
            "script",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("/assets/only-gz-1.css", "style", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        (
            "/assets/monaco/worker-1.js",
            "worker",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        ("/favicon.svg", "<svg>", "image/svg+xml", "no-cache"),
    ],
)
async def test_a_page(client: httpx2.AsyncClient, path: str, body: str, media_type: str, caching: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.text) == (200, body)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["cache-control"] == caching
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.js",
        "/console.html",
        "/login.html",
        "/favicon.ico",
        "/.fingerprint",
        "/assets/",
        "/assets/missing.js",
        "/assets/.hidden.js",
        "/assets/notes.txt",
        "/assets/console-B0WnLl_9.js.br",
        "/assets/monaco",
        "/assets/../login.html",
        "/assets/..%2flogin.html",
        "/assets/..%2f..%2foutside.js",
        "/assets/%2e%2e/%2e%2e/outside.js",
        "/assets/monaco/..%5c..%5coutside.js",
        "/assets//console-B0WnLl_9.js",
        "/assets/console-B0WnLl_9.js%00",
        "/assets/%ff.js",
        "/graphql",
        "/graphql/",
        "/login/",
        "/healthz",
        "/export/audit",
        "/mailbox",
        "/.well-known/jwks",
    ],
)
async def test_what_is_no_page(client: httpx2.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.text) == (404, "Not found\n")


async def test_an_encoded_copy_keeps_the_media_type_of_what_it_holds(client: httpx2.AsyncClient) -> None:
    async with client.stream("GET", "/assets/only-gz-1.css", headers={"Accept-Encoding": "gzip"}) as answer:
        body = b"".join([part async for part in answer.aiter_raw()])
    assert body == b"style as gzip"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"


async def test_head_answers_the_headers_alone(client: httpx2.AsyncClient) -> None:
    answer = await client.head("/users")
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "9")


@pytest.mark.parametrize("path", ["/login", "/users", "/assets/console-B0WnLl_9.js"])
async def test_pages_are_only_read(client: httpx2.AsyncClient, path: str) -> None:
    assert (await client.post(path)).status_code == 405


@pytest.mark.parametrize("path", ["/", "/login"])
async def test_without_a_build_the_page_says_what_to_do(browse: Browse, tmp_path: Path, path: str) -> None:
    async with browse(*page_routes(nobody, no_entrance, tmp_path / "nothing")) as client:
        answer = await client.get(path)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("The front end is not built: run `make frontend`")
