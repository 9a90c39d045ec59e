"""A root field's resolver behind its gate, with what Strawberry finds out anew at each call worked out once.

What its arguments become is said by their types: leaves are what graphql-core made of them, and an input object of
leaves is its class. A field that has more than that (lists of objects, a scalar that Strawberry reads, a second
extension) keeps Strawberry's own resolver. A test holds both ways to the same arguments.
"""

from collections.abc import Callable
from dataclasses import MISSING
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_leaf_type,
)
from strawberry.relay import GlobalID
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import Info
from strawberry.types.base import StrawberryMaybe, StrawberryOptional
from strawberry.types.field import StrawberryField

Resolve = Callable[..., Any]
_Convert = Callable[[Any], Any]


class _NotPlainError(Exception):
    """This is Strawberry's."""


def resolver_of(field: GraphQLField) -> Resolve:
    """The resolver as graphql-core calls it: source, info, and the arguments as graphql-core made them."""
    definition = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if field.resolve is None or not isinstance(definition, StrawberryField):
        raise TypeError("a root field has a resolver")
    try:
        return _plain(field, definition)
    except _NotPlainError:
        return field.resolve


def _plain(field: GraphQLField, definition: StrawberryField) -> Resolve:
    own = definition.base_resolver
    if own is None or not own.is_async or len(definition.extensions) != 1:
        raise _NotPlainError
    if own.self_parameter or own.parent_parameter or own.root_parameter:
        raise _NotPlainError
    [gate] = definition.extensions
    named = {each.python_name: each for each in definition.arguments}
    converts = {}
    for name, argument in field.args.items():
        told = argument.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        converts[argument.out_name or name] = told.python_name, _convert(argument.type, named[told.python_name].type)
    asks_info = own.info_parameter.name if own.info_parameter else None

    def run(_source: Any, info: Info, **arguments: Any) -> Any:
        return own(**arguments, **({asks_info: info} if asks_info else {}))

    async def resolve(source: Any, info: Any, **sent: Any) -> Any:
        told: Info = Info(_raw_info=info, _field=definition)
        arguments = {converts[name][0]: converts[name][1](value) for name, value in sent.items()}
        return await gate.resolve_async(run, source, told, **arguments)

    return resolve


def _convert(type_: GraphQLInputType, own: Any) -> _Convert:
    """From graphql-core's value of the type to the resolver's."""
    if isinstance(own, StrawberryMaybe):
        raise _NotPlainError
    if isinstance(own, StrawberryOptional):
        own = own.of_type
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    if _is_leaf(type_, own):
        return lambda value: value
    if isinstance(type_, GraphQLList) and _is_leaf(get_named_type(type_.of_type), own.of_type):
        return lambda value: None if value is None else list(value)
    if isinstance(type_, GraphQLInputObjectType):
        return _object(type_, own)
    raise _NotPlainError


def _is_leaf(type_: Any, own: Any) -> bool:
    return is_leaf_type(type_) and own is not GlobalID


def _object(type_: GraphQLInputObjectType, own: Any) -> _Convert:
    definition = type_.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
    if definition.from_input is not None or definition.origin is not own:
        raise _NotPlainError
    blank = {
        each.python_name: None
        for each in definition.fields
        if each.default is MISSING and each.default_factory is MISSING
    }
    parts = {}
    for name, field in type_.fields.items():
        told = field.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        parts[name] = told.python_name, _convert(field.type, told.resolve_type(type_definition=definition))

    def made(value: Any) -> Any:
        if value is None:
            return None
        given = {parts[name][0]: parts[name][1](each) for name, each in value.items()}
        return own(**(blank | given))

    return made
