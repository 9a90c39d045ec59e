"""The shape limits of a document (design/security.md, "GraphQL"): operations, root fields, depth, aliases.

The lockout holds without any of this: it counts attempts, not requests.
"""

from collections import Counter
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from ostiary.api.errors import VALIDATION_FAILED, RefusedError

TOKENS_MAX = 1000
DEPTH_MAX = 8
ALIASES_MAX = 15
REPEATS_MAX = 50
"""Of one name in a document: comparing and merging repeated fields costs the square of their number."""

_INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True)
class Shape:
    """What a selection comes to, its fragments followed. Introspection adds no depth: it has a rule of its own."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    is_introspecting: bool = False

    def beside(self, other: "Shape") -> "Shape":
        """Both in one selection set."""
        return Shape(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.fields + other.fields,
            self.is_introspecting or other.is_introspecting,
        )


@dataclass
class _Walk:
    """Follows each fragment once; a fragment inside itself adds nothing here, validation refuses it."""

    fragments: dict[str, FragmentDefinitionNode]
    known: dict[str, Shape] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)

    def of(self, selections: SelectionSetNode | None) -> Shape:
        found = Shape()
        for selection in selections.selections if selections else ():
            if isinstance(selection, FieldNode):
                found = found.beside(self._of_field(selection))
            elif isinstance(selection, FragmentSpreadNode):
                found = found.beside(self._of_fragment(selection.name.value))
            else:
                found = found.beside(self.of(getattr(selection, "selection_set", None)))
        return found

    def _of_field(self, node: FieldNode) -> Shape:
        inner = self.of(node.selection_set)
        name = node.name.value
        self.names[name] += 1
        is_introspecting = name in _INTROSPECTION
        return Shape(
            depth=1 if is_introspecting else 1 + inner.depth,
            aliases=inner.aliases + (1 if node.alias else 0),
            fields=0 if name == "__typename" else 1,
            is_introspecting=is_introspecting or inner.is_introspecting,
        )

    def _of_fragment(self, name: str) -> Shape:
        if name not in self.known:
            self.known[name] = Shape()
            fragment = self.fragments.get(name)
            self.known[name] = self.of(fragment.selection_set if fragment else None)
        return self.known[name]


def only_operation(document: DocumentNode) -> OperationDefinitionNode:
    """The document's operation: one per document, so that what is limited is what is run."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) != 1:
        raise _beyond("Send exactly one operation in a document.")
    return operations[0]


def shape_of(document: DocumentNode, operation: OperationDefinitionNode) -> Shape:
    """The operation's shape; refuses what is beyond the limits."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    walk = _Walk(fragments)
    shape = walk.of(operation.selection_set)
    if operation.operation is OperationType.SUBSCRIPTION and shape.fields > 1:
        raise _beyond("Send one field in a subscription.")
    if operation.operation is OperationType.MUTATION and shape.fields > 1:
        raise _beyond("Send one field in a mutation: each is a request of its own.")
    if shape.depth > DEPTH_MAX:
        raise _beyond(f"Nest fields at most {DEPTH_MAX} deep.")
    if shape.aliases > ALIASES_MAX:
        raise _beyond(f"Use at most {ALIASES_MAX} aliases.")
    if max(walk.names.values(), default=0) > REPEATS_MAX:
        raise _beyond(f"Name a field at most {REPEATS_MAX} times.")
    return shape


def root_fields_of(document: DocumentNode, operation: OperationDefinitionNode) -> tuple[str, ...]:
    """The names of the operation's root fields, fragments followed, each once, in their order. For a valid document."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    found: dict[str, None] = {}
    waiting = list(operation.selection_set.selections)[::-1]
    while waiting:
        selection = waiting.pop()
        if isinstance(selection, FieldNode):
            found[selection.name.value] = None
        elif isinstance(selection, FragmentSpreadNode):
            # Once: fragments that name each other twice would come to two to the power of their number.
            fragment = fragments.pop(selection.name.value, None)
            waiting += fragment.selection_set.selections[::-1] if fragment else ()
        elif isinstance(selection, InlineFragmentNode):
            waiting += selection.selection_set.selections[::-1]
    return tuple(found)


def _beyond(message: str) -> RefusedError:
    return RefusedError(VALIDATION_FAILED, message)
