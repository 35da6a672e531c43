"""How large a request may be, and what an answer may not tell: protection that is on by default.

It must not know any field.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator

import psycopg
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from api.cost import CostLimit
from api.documents.reading import ReadOnce
from api.errors import LOG, PublicError, public_fault, refusal_error
from domain.refusal import Refused
from domain.storage import LogUnavailable

__all__ = ["EXTENSIONS", "LARGEST_BODY", "HideInternals", "hidden"]

LARGEST_BODY = 262_144
"""Bytes of a request. A draft with its three longest texts at 20,000 characters of up to four bytes fits."""


TOO_SLOW = "The answer took too long and was not finished."
SMALLER = "Ask for smaller pages, a narrower filter, or without totalCount."


class HideInternals(SchemaExtension):
    """Replaces every unexpected fault by an error that tells only the id under which it was logged."""

    def on_operation(self) -> Iterator[None]:
        """This will pass over the errors after the operation has ended."""
        yield
        result = self.execution_context.result
        errors = getattr(result, "errors", None)
        if result is not None and errors:
            result.errors = [hidden(error) for error in errors]


def hidden(error: GraphQLError) -> GraphQLError:
    """This will return an error as it may be told: of an unexpected fault only the id under which it was logged."""
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        return error
    public = _public(original)
    return GraphQLError(public.message, nodes=error.nodes, path=error.path, extensions=public.extensions)


def _public(original: Exception) -> PublicError:
    match original:
        case Refused():
            return refusal_error(original)
        case psycopg.DataError():
            # A value passed every check of shape, but PostgreSQL cannot hold it: a NUL in a text, a forged cursor.
            return PublicError(
                "A value does not fit the field it was sent for.", "INVALID_INPUT", remedy="Send another value."
            )
        case psycopg.errors.UndefinedTable():
            return PublicError("The read models are being built. Ask again in a moment.", "NOT_YET_VISIBLE")
        case psycopg.errors.QueryCanceled():
            return PublicError(TOO_SLOW, "TIMEOUT", remedy=SMALLER)
        case psycopg.OperationalError() | LogUnavailable():
            LOG.error("no database", exc_info=original)
            return PublicError("The database does not answer. Ask again in a moment.", "UNAVAILABLE")
        case _:
            return public_fault(original)


class TimeLimit(SchemaExtension):
    """Ends a query that takes too long as a whole, however short each of its statements is.

    A command is not ended: it takes one transaction, and whoever gave it is to learn what became of it.
    """

    async def on_execute(self) -> AsyncIterator[None]:
        """This will carry out the operation in its time."""
        context = self.execution_context
        if context.operation_type is not OperationType.QUERY:
            yield
            return
        limit_s = context.context.dependencies.settings.operation_limit_s
        try:
            async with asyncio.timeout(limit_s):
                yield
        except TimeoutError as error:
            raise PublicError(TOO_SLOW, "TIMEOUT", remedy=SMALLER, limit=f"{limit_s:g} s") from error


EXTENSIONS = (
    ReadOnce,
    CostLimit,
    TimeLimit,
    HideInternals,
)
"""Made anew for each operation."""
