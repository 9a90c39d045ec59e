"""GraphQL: documents and bodies that try to cost, to tell or to do more than one request may."""

import pytest

from tests.attack.marks import attack
from tests.attack.siege import Siege

DEEP = "{ viewer " + "{ applications { factors { savedBy " * 4 + "{ email }" + " } } }" * 4 + " }"
DOCUMENTS = [
    pytest.param(
        "mutation { " + " ".join(f"m{n}: signOut {{ ok }}" for n in range(100)) + " }",
        marks=attack("Q-01"),
        id="a hundred mutations",
    ),
    pytest.param(
        "{ " + " ".join(f"a{n}: service {{ version }}" for n in range(16)) + " }",
        marks=attack("Q-02"),
        id="sixteen aliases",
    ),
    pytest.param(DEEP, marks=attack("Q-03"), id="deep"),
    pytest.param("{ " + "service { version } " * 400 + "}", marks=attack("Q-04"), id="many tokens"),
    pytest.param(
        "query A { service { version } } query B { service { version } }", marks=attack("Q-05"), id="two operations"
    ),
    pytest.param(
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", marks=attack("Q-06"), id="a circle"
    ),
    pytest.param(
        "mutation { ...M } fragment M on Mutation { a: signOut { ok } b: signOut { ok } }",
        marks=attack("Q-07"),
        id="mutations in a fragment",
    ),
    pytest.param("{ __schema { types { name } } }", marks=attack("Q-08"), id="introspection"),
    pytest.param('{ __type(name: "User") { fields { name } } }', marks=attack("Q-09"), id="introspection of a type"),
    pytest.param("{ viewer { emial } }", marks=attack("Q-10"), id="a name that is nearly right"),
    pytest.param("query ($v: Strin!) { service { version } }", marks=attack("Q-11"), id="a type that is nearly right"),
    pytest.param("{ service @include(if: $no) { version } }", marks=attack("Q-12"), id="an unknown variable"),
]


@pytest.mark.parametrize("document", DOCUMENTS)
async def test_a_document_beyond_what_is_allowed_is_refused_whole(siege: Siege, document: str) -> None:
    answered = (await siege.api.post(document)).json()
    assert answered.get("data") is None
    (error,) = answered["errors"]
    assert error["extensions"]["code"] in {"GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "UNAUTHENTICATED"}
    for telling in ("Did you mean", "email", "version", "Traceback", "found:"):
        assert telling not in error["message"]


BODIES = [
    pytest.param(b"", 400, marks=attack("Q-13"), id="nothing"),
    pytest.param(b"[]", 400, marks=attack("Q-14"), id="a batch"),
    pytest.param(
        b'[{"query":"{__typename}"},{"query":"{__typename}"}]', 400, marks=attack("Q-15"), id="a batch of two"
    ),
    pytest.param(
        b'{"query":"{__typename}","query":"mutation{signOut{ok}}"}', 400, marks=attack("Q-16"), id="two queries"
    ),
    pytest.param(b'{"query":"{__typename}","variables":NaN}', 400, marks=attack("Q-17"), id="not a number"),
    pytest.param(b"\xff\xfe{}", 400, marks=attack("Q-18"), id="not UTF-8"),
    pytest.param(b"[" * 60_000, 400, marks=attack("Q-19"), id="deep brackets"),
    pytest.param(b'{"query":"' + b"a" * 70_000 + b'"}', 413, marks=attack("Q-20"), id="too long"),
    pytest.param(b'{"query":{"a":1}}', 400, marks=attack("Q-21"), id="a query that is no text"),
    pytest.param(b'{"query":"{__typename}","variables":[]}', 400, marks=attack("Q-22"), id="variables that are a list"),
]


@pytest.mark.parametrize(("sent", "status"), BODIES)
async def test_a_body_that_is_no_request_is_refused_in_json(siege: Siege, sent: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    answered = await siege.api.client.post("/graphql", content=sent, headers=headers)
    assert answered.status_code == status
    assert answered.json()["errors"][0]["message"]


@attack("Q-23")
async def test_nothing_runs_by_get(siege: Siege) -> None:
    answered = await siege.api.client.get("/graphql", params={"query": "mutation { signOut { ok } }"})
    assert answered.status_code == 405


@attack("Q-24")
async def test_an_upload_is_no_request(siege: Siege) -> None:
    parts = {"operations": (None, '{"query":"{__typename}"}'), "map": (None, "{}")}
    assert (await siege.api.client.post("/graphql", files=parts)).status_code == 415


@attack("Q-25")
async def test_a_page_is_no_longer_than_a_hundred(siege: Siege) -> None:
    for first in (101, 10**9, -1, 0):
        answered = (await siege.admin.post("query ($n: Int) { users(first: $n) { totalCount } }", {"n": first})).json()
        assert answered["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
