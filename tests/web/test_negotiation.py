"""The smallest precompressed copy that the caller takes (RFC 9110, 12.5.3)."""

from pathlib import Path

import pytest

from ostiary.web.negotiation import encoded_copy


@pytest.mark.parametrize(
    ("accepted", "body", "coding"),
    [
        ("gzip, deflate, br, zstd", "login as br", "br"),
        ("gzip, deflate", "login as gzip", "gzip"),
        ("br;q=0, gzip", "login as gzip", "gzip"),
        ("BR", "login as br", "br"),
        ("*", "login as br", "br"),
        ("*;q=0", "<login>", None),
        ("br;q=0.000", "<login>", None),
        ("br;q=x", "<login>", None),
        ("identity", "<login>", None),
        ("", "<login>", None),
    ],
)
def test_the_smallest_copy_that_is_taken(tmp_path: Path, accepted: str, body: str, coding: str | None) -> None:
    page = tmp_path / "login.html"
    for suffix, content in (("", "<login>"), (".br", "login as br"), (".gz", "login as gzip")):
        page.with_name(page.name + suffix).write_text(content, "utf-8")
    path, taken = encoded_copy(page, accepted)
    assert (path.read_text("utf-8"), taken) == (body, coding)
