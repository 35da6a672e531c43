"""Tells the note of an operation by which fields it asked.

It must not tell aliases: these are the client's own words.
"""

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
)  # fmt: skip
from graphql.utilities import get_operation_ast
from strawberry.extensions import SchemaExtension

__all__ = ["WaysNamed", "root_fields"]


class WaysNamed(SchemaExtension):
    """Runs once an operation was found valid, so that its names are those of the schema."""

    def on_execute(self) -> Iterator[None]:
        """This will note the fields at the operation's root."""
        context = self.execution_context
        if context.graphql_document is not None:
            context.context.note.ways = root_fields(context.graphql_document, context.operation_name)
        yield


def root_fields(document: DocumentNode, operation_name: str | None) -> tuple[str, ...]:
    """This will name the fields at the root of the operation that is meant, each once, in order."""
    operation = get_operation_ast(document, operation_name)
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return tuple(dict.fromkeys(_names(operation.selection_set, fragments))) if operation else ()


def _names(selected: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode]) -> Iterator[str]:
    """A valid document has no fragment that holds itself."""
    for each in selected.selections:
        if isinstance(each, FieldNode):
            yield each.name.value
        elif isinstance(each, InlineFragmentNode):
            yield from _names(each.selection_set, fragments)
        elif isinstance(each, FragmentSpreadNode):
            yield from _names(fragments[each.name.value].selection_set, fragments)
