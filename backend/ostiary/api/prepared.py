"""One plain mutation, worked out once for its document: what graphql-core would find out anew at each request.

Plain is a cached document with one root field, below it fields without arguments and without resolvers: attributes.
Which fields are asked for then does not depend on the request (no `@skip`, no `@include`), and the answer is read off
the value. Whatever is not as simple as that is graphql-core's: documents that are not plain, variables that do not fit,
and every value that is an error or missing. The resolver is not run again for that: graphql-core is told what it did.
A test holds both ways to the same answers.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import isawaitable
from operator import attrgetter
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLInputType,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    OperationType,
    Undefined,
    VariableNode,
    is_input_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from graphql.pyutils import Path
from graphql.type.definition import GraphQLResolveInfoHelpers
from graphql.utilities import coerce_input_value, type_from_ast
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.base import has_object_definition
from strawberry.types.field import StrawberryField

from ostiary.api.prepared_resolver import resolver_of

_Info = Any
"""A GraphQLResolveInfo; Strawberry's holds the plain values of the variables."""
Complete = Callable[[Any, _Info], Any]
"""From what a resolver gave to what is answered. Raises whatever: then graphql-core says what is wrong."""
Execute = Callable[[list[Any]], Awaitable[ExecutionResult]]
"""graphql-core's way, with its middleware."""

_NO_VALUES = VariableValues({}, {})


class NotPlainError(Exception):
    """This is graphql-core's."""


@dataclass(frozen=True)
class Prepared:
    """A plain mutation. `info`: what its resolver is told, but for values and context.

    `variables`: the type of each; `arguments`: the variable of each.
    """

    key: str
    field: GraphQLField
    info: _Info
    variables: dict[str, GraphQLInputType]
    arguments: dict[str, str]
    complete: Complete

    def values_of(self, sent: dict[str, Any]) -> dict[str, Any] | None:
        """The variables' values. None: one is missing or does not fit, and others say which and why."""
        values: dict[str, Any] = {}
        for name, type_ in self.variables.items():
            value = coerce_input_value(sent[name], type_) if name in sent else Undefined
            if value is Undefined:
                return None
            values[name] = value
        return values

    async def run(self, values: dict[str, Any], context: Any, execute: Execute) -> ExecutionResult:
        """What graphql-core would answer. `values`: of `values_of`."""
        info = self.info._replace(variable_values=values, context=context)
        given: Any
        try:
            arguments = {name: values[variable] for name, variable in self.arguments.items()}
            given = self.field.resolve(None, info, **arguments)  # type: ignore[misc]
            if isawaitable(given):
                given = await given
        except Exception as error:  # noqa: BLE001 (told by graphql-core)
            given = error
        answer = self._answer(given, info)
        return await execute([_given(given)]) if answer is None else answer

    def _answer(self, given: Any, info: _Info) -> ExecutionResult | None:
        """None: it takes graphql-core to say what is wrong."""
        if isinstance(given, Exception):
            return None
        try:
            return ExecutionResult({self.key: self.complete(given, info)}, None)
        except Exception:  # noqa: BLE001 (told by graphql-core)
            return None


