"""A prepared mutation is answered as graphql-core answers it: each result of each mutation, whole, empty and broken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import (
    ExecutionResult,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from ostiary.api.documents import checked_document
from ostiary.api.errors import RefusedError, forbidden
from ostiary.api.schema import core_schema, execute_whole
from ostiary.api.values import check_variables
from ostiary.store.away import DatabaseAwayError

MUTATIONS = core_schema.mutation_type.fields  # type: ignore[union-attr]
NOW = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
VERIFY = "mutation ($input: VerifyFactorInput!) { verifyFactor(input: $input) {"


def _plain(type_: GraphQLObjectType) -> Iterator[tuple[str, str, GraphQLField]]:
    """Name, attribute and field of what is no more than an attribute."""
    for name, field in type_.fields.items():
        definition = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        if definition.is_basic_field:
            yield name, definition.python_name, field


def _selection(type_: Any, depth: int = 3) -> str:
    """All that is plain of a type."""
    named = get_named_type(type_)
    if is_leaf_type(named):
        return ""
    assert isinstance(named, GraphQLObjectType)
    inner = [
        f"{name} {_selection(field.type, depth - 1)}"
        for name, _, field in _plain(named)
        if is_leaf_type(get_named_type(field.type)) or depth > 0
    ]
    return "{ __typename which: __typename " + " ".join(inner) + "}"


def _document(name: str, result: GraphQLObjectType) -> str:
    """The mutation, asking for everything of one of its results."""
    arguments, type_ = MUTATIONS[name].args, MUTATIONS[name].type
    declared = ", ".join(f"${each}: {argument.type}" for each, argument in arguments.items())
    passed = ", ".join(f"{each}: ${each}" for each in arguments)
    call = f"{name}({passed})" if arguments else name
    is_union = isinstance(get_named_type(type_), GraphQLUnionType)
    asked = f"{{ __typename ... on {result.name} {_selection(result)} }}" if is_union else _selection(result)
    return f"mutation {f'({declared})' if arguments else ''} {{ {call} {asked} }}"


def _value(type_: Any, *, is_whole: bool) -> Any:
    """A value of the type as a resolver gives it; nullable ones are null unless `is_whole`."""
    if isinstance(type_, GraphQLNonNull):
        return _value(type_.of_type, is_whole=is_whole) if is_whole else _value(type_.of_type, is_whole=True)
    if not is_whole:
        return None
    if isinstance(type_, GraphQLList):
        return [_value(type_.of_type, is_whole=True)] * 2
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values.values())).value
    if isinstance(type_, GraphQLObjectType):
        return _made(type_, is_whole=is_whole)
    return {"DateTime": NOW, "Int": 7, "Float": 4.5, "Boolean": True}.get(type_.name, "text")


def _made(type_: GraphQLObjectType, *, is_whole: bool) -> Any:
    made = object.__new__(type_.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].origin)
    for _, attribute, field in _plain(type_):
        object.__setattr__(made, attribute, _value(field.type, is_whole=is_whole))
    return made


def _results_of(name: str) -> list[GraphQLObjectType]:
    named = get_named_type(MUTATIONS[name].type)
    return list(named.types) if isinstance(named, GraphQLUnionType) else [named]


def _sent(type_: Any) -> Any:
    """A value of the input type that fits."""
    if isinstance(type_, GraphQLNonNull):
        return _sent(type_.of_type)
    if isinstance(type_, GraphQLList):
        return [_sent(type_.of_type)]
    if isinstance(type_, GraphQLInputObjectType):
        return {name: _sent(field.type) for name, field in type_.fields.items()}
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    return {"DateTime": "2026-11-03T09:30:00Z", "Int": 7, "Float": 4.5, "Boolean": True}.get(type_.name, "text")


async def _both(text: str, given: Any) -> tuple[ExecutionResult, ExecutionResult]:
    """What both ways answer where the resolver gives, or raises, this."""
    document = checked_document(core_schema, text)
    prepared = document.prepared
    assert prepared is not None, text
    sent = {name: _sent(type_) for name, type_ in prepared.variables.items()}
    told = []

    async def resolve(_source: Any, _info: Any, **arguments: Any) -> Any:
        told.append(arguments)
        if isinstance(given, Exception):
            raise given
        return given

    async def whole(middleware: list[Any]) -> ExecutionResult:
        return await execute_whole(document, sent, None, middleware)

    def standing_in(real: Any, source: Any, info: Any, **arguments: Any) -> Any:
        return resolve(source, info, **arguments) if info.path.prev is None else real(source, info, **arguments)

    expected = await whole([standing_in])
    values = prepared.values_of(sent)
    assert values is not None
    own = replace(prepared, field=GraphQLField(prepared.field.type, resolve=resolve))
    answered = await own.run(values, None, whole)
    assert len(told) == 2
    assert told[0] == told[1]
    return answered, expected


def _alike(answered: ExecutionResult, expected: ExecutionResult) -> bool:
    """The same data, and the same errors for the same causes, as the log tells them."""
    causes = [[each.original_error for each in found.errors or ()] for found in (answered, expected)]
    kinds = [[(type(each), type(getattr(each, "__context__", None))) for each in found] for found in causes]
    shown = [[each.formatted for each in found.errors or ()] for found in (answered, expected)]
    return answered.data == expected.data and kinds[0] == kinds[1] and shown[0] == shown[1]


@pytest.mark.parametrize("name", MUTATIONS)
async def test_each_result_of_each_mutation_is_answered_as_the_library_answers_it(name: str) -> None:
    for type_ in _results_of(name):
        for is_whole in (True, False):
            answered, expected = await _both(_document(name, type_), _made(type_, is_whole=is_whole))
            assert expected.errors is None
            assert len(expected.data[name]) > 1  # type: ignore[index]
            assert _alike(answered, expected)


@pytest.mark.parametrize("name", MUTATIONS)
async def test_what_a_resolver_must_not_give_is_refused_as_the_library_refuses_it(name: str) -> None:
    result = _results_of(name)[0]
    empty = _made(result, is_whole=False)
    for _, attribute, _ in _plain(result):
        object.__setattr__(empty, attribute, None)
    broken = [None, "text", 7, [], object(), empty, _made(core_schema.type_map["Session"], is_whole=True)]  # type: ignore[arg-type]
    for given in (*broken, forbidden(), DatabaseAwayError("away"), TypeError("bug"), ValueError()):
        answered, expected = await _both(_document(name, result), given)
        assert expected.errors
        assert _alike(answered, expected)


async def test_an_attribute_that_does_not_fit_is_told_as_the_library_tells_it() -> None:
    refused: Any = core_schema.type_map["InvalidCode"]
    for attribute, wrong in (("attempts_remaining", "many"), ("reason", "NONE_OF_THEM"), ("message", None)):
        made = _made(refused, is_whole=True)
        object.__setattr__(made, attribute, wrong)
        answered, expected = await _both(_document("verifyFactor", refused), made)
        assert expected.errors
        assert _alike(answered, expected)


@pytest.mark.parametrize(
    "text",
    [
        f"{VERIFY} ...Told }} }} fragment Told on LoginCompleted {{ user {{ email }} user {{ id }} }}",
        f"{VERIFY} ... on UserError {{ message }} ... on AccountLocked {{ message again: message }} }} }}",
        f"{VERIFY} __typename one: __typename ... {{ ... on VerifyFactorResult {{ __typename }} }} }} }}",
        "mutation ($one: VerifyFactorInput!) { done: verifyFactor(input: $one) { ... on InvalidCode { wrongCodes } } }",
    ],
)
async def test_fragments_aliases_and_what_is_named_twice_are_put_together_as_the_library_does(text: str) -> None:
    for type_ in _results_of("verifyFactor"):
        answered, expected = await _both(text, _made(type_, is_whole=True))
        assert expected.errors is None
        assert _alike(answered, expected)
        assert str(answered.data) == str(expected.data), "in the order of the document"


@pytest.mark.parametrize(
    "text",
    [
        f"{VERIFY} __typename @skip(if: true) }} }}",
        f"{VERIFY} ... on LoginCompleted {{ user {{ applications {{ name }} }} }} }} }}",
        f"{VERIFY} ... on LoginCompleted {{ user {{ bindings {{ id }} }} }} }} }}",
        'mutation ($a: String! = "x") { verifyFactor(input: {challenge: $a, kind: OTP, code: $a}) { __typename } }',
        "mutation ($a: String!) { verifyFactor(input: {challenge: $a, kind: OTP, code: $a}) { __typename } }",
        "mutation { __typename }",
        "query { viewer { email } }",
        'mutation { verifyFactor(input: {challenge: "a", kind: OTP, code: "b"}) { __typename } }',
    ],
)
def test_what_is_not_plain_is_left_to_the_library(text: str) -> None:
    assert checked_document(core_schema, text).prepared is None


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"input": None},
        {"input": "text"},
        {"input": []},
        {"input": {"challenge": "a", "kind": "OTP"}},
        {"input": {"challenge": "a", "kind": "otp", "code": "1"}},
        {"input": {"challenge": "a", "kind": "OTP", "code": 1}},
        {"input": {"challenge": "a", "kind": "OTP", "code": "1", "more": "1"}},
    ],
)
def test_variables_that_do_not_fit_have_no_values_and_are_refused_by_the_checks(sent: dict[str, Any]) -> None:
    document = checked_document(core_schema, f"{VERIFY} __typename }} }}")
    assert document.prepared is not None
    assert document.prepared.values_of(sent) is None
    with pytest.raises(RefusedError):
        check_variables(core_schema, document.operation, sent)
