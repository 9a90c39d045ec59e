"""The limits of a document, and the words in which it is refused (design/security.md, "GraphQL")."""

import pytest
from graphql import get_introspection_query

from tests.api.caller import Caller, Wiring

SIGN_OUT = "signOut { ok }"
CANARY = "canary7bird"


def nested(depth: int) -> str:
    """A query of so many levels."""
    inner = "id"
    for level in reversed(range(depth - 2)):
        inner = f"{'user' if level % 2 else 'bindings'} {{ {inner} }}"
    return f"{{ viewer {{ {inner} }} }}"


REFUSED = {
    "no operation": "fragment A on Query { service { version } }",
    "two operations": "query A { service { version } } query B { service { version } }",
    "subscription": "subscription { service { version } }",
    "type definition": "type A { b: Int } { service { version } }",
    "two root fields": f"mutation {{ {SIGN_OUT} unlock: {SIGN_OUT} }}",
    "the same root field twice": f"mutation {{ {SIGN_OUT} {SIGN_OUT} }}",
    "two in a fragment": f"mutation {{ ...A }} fragment A on Mutation {{ a: {SIGN_OUT} b: {SIGN_OUT} }}",
    "two by one fragment twice": f"mutation {{ ...A ...A }} fragment A on Mutation {{ {SIGN_OUT} }}",
    "two in an inline fragment": f"mutation {{ ... {{ a: {SIGN_OUT} }} ... on Mutation {{ b: {SIGN_OUT} }} }}",
    "two of which one is left out": f"mutation {{ {SIGN_OUT} b: signOut @skip(if: true) {{ ok }} }}",
    "nine deep": nested(9),
    "nine deep by fragments": (
        "{ viewer { ...A } } fragment A on User { bindings { user { ...B } } }"
        " fragment B on User { bindings { user { bindings { user { bindings { id } } } } } }"
    ),
    "sixteen aliases": "{" + " ".join(f"a{n}: service {{ version }}" for n in range(16)) + "}",
    "sixteen aliases by fragments": (
        "{ viewer { ...A b: bindings { user { ...A } } } } fragment A on User {"
        + " ".join(f"i{n}: id" for n in range(8))
        + "}"
    ),
    "one field 51 times": "{ viewer { " + "id " * 51 + "} }",
    "as deep as a thousand tokens go": "{ viewer { ...F0 } } "
    + " ".join(f"fragment F{n} on User {{ {'bindings { user { ' * 30} ...F{n + 1} {'} } ' * 30} }}" for n in range(5))
    + " fragment F5 on User { id }",
    "a fragment in itself": "{ ...A } fragment A on Query { ...A }",
    "fragments in each other": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "an unknown field": "{ servise { version } }",
    "an unknown argument": "{ node(ib: 1) { id } }",
    "an unused variable": "query ($a: Int) { service { version } }",
    "an undefined variable": "{ node(id: $a) { id } }",
    "a missing argument": "{ node { id } }",
    "no selection": "{ viewer }",
    "defer": "{ ... @defer { service { version } } }",
}
UNREADABLE = {
    "brackets": "{" * 400 + "}" * 400,
    "a list bomb": "{ users(first: " + "[" * 400 + "]" * 400 + ") { totalCount } }",
    "an object bomb": "{ auditEvents(filter: " + "{a:" * 300 + "1" + "}" * 300 + ") { totalCount } }",
    "a selection bomb": "{ viewer " + "{ bindings { user " * 150 + "{ id }" + "} }" * 150 + " }",
    "a NUL": "{ service\x00 { version } }",
    "a lone surrogate": "{ service { version } } # \ud800",
    "a lone surrogate in a string": '{ node(id: "\ud800") { id } }',
    "an escaped lone surrogate": '{ node(id: "\\ud800") { id } }',
    "full-width digits": "{ users(first: １) { totalCount } }",
    "nothing but a comment": "# nothing",
}


@pytest.mark.parametrize("document", REFUSED.values(), ids=REFUSED)
async def test_a_document_beyond_the_limits_is_refused_whole(api: Caller, wiring: Wiring, document: str) -> None:
    status, error = await api.refusal(document)
    assert (status, error["extensions"]) == (400, {"code": "GRAPHQL_VALIDATION_FAILED"})
    assert wiring.counted == []


@pytest.mark.parametrize("document", UNREADABLE.values(), ids=UNREADABLE)
async def test_a_document_that_is_not_graphql_is_told_where(api: Caller, document: str) -> None:
    status, error = await api.refusal(document)
    assert (status, error["extensions"]) == (400, {"code": "GRAPHQL_PARSE_FAILED"})
    assert error["message"] == "The document is not GraphQL from here on."
    assert error["locations"][0]["line"] == 1


