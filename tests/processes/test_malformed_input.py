"""Whatever arrives on the socket: never a 5xx, and what is refused changes nothing (design, security.md)."""

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.processes.documents import VIEWER, mutation
from tests.processes.visitor import Visitor

JSON = {"Content-Type": "application/json"}


SEALING = {"audit_batches", "audit_counts", "audit_places", "audit_unsealed"}
"""Tables that sealing writes to by itself, some seconds later; none of what is refused here is logged."""


def rows(visitor: Visitor) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as another program reads the file; but for what sealing does by itself, later."""
    path = urlsplit(visitor.installation.database_url).path
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in tables if name not in SEALING]
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}


def posted(query: Any, variables: Any = None) -> bytes:
    return json.dumps({"query": query, "variables": variables}).encode()


START = mutation("startLogin")
BODIES = {
    "nothing": b"",
    "no JSON": b"{",
    "NUL": b"\x00",
    "invalid UTF-8": b'{"query": "\xff\xfe"}',
    "UTF-16": '{"query": "{ viewer { email } }"}'.encode("utf-16"),
    "a list": b"[]",
    "a batch": json.dumps([{"query": VIEWER}] * 2).encode(),
    "null": b"null",
    "query is a number": posted(5),
    "variables are a list": posted(VIEWER, []),
    "lone surrogate in the query": b'{"query": "{ viewer { email \\ud800 } }"}',
    "no such field": posted("{ secret }"),
    "wrong type of a variable": posted(START, {"input": {"clientId": 1, "email": [], "password": {}}}),
    "missing variable": posted(START, {}),
    "10 kB of braces": b"{" * 10_000,
    "deep JSON": b'{"query": "", "variables": ' + b"[" * 4_000 + b"]" * 4_000 + b"}",
    "deep query": posted("{ viewer " * 800 + "}" * 800),
    "aliases": posted("{" + " ".join(f"a{n}: viewer {{ email }}" for n in range(500)) + "}"),
    "a megabyte": posted(" " * 1_000_000 + VIEWER),
    "huge number": b'{"query": "{ viewer { email } }", "variables": {"first": 1' + b"0" * 5_000 + b"}}",
    "not a number": b'{"query": "query ($a: Int) { applications(first: $a) { totalCount } }", "variables": {"a": NaN}}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
async def test_a_body_that_is_no_request_is_refused_in_json_and_changes_nothing(visitor: Visitor, body: bytes) -> None:
    before = rows(visitor)

    answered = await visitor.api.client.post("/graphql", content=body, headers=JSON)

    assert answered.status_code < 500
    assert answered.headers["content-type"] == "application/json"
    assert answered.json()["errors"][0]["message"]
    assert "Traceback" not in answered.text
    assert rows(visitor) == before


TEXTS = {"10 kB": "x" * 10_000, "NUL": "a\x00b", "surrogate": "\ud800", "empty": "", "controls": "\r\n\x1b[31m"}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_strange_texts_are_answered_like_wrong_ones(visitor: Visitor, text: str) -> None:
    """Rules L1, L8: wrong, not an error. Nobody is charged, nobody is signed in."""
    steps = {
        "startLogin": {"clientId": text, "email": text, "password": text},
        "verifyFactor": {"challenge": text, "kind": "OTP", "code": text},
        "confirmOtpBinding": {"challenge": text, "code": text, "emailCode": text},
        "sendEmailCode": {"challenge": text},
        "beginOtpBinding": {"challenge": text},
    }
    for name, values in steps.items():
        body = posted(mutation(name), {"input": values})
        answered = await visitor.api.client.post("/graphql", content=body, headers=JSON)
        assert answered.status_code < 500, (name, answered.text)
        if "data" in answered.json():
            assert answered.json()["data"][name]["__typename"] in {"InvalidCredentials", "ChallengeExpired"}
    user = await visitor.admin.user(visitor.user_id)
    assert (user["failedAttempts"], user["bindings"]) == (0, [])


async def raw(visitor: Visitor, *chunks: bytes) -> bytes:
    """The first line of what the server answers to these bytes, sent one after the other."""
    host, port = urlsplit(visitor.api.url).netloc.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(0.02)
        async with asyncio.timeout(20):
            return await reader.readline()
    finally:
        writer.close()


HEAD = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
VIEWER_BODY = posted(VIEWER)


async def test_a_chunked_body_is_read_like_any_other(visitor: Visitor) -> None:
    half = len(VIEWER_BODY) // 2
    chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in (VIEWER_BODY[:half], VIEWER_BODY[half:])]

    assert b" 200 " in await raw(visitor, HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *chunks, b"0\r\n\r\n")


@pytest.mark.parametrize(
    "chunks",
    [
        (HEAD + b"Content-Length: 999999999999\r\n\r\n",),
        (HEAD + b"Content-Length: -1\r\n\r\n",),
        (HEAD + b"Content-Length: many\r\n\r\n",),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"100000\r\n" + b" " * 0x100000),
        (b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",),
        (b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",),
        (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",),
        (b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ", *[b"a" * 300_000] * 4, b"\r\n\r\n"),
    ],
)
async def test_http_that_makes_no_sense_is_refused_with_4xx(visitor: Visitor, chunks: tuple[bytes, ...]) -> None:
    try:
        answered = await raw(visitor, *chunks)
    except ConnectionError:
        answered = b""  # hung up on while we were still talking

    assert answered == b"" or answered.startswith(b"HTTP/1.1 4")
    assert visitor.installation.servers[0].readiness() == 200
