"""A prepared mutation's resolver is given what Strawberry would give it, whatever was sent."""

from collections.abc import Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, GraphQLNonNull
from strawberry.schema.schema_converter import GraphQLCoreConverter

from ostiary.api.documents import checked_document
from ostiary.api.prepared_resolver import resolver_of
from ostiary.api.schema import core_schema
from ostiary.policy.vocabulary import Role

MUTATIONS = core_schema.mutation_type.fields  # type: ignore[union-attr]


class Anybody:
    """Whoever asks may."""

    def caller(self) -> Any:
        return SimpleNamespace(role=Role.ADMIN)

    def demand(self, permission: Any) -> None:
        del permission

    async def demand_proof(self) -> None:
        return None

    def acting_session(self) -> None:
        return None


def _document(name: str) -> str:
    arguments = MUTATIONS[name].args
    declared = ", ".join(f"${each}: {argument.type}" for each, argument in arguments.items())
    passed = ", ".join(f"{each}: ${each}" for each in arguments)
    call = f"{name}({passed})" if arguments else name
    return f"mutation {f'({declared})' if arguments else ''} {{ {call} {{ __typename }} }}"


def _sent(type_: Any, numbers: Iterator[int], *, is_whole: bool) -> Any:
    """A value of the input type, each text another one; what may be left out is there only if `is_whole`."""
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    if isinstance(type_, GraphQLList):
        return [_sent(type_.of_type, numbers, is_whole=is_whole) for _ in range(2)]
    if isinstance(type_, GraphQLInputObjectType):
        return {
            name: _sent(each.type, numbers, is_whole=is_whole)
            for name, each in type_.fields.items()
            if is_whole or isinstance(each.type, GraphQLNonNull)
        }
    if isinstance(type_, GraphQLEnumType):
        return list(type_.values)[next(numbers) % len(type_.values)]
    known = {"DateTime": "2026-11-03T09:30:00Z", "Int": 7, "Float": 4.5, "Boolean": True}
    return known.get(type_.name, f"text {next(numbers)}")


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("name", MUTATIONS)
async def test_the_resolver_is_given_what_the_library_gives_it(
    monkeypatch: pytest.MonkeyPatch, name: str, is_whole: bool
) -> None:
    field = MUTATIONS[name]
    document = checked_document(core_schema, _document(name))
    assert document.prepared is not None
    numbers = count()
    sent = {
        each: _sent(argument.type, numbers, is_whole=is_whole)
        for each, argument in field.args.items()
        if is_whole or isinstance(argument.type, GraphQLNonNull)
    }
    values = document.prepared.values_of(sent)
    assert values is not None
    info = document.prepared.info._replace(context=Anybody(), variable_values=values)
    told: list[dict[str, Any]] = []

    async def resolver(**arguments: Any) -> str:
        told.append({key: each for key, each in arguments.items() if key != "info"})
        assert arguments["info"].context is info.context
        return "given"

    own = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].base_resolver
    monkeypatch.setattr(own, "wrapped_func", resolver)
    assert field.resolve is not None
    for resolve in (field.resolve, resolver_of(field)):
        assert await resolve(None, info, **values) == "given"
    assert told[0] == told[1]
    assert [type(each) for each in told[0].values()] == [type(each) for each in told[1].values()]


def test_the_mutation_that_every_login_waits_for_has_a_resolver_of_its_own() -> None:
    for name in ("startLogin", "verifyFactor", "sendEmailCode", "saveFactors"):
        assert resolver_of(MUTATIONS[name]) is not MUTATIONS[name].resolve