def prepared(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Prepared | None:
    """The mutation of a valid document with one operation and without directives; None: it is not plain."""
    root = schema.mutation_type
    if operation.operation is not OperationType.MUTATION or root is None:
        return None
    try:
        return _Preparing(schema, document, operation).prepared(root)
    except NotPlainError:
        return None


class _Preparing:
    """Goes through a document once. Raises NotPlainError."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema = schema
        self._operation = operation
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        self._fragments = {name: FragmentDetails(each) for name, each in fragments.items()}

    def prepared(self, root: GraphQLObjectType) -> Prepared:
        """The only root field."""
        found = collect_fields(self._schema, self._fragments, _NO_VALUES, root, self._operation).grouped_field_set
        (key, details), *others = found.items()
        name = details[0].node.name.value
        if others or name not in root.fields:
            raise NotPlainError
        field = root.fields[name]
        complete = self.of_type(field.type, details)
        info = self._info(key, details, field, root)
        quick = GraphQLField(field.type, resolve=resolver_of(field))
        return Prepared(key, quick, info, self._variables(), _arguments_of(field, details[0].node), complete)

    def _variables(self) -> dict[str, GraphQLInputType]:
        found: dict[str, GraphQLInputType] = {}
        for definition in self._operation.variable_definitions or ():
            type_ = type_from_ast(self._schema, definition.type)
            if definition.default_value is not None or not is_input_type(type_):
                raise NotPlainError
            found[definition.variable.name.value] = type_
        return found

    def _info(self, key: str, details: list[FieldDetails], field: GraphQLField, root: GraphQLObjectType) -> _Info:
        return GraphQLResolveInfo(
            field_name=details[0].node.name.value,
            field_nodes=[each.node for each in details],
            return_type=field.type,
            parent_type=root,
            path=Path(None, key, root.name),
            schema=self._schema,
            fragments={name: each.definition for name, each in self._fragments.items()},
            root_value=None,
            operation=self._operation,
            variable_values=_NO_VALUES,
            context=None,
            is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
            abort_signal=None,
            async_helpers=_ASYNC_WORK,
        )

    def of_type(self, type_: GraphQLOutputType, details: list[FieldDetails]) -> Complete:
        """How a value of the type is answered."""
        if isinstance(type_, GraphQLNonNull):
            return _demanded(self.of_type(type_.of_type, details))
        if isinstance(type_, GraphQLList):
            return _listed(self.of_type(type_.of_type, details))
        if isinstance(type_, GraphQLUnionType):
            return _chosen(type_, {each.name: self._of_object(each, details) for each in type_.types})
        if isinstance(type_, GraphQLObjectType):
            return self._of_object(type_, details)
        if is_leaf_type(type_):
            return _leaf(type_)
        raise NotPlainError

    def _of_object(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Complete:
        collected = collect_subfields(self._schema, self._fragments, _NO_VALUES, self._operation, type_, details)
        fields = {key: self._of_field(type_, each) for key, each in collected.grouped_field_set.items()}
        is_type_of = type_.is_type_of

        def complete(value: Any, info: _Info) -> Any:
            if value is None:
                return None
            if is_type_of is not None and not is_type_of(value, info):
                raise NotPlainError
            return {key: answer(value, info) for key, answer in fields.items()}

        return complete

    def _of_field(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Complete:
        name = details[0].node.name.value
        if name == "__typename":
            return lambda _value, _info: type_.name
        field = type_.fields[name]
        definition = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
        if not isinstance(definition, StrawberryField) or not definition.is_basic_field:
            raise NotPlainError
        read, complete = attrgetter(definition.python_name), self.of_type(field.type, details)
        return lambda value, info: complete(read(value), info)


def _arguments_of(field: GraphQLField, node: FieldNode) -> dict[str, str]:
    """The variable of each argument, by the resolver's name for it."""
    sent = {each.name.value: each.value for each in node.arguments or ()}
    found: dict[str, str] = {}
    for name, argument in field.args.items():
        value = sent.get(name)
        if not isinstance(value, VariableNode):
            raise NotPlainError
        found[argument.out_name or name] = value.name.value
    return found


def _demanded(complete: Complete) -> Complete:
    def demanded(value: Any, info: _Info) -> Any:
        completed = complete(value, info)
        if completed is None:
            raise NotPlainError
        return completed

    return demanded


def _listed(complete: Complete) -> Complete:
    def listed(value: Any, info: _Info) -> Any:
        if value is None:
            return None
        if not isinstance(value, list):
            raise NotPlainError
        return [complete(each, info) for each in value]

    return listed


def _chosen(union: GraphQLUnionType, members: dict[str, Complete]) -> Complete:
    by_class: dict[type, Complete] = {}

    def chosen(value: Any, info: _Info) -> Any:
        if value is None:
            return None
        if (known := by_class.get(type(value))) is not None:
            return known(value, info)
        if union.resolve_type is None:
            raise NotPlainError
        member = members[union.resolve_type(value, info, union)]  # type: ignore[index]
        if has_object_definition(type(value)):
            by_class[type(value)] = member
        return member(value, info)

    return chosen


def _leaf(type_: GraphQLLeafType) -> Complete:
    def leaf(value: Any, _info: _Info) -> Any:
        if value is None:
            return None
        completed = type_.coerce_output_value(value)
        if completed is None or completed is Undefined:
            raise NotPlainError
        return completed

    return leaf


def _given(given: Any) -> Any:
    """In the root resolver's place: what it gave, or raised, already."""

    def replay(resolve: Callable[..., Any], source: Any, info: _Info, **arguments: Any) -> Any:
        if info.path.prev is not None:
            return resolve(source, info, **arguments)
        if isinstance(given, Exception):
            raise given
        return given

    return replay


async def _gathered(works: Any) -> list[Any]:
    return list(await asyncio.gather(*works))


_ASYNC_WORK = GraphQLResolveInfoHelpers(gather=_gathered, track=lambda _works: None)
