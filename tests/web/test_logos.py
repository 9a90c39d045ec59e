"""/logos/<sha256>: a picture, kept for ever, in a sandbox; nothing else."""

import httpx2
import pytest

from ostiary.web.logos import logo_route
from tests.support.pictures import SVG
from tests.web.conftest import Browse

DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def logos(browse: Browse) -> httpx2.AsyncClient:
    async def read_logo(digest: str) -> tuple[str, bytes] | None:
        assert len(digest) == 64
        return ("image/svg+xml", SVG) if digest == DIGEST else None

    return browse(logo_route(read_logo))


async def test_a_logo_is_served_as_its_type_in_a_sandbox_and_kept(logos: httpx2.AsyncClient) -> None:
    answer = await logos.get(f"/logos/{DIGEST}")
    names = ("content-type", "x-content-type-options", "content-security-policy", "cache-control")
    assert (answer.status_code, answer.content) == (200, SVG)
    assert [answer.headers[name] for name in names] == [
        "image/svg+xml",
        "nosniff",
        "default-src 'none'; style-src 'none'; sandbox",
        "public, max-age=31536000, immutable",
    ]


async def test_head_tells_the_same_without_the_picture(logos: httpx2.AsyncClient) -> None:
    answer = await logos.head(f"/logos/{DIGEST}")
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, b"", "image/svg+xml")


@pytest.mark.parametrize(
    "path", ["f" * 64, DIGEST.upper(), DIGEST[:-1], f"{DIGEST}0", f"{DIGEST}/x", f"{DIGEST}%0A", "", "../login", "%00"]
)
async def test_what_is_no_logos_name_is_not_found_and_not_kept(logos: httpx2.AsyncClient, path: str) -> None:
    answer = await logos.get(f"/logos/{path}")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
async def test_logos_are_only_read(logos: httpx2.AsyncClient, method: str) -> None:
    assert (await logos.request(method, f"/logos/{DIGEST}")).status_code == 405
