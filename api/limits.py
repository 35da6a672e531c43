"""How large a request may be, and what an answer may not tell: protection that is on by default.

It must not know any field.
"""

from collections.abc import Iterator

import psycopg
from graphql import GraphQLError
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter, SchemaExtension

from api.cost import CostLimit
from api.errors import LOG, PublicError, public_fault, refusal_error
from domain.refusal import Refused
from domain.storage import LogUnavailable

__all__ = ["EXTENSIONS", "LARGEST_BODY", "HideInternals", "hidden"]

DEEPEST_QUERY = 12
"""Levels. Introspection is not counted; an investigation's requests' entries, all as connections, need nine."""

MOST_TOKENS = 2_000
"""Tokens of a document; GraphiQL's introspection query has about 400, the longest example of the README about 150."""

MOST_ALIASES = 30
"""Aliases of a document; a page that shows ten things in three ways needs no more."""

LARGEST_BODY = 262_144
"""Bytes of a request. A draft with its three longest texts at 20,000 characters of up to four bytes fits."""


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
            message = "The answer took too long and was not finished."
            remedy = "Ask for smaller pages, a narrower filter, or without totalCount."
            return PublicError(message, "TIMEOUT", remedy=remedy)
        case psycopg.OperationalError() | LogUnavailable():
            LOG.error("no database", exc_info=original)
            return PublicError("The database does not answer. Ask again in a moment.", "UNAVAILABLE")
        case _:
            return public_fault(original)


EXTENSIONS = (
    lambda: QueryDepthLimiter(max_depth=DEEPEST_QUERY),
    lambda: MaxTokensLimiter(max_token_count=MOST_TOKENS),
    lambda: MaxAliasesLimiter(max_alias_count=MOST_ALIASES),
    CostLimit,
    HideInternals,
)
"""Made anew for each operation."""
