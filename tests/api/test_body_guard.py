"""What is no GraphQL request is a 4xx in JSON, whatever it is, and never a 500 (design/security.md, "GraphQL")."""

import json
from collections.abc import AsyncIterator

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.applications import Starlette

from ostiary.api.endpoint import graphql_route
from tests.api.caller import Caller

JSON = {"Content-Type": "application/json"}
SERVICE = b'{"query": "{ service { version } }"}'
LARGEST = 64 * 1024


def padded(size: int) -> bytes:
    return SERVICE + b" " * (size - len(SERVICE))


MALFORMED = {
    "empty": b"",
    "blank": b"  \n",
    "not JSON": b"query { service { version } }",
    "unfinished": b'{"query": "{ service',
    "two values": SERVICE + SERVICE,
    "batch": b"[" + SERVICE + b"]",
    "empty batch": b"[]",
    "null": b"null",
    "a string": b'"{ service { version } }"',
    "a number": b"1",
    "true": b"true",
    "no query": b"{}",
    "null query": b'{"query": null}',
    "empty query": b'{"query": ""}',
    "blank query": b'{"query": " \\n"}',
    "number query": b'{"query": 1}',
    "list query": b'{"query": ["{ service { version } }"]}',
    "object query": b'{"query": {}}',
    "variables list": b'{"query": "{ service { version } }", "variables": []}',
    "variables text": b'{"query": "{ service { version } }", "variables": "{}"}',
    "variables number": b'{"query": "{ service { version } }", "variables": 0}',
    "variables false": b'{"query": "{ service { version } }", "variables": false}',
    "name number": b'{"query": "{ service { version } }", "operationName": 1}',
    "name list": b'{"query": "{ service { version } }", "operationName": []}',
    "query twice": b'{"query": "{ a }", "query": "{ service { version } }"}',
    "deep key twice": b'{"query": "{ service { version } }", "variables": {"a": {"b": 1, "b": 2}}}',
    "NaN": b'{"query": "{ service { version } }", "variables": {"a": NaN}}',
    "Infinity": b'{"query": "{ service { version } }", "variables": {"a": Infinity}}',
    "-Infinity": b'{"query": "{ service { version } }", "variables": {"a": -Infinity}}',
    "1e999": b'{"query": "{ service { version } }", "variables": {"a": 1e999}}',
    "endless integer": b'{"query": "{ service { version } }", "variables": {"a": ' + b"9" * 5000 + b"}}",
    "comment": b'{"query": "{ service { version } }" /* */}',
    "trailing comma": b'{"query": "{ service { version } }",}',
    "single quotes": b"{'query': '{ service { version } }'}",
    "control character": b'{"query": "{ service { version } }\x00"}',
    "latin-1": '{"query": "{ service { version } } # é"}'.encode("latin-1"),
    "surrogate bytes": b'{"query": "{ service { version } } # \xed\xa0\x80"}',
    "overlong": b'{"query": "{ service { version } } # \xc0\x80"}',
    "UTF-16": '{"query": "{ service { version } }"}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + SERVICE,
    "list bomb": b"[" * 60_000,
    "closed list bomb": b"[" * 30_000 + b"]" * 30_000,
    "object bomb": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "bomb inside": b'{"query": "{ service { version } }", "variables": {"a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}}",
    "form": b"query=%7B+service+%7B+version+%7D+%7D",
    "multipart": b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--\r\n',
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_body_is_a_400(api: Caller, body: bytes) -> None:
    answer = await api.send(content=body, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/json")
    errors = answer.json()["errors"]
    assert [error["extensions"]["code"] for error in errors] == ["BAD_REQUEST"]
    assert errors[0]["message"].endswith(".")


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        'application/json; charset="utf-8"',
        "Application/JSON",
    ],
)
async def test_json_is_taken_however_it_is_spelled(api: Caller, content_type: str) -> None:
    answer = await api.send(content=SERVICE, headers={"Content-Type": content_type})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/json, text/plain",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1",
        "application/json; a=b",
        "application/jsonp",
        "application/json+x",
        "text/json",
        "",
    ],
)
async def test_another_content_type_is_a_415(api: Caller, content_type: str) -> None:
    answer = await api.send(content=SERVICE, headers={"Content-Type": content_type})
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["extensions"] == {"code": "UNSUPPORTED_MEDIA_TYPE"}


async def test_without_a_content_type_or_with_two_it_is_a_415(api: Caller) -> None:
    without = await api.send(content=SERVICE)
    twice = await api.send(content=SERVICE, headers=[(b"Content-Type", b"application/json")] * 2)
    assert (without.status_code, twice.status_code) == (415, 415)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
async def test_another_method_is_a_405_that_names_post(api: Caller, method: str) -> None:
    answer = await api.send(method, headers=JSON)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_a_get_runs_nothing(api: Caller) -> None:
    app = Starlette(routes=[graphql_route(api.runtime, api.wiring.doors())])
    async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as client:
        answer = await client.get("/graphql", params={"query": "mutation { signOut { ok } }"}, headers=JSON)
    assert answer.status_code == 405
    assert api.wiring.counted == []


async def test_64_kibibytes_are_taken_and_one_byte_more_is_a_413(api: Caller) -> None:
    fits = await api.send(content=padded(LARGEST), headers=JSON)
    beyond = await api.send(content=padded(LARGEST + 1), headers=JSON)
    assert (fits.status_code, beyond.status_code) == (200, 413)
    assert beyond.json()["errors"][0]["extensions"] == {"code": "CONTENT_TOO_LARGE"}


async def test_a_body_without_a_length_is_read_no_further_than_the_limit(api: Caller) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * LARGEST:
            sent += 1024
            yield b" " * 1024

    app = Starlette(routes=[graphql_route(api.runtime, api.wiring.doors())])
    async with AsyncClient(transport=ASGITransport(app), base_url="http://testserver") as client:
        answer = await client.post("/graphql", content=endless(), headers=JSON)
    assert answer.status_code == 413
    assert sent <= 2 * LARGEST


@pytest.mark.parametrize("length", [b"99999999", b"-1", b"x", "１".encode()])
async def test_an_announced_length_is_believed_only_where_it_refuses(api: Caller, length: bytes) -> None:
    headers = [(b"Content-Type", b"application/json"), (b"Content-Length", length)]
    answer = await api.send(content=SERVICE, headers=headers)
    assert answer.status_code == (413 if length == b"99999999" else 200)


async def test_members_that_are_not_ours_are_passed_over(api: Caller) -> None:
    posted = {"query": "{ service { version } }", "extensions": {"persistedQuery": {}}, "id": 1}
    answer = await api.send(content=json.dumps(posted).encode(), headers=JSON)
    assert answer.json() == {"data": {"service": {"version": "0.1.0"}}}
