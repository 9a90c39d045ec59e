"""Operations made from the schema itself, so that a field nobody thought of is tried as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLUnionType,
    Undefined,
    get_named_type,
)
from graphql.type import is_leaf_type

from ostiary.api.schema import core_schema

Step = str | int

SAMPLES: dict[str, Any] = {
    "String": "sample",
    "ID": "sample",
    "Int": 1,
    "Boolean": True,
    "DateTime": "2026-11-24T09:00:00Z",
}


@dataclass(frozen=True)
class RootField:
    """A root field with an operation that calls it."""

    kind: str
    name: str
    field: GraphQLField

    def __str__(self) -> str:
        return self.name

    @property
    def document(self) -> str:
        """Every argument by a variable of its own."""
        return self._calling("" if is_leaf_type(self.field.type) else " { __typename }")

    @property
    def full_document(self) -> str:
        """The same, with everything that the answer has to say; of nodes the id."""
        return self._calling(selection(self.field.type))

    def _calling(self, selected: str) -> str:
        declared = ", ".join(f"${name}: {arg.type}" for name, arg in self.field.args.items())
        passed = ", ".join(f"{name}: ${name}" for name in self.field.args)
        head = f"{self.kind} Sample({declared})" if declared else f"{self.kind} Sample"
        return f"{head} {{ {self.name}{f'({passed})' if passed else ''}{selected} }}"

    @property
    def variables(self) -> dict[str, Any]:
        """A sample of everything that is required."""
        return {name: sample(arg.type) for name, arg in self.field.args.items() if isinstance(arg.type, GraphQLNonNull)}

    def inputs(self) -> Iterator[tuple[Step, ...]]:
        """The path of every value that a caller may set."""
        for name, arg in self.field.args.items():
            yield from _paths((name,), arg.type)

    def with_value(self, path: tuple[Step, ...], value: Any) -> dict[str, Any]:
        """The variables with `value` at `path`."""
        variables = self.variables
        place: Any = variables
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value
        return variables


def sample(type_: Any) -> Any:
    """A value that fits, with required fields alone."""
    if isinstance(type_, GraphQLNonNull):
        return sample(type_.of_type)
    if isinstance(type_, GraphQLList):
        return [sample(type_.of_type)]
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        return {name: sample(field.type) for name, field in type_.fields.items() if _is_required(field)}
    return SAMPLES[type_.name]


def selection(type_: Any) -> str:
    """Every field that needs no argument."""
    named = get_named_type(type_)
    if is_leaf_type(named):
        return ""
    if isinstance(named, GraphQLUnionType):
        return " { __typename " + " ".join(f"... on {each}{selection(each)}" for each in named.types) + " }"
    if "Node" in [each.name for each in named.interfaces]:
        return " { id }"
    return " { " + " ".join(f"{name}{selection(field.type)}" for name, field in named.fields.items()) + " }"


def full_document(name: str) -> str:
    """The full document of one root field."""
    return next(field.full_document for field in root_fields() if field.name == name)


def root_fields() -> list[RootField]:
    """All of them."""
    query, mutation, subscription = core_schema.query_type, core_schema.mutation_type, core_schema.subscription_type
    assert query is not None
    assert mutation is not None
    assert subscription is not None
    return [
        RootField(kind, name, field)
        for kind, type_ in (("query", query), ("mutation", mutation), ("subscription", subscription))
        for name, field in type_.fields.items()
    ]


def _is_required(field: Any) -> bool:
    return isinstance(field.type, GraphQLNonNull) and field.default_value is Undefined


def _paths(path: tuple[Step, ...], type_: Any) -> Iterator[tuple[Step, ...]]:
    bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    yield path
    if isinstance(bare, GraphQLInputObjectType):
        for name, field in bare.fields.items():
            yield from _paths((*path, name), field.type)
