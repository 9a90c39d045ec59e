"""Values of inputs, as variables and as literals: told what is expected where, never what was sent.

graphql-core's own messages repeat the whole input to the caller and the log (design, "Traps of this stack").
"""

from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    ValueNode,
    VisitorAction,
)
from graphql.language import SKIP
from graphql.utilities import coerce_input_value, type_from_ast
from graphql.utilities.validate_input_value import validate_input_literal
from graphql.validation import ValuesOfCorrectTypeRule

from ostiary.api.errors import BAD_USER_INPUT, RefusedError, bad_input

_EXPECTED = {
    "String": "a string",
    "ID": "an id as a string",
    "Int": "a whole number of at most 32 bits",
    "Float": "a number",
    "Boolean": "true or false",
    "DateTime": "an RFC 3339 date-time with an offset, such as 2026-11-03T09:30:00Z",
}


def check_variables(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: dict[str, Any]) -> None:
    """Refuse variables that do not fit their types; the error names the first one's path."""
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        type_ = type_from_ast(schema, definition.type)
        if name not in variables and definition.default_value is not None:
            continue
        _check(variables.get(name), type_, name)


def _check(value: Any, type_: Any, path: str) -> None:
    if isinstance(type_, GraphQLNonNull):
        if value is None:
            raise bad_input(path, f"send {expected(type_)}: it is required")
        type_ = type_.of_type
    if value is None:
        return
    if isinstance(type_, GraphQLList):
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            _check(item, type_.of_type, f"{path}.{number}")
    elif isinstance(type_, GraphQLInputObjectType):
        _check_object(value, type_, path)
    elif coerce_input_value(value, type_) is Undefined:
        raise bad_input(path, f"send {expected(type_)}")


def _check_object(value: Any, type_: GraphQLInputObjectType, path: str) -> None:
    if not isinstance(value, dict) or not type_.fields.keys() >= value.keys():
        raise bad_input(path, f"send {expected(type_)}")
    for name, field in type_.fields.items():
        if name in value or field.default_value is Undefined:
            _check(value.get(name), field.type, f"{path}.{name}")


def expected(type_: GraphQLInputType) -> str:
    """What a value of the type looks like, in words."""
    if isinstance(type_, GraphQLNonNull):
        return expected(type_.of_type)
    if isinstance(type_, GraphQLList):
        return f"a list, each item {expected(type_.of_type)}"
    if isinstance(type_, GraphQLEnumType):
        return "one of " + ", ".join(type_.values)
    if isinstance(type_, GraphQLInputObjectType):
        return "an object with the fields " + ", ".join(type_.fields)
    return _EXPECTED.get(type_.name, f"a {type_.name}")


class LiteralsFitRule(ValuesOfCorrectTypeRule):
    """The rule for literals, in our words."""

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> VisitorAction:
        """Report a literal that does not fit, once, at its place in the document."""
        if input_type:
            faults: list[list[str | int]] = []
            validate_input_literal(node, input_type, lambda _, path: faults.append(path))
            if faults:
                self.report_error(_misfit(node, input_type, faults[0]))
        return SKIP


def _misfit(node: ValueNode, input_type: GraphQLInputType, path: list[str | int]) -> GraphQLError:
    type_: Any = input_type
    for step in path:
        bare = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(bare, GraphQLInputObjectType):
            type_ = bare.fields[str(step)].type
        elif isinstance(bare, GraphQLList):
            type_ = bare.of_type
    place = ".".join(map(str, path)) or "A value"
    return RefusedError(BAD_USER_INPUT, f"{place}: send {expected(type_)}", nodes=[node])
