"""Which operation of a document is meant, and a code for every error that carries none of its own.

It must not know any field.
"""

import re
from collections.abc import Iterator

from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension

from api.documents.counting import MOST_TOKENS, too_large
from api.errors import PublicError

__all__ = ["OneOperation", "coded"]

BEYOND_TOKENS = re.compile(r"more tha[nt] \d+ tokens")
"""How the parser refuses a document, as soon as it meets one token too many."""

UNFIT_VALUE = re.compile(r"has invalid (default )?value|cannot represent|Expected value of|was not provided")
"""How a value is refused that does not fit its scalar, enum or input type, in a variable or in the document."""


class OneOperation(SchemaExtension):
    """Refuses a document of several operations where none is named (GraphQL specification, 6.1)."""

    def on_validate(self) -> Iterator[None]:
        """This will put the refusal in the place of validation."""
        context = self.execution_context
        definitions = context.graphql_document.definitions if context.graphql_document else ()
        operations = [each for each in definitions if isinstance(each, OperationDefinitionNode)]
        given = context._provided_operation_name  # noqa: SLF001  # the property would tell the first one
        if len(operations) > 1 and given is None:
            message = "The document holds several operations: name the one that is meant in `operationName`."
            context.pre_execution_errors = [PublicError(message, "OPERATION_NAME_MISSING")]
        yield


def coded(error: GraphQLError) -> GraphQLError:
    """This will return the error with `extensions.code`: its own, or that of its kind."""
    if (error.extensions or {}).get("code"):
        return error
    if isinstance(error, GraphQLSyntaxError) and BEYOND_TOKENS.search(error.message):
        return too_large("tokens", MOST_TOKENS, MOST_TOKENS + 1)
    extensions = {**(error.extensions or {}), "code": _code(error)}
    return GraphQLError(
        error.message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


def _code(error: GraphQLError) -> str:
    if UNFIT_VALUE.search(error.message):
        return "INVALID_INPUT"
    return "SYNTAX_ERROR" if isinstance(error, GraphQLSyntaxError) else "INVALID_OPERATION"