async def test_a_thousand_tokens_are_read_and_one_more_is_not(api: Caller) -> None:
    fits = "{" + " ".join(f"f{n}" for n in range(998)) + "}"
    assert await api.code(fits) == "GRAPHQL_VALIDATION_FAILED"
    status, error = await api.refusal(fits.replace("}", " one}"))
    assert (status, error["message"]) == (400, "Use at most 1000 tokens.")


@pytest.mark.parametrize(
    "document",
    [
        nested(8),
        "{" + " ".join(f"a{n}: service {{ version }}" for n in range(15)) + "}",
        f"mutation {{ __typename {SIGN_OUT} }}",
        f"mutation {{ ...A }} fragment A on Mutation {{ {SIGN_OUT} }}",
    ],
)
async def test_what_just_fits_is_run(api: Caller, document: str) -> None:
    assert await api.code(document) is None


async def test_an_operation_name_must_be_the_operations(api: Caller) -> None:
    body = b'{"query": "query A { service { version } }", "operationName": "%s"}'
    headers = {"Content-Type": "application/json"}
    right = await api.send(content=body % b"A", headers=headers)
    wrong = await api.send(content=body % b"B", headers=headers)
    assert (right.status_code, wrong.status_code) == (200, 400)


async def test_only_the_first_fault_is_told_and_nothing_is_suggested(api: Caller) -> None:
    _, error = await api.refusal("{ viewer { emial idd } servise { version } }")
    assert error == {
        "message": "Cannot query field 'emial' on type 'User'.",
        "locations": [{"line": 1, "column": 12}],
        "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"},
    }


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (f'{{ users(first: "{CANARY}") {{ totalCount }} }}', "A value: send a whole number of at most 32 bits"),
        (
            f'mutation {{ verifyFactor(input: {{challenge: "{CANARY}", code: "", kind: SMS}}) {{ __typename }} }}',
            "kind: send one of OTP, EMAIL",
        ),
        (
            f'mutation {{ unlockUser(input: {{userId: "{CANARY}", force: true}}) {{ __typename }} }}',
            "A value: send an object with the fields userId",
        ),
        (
            f'{{ auditEvents(filter: {{since: "{CANARY}"}}) {{ totalCount }} }}',
            "since: send an RFC 3339 date-time with an offset, such as 2026-11-03T09:30:00Z",
        ),
        (
            f'mutation {{ createUser(input: {{email: "{CANARY}", password: 1}}) {{ __typename }} }}',
            "password: send a string",
        ),
    ],
)
async def test_a_literal_that_does_not_fit_is_bad_user_input_without_an_echo(
    api: Caller, document: str, message: str
) -> None:
    status, error = await api.refusal(document)
    assert (status, error["message"]) == (200, message)
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_introspection_is_for_administrators_of_the_console(api: Caller, crowd: dict[str, str | None]) -> None:
    told = {caller: await api.code("{ __schema { queryType { name } } }", token=t) for caller, t in crowd.items()}
    assert told == {
        "ANONYMOUS": "UNAUTHENTICATED",
        "INVALID": "UNAUTHENTICATED",
        "APP_USER": "FORBIDDEN",
        "APP_ADMIN": "FORBIDDEN",
        "HELPDESK": "FORBIDDEN",
        "AUDITOR": "FORBIDDEN",
        "ADMIN": None,
        "TOKEN_HELPDESK": "FORBIDDEN",
        "TOKEN_AUDITOR": "FORBIDDEN",
        "TOKEN_ADMIN": None,
    }


@pytest.mark.parametrize(
    "document",
    ['{ __type(name: "User") { name } }', "{ ...A } fragment A on Query { a: __schema { description } }"],
)
async def test_introspection_is_found_wherever_it_hides(api: Caller, document: str) -> None:
    assert await api.code(document) == "UNAUTHENTICATED"


async def test_a_types_name_may_be_asked_for_by_everybody(api: Caller) -> None:
    assert await api.ask("{ __typename service { __typename } }") == {
        "__typename": "Query",
        "service": {"__typename": "Service"},
    }


async def test_the_explorers_own_introspection_fits_and_in_a_demo_it_is_for_everybody(
    api: Caller, wiring: Wiring
) -> None:
    wiring.is_demo = True
    document = get_introspection_query(
        descriptions=True,
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    assert "__schema" in await api.ask(document)


async def test_introspection_goes_round_in_no_circles_even_in_a_demo(api: Caller, wiring: Wiring) -> None:
    wiring.is_demo = True
    round_and_round = "fields { type { fields { type { fields { type { name } } } } } }"
    assert await api.code(f"{{ __schema {{ types {{ {round_and_round} }} }} }}") == "GRAPHQL_VALIDATION_FAILED"
