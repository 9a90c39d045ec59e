"""A document on its way in: parsed, limited, validated; the first fault alone is told, and nothing is suggested."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import ASTValidationRule, ValuesOfCorrectTypeRule
from graphql.validation.validate import ValidationAbortedError

from ostiary.api.errors import PARSE_FAILED, VALIDATION_FAILED, RefusedError
from ostiary.api.limits import TOKENS_MAX, only_operation, root_fields_of, shape_of
from ostiary.api.prepared import Prepared, prepared
from ostiary.api.values import LiteralsFitRule

_CACHED = 256

_RULES: Sequence[type[ASTValidationRule]] = [
    LiteralsFitRule if rule is ValuesOfCorrectTypeRule else rule for rule in specified_rules
]


@dataclass(frozen=True)
class Document:
    """A valid document within the limits, with one operation."""

    node: DocumentNode
    operation: OperationDefinitionNode
    is_introspecting: bool
    root_fields: tuple[str, ...]
    prepared: Prepared | None = None

    @property
    def told(self) -> str:
        """What the log and the metrics call it: its root field, or that there are several. Never a caller's word."""
        named = set(self.root_fields)
        return named.pop() if len(named) == 1 else "several"


def checked_document(schema: GraphQLSchema, text: str) -> Document:
    """The document; raises RefusedError. Texts that hold literals are not kept: a password may be among them."""
    return _check(schema, text) if '"' in text else _check_once(schema, text)


def check_operation_name(document: Document, name: str | None) -> None:
    """A name that is sent must be the operation's."""
    own = document.operation.name.value if document.operation.name else None
    if name is not None and name != own:
        raise RefusedError(VALIDATION_FAILED, "`operationName` names no operation of the document.")


def _check(schema: GraphQLSchema, text: str) -> Document:
    node = _parsed(text)
    operation = only_operation(node)
    shape = shape_of(node, operation)
    for fault in validate(schema, node, _RULES, max_errors=1, hide_suggestions=True)[:1]:
        raise _told(fault)
    return Document(node, operation, shape.is_introspecting, root_fields_of(node, operation))


@lru_cache(_CACHED)
def _check_once(schema: GraphQLSchema, text: str) -> Document:
    document = _check(schema, text)
    if "@" in text:  # a directive
        return document
    return replace(document, prepared=prepared(schema, document.node, document.operation))


def _parsed(text: str) -> DocumentNode:
    try:
        return parse(text, max_tokens=TOKENS_MAX)
    except GraphQLSyntaxError as fault:
        is_long = "contains more than" in fault.message
        advice = f"Use at most {TOKENS_MAX} tokens." if is_long else "The document is not GraphQL from here on."
        raise RefusedError(PARSE_FAILED, advice, source=fault.source, positions=fault.positions) from None


def _told(fault: GraphQLError) -> GraphQLError:
    if isinstance(fault, RefusedError):
        return fault
    if isinstance(fault, ValidationAbortedError):
        return RefusedError(VALIDATION_FAILED, "The document is too complicated. Ask for less at a time.")
    return RefusedError(VALIDATION_FAILED, fault.message, nodes=fault.nodes)
