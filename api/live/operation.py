"""One subscription: each message is made, put on record, and only then handed out.

It must not know any field, nor how messages reach the client.
"""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Any

from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult, PreExecutionError

from api.errors import PublicError
from api.ledger.noting import noting
from api.ledger.writing import LedgerUnavailable
from api.limits import hidden
from api.live.messages import Close, Closed, Operation
from api.operations import coded
from api.schema import EntenteSchema
from api.subscriptions.context import AccessEnded, LiveContext
from api.unfit_values import unfit_value

__all__ = ["Payloads", "Refused", "payloads"]


Payloads = AsyncGenerator[dict[str, Any], None]
"""What is sent of a subscription, one after the other."""


NOT_TO_FOLLOW = (InvalidOperationTypeError, CannotGetOperationTypeError, MissingQueryError)
"""How the library refuses what is no subscription."""


class Refused(Exception):  # named for what becomes of the subscription
    """The subscription ends with errors. errors: as a client is told them."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.errors = errors


async def payloads(schema: EntenteSchema, asked: Operation, context: LiveContext) -> Payloads:
    """This will follow a subscription; what each payload shows is on record before it is handed out.

    Raises Refused where it ends with errors, Closed where the whole socket has to.
    """
    results = await schema.subscribe(asked.query, asked.variables, context, operation_name=asked.operation_name)
    async with aclosing(results):
        while True:
            with noting(context.begin_note()):
                result = await anext(results, None)
            await context.close()
            if result is None:
                return
            told = _told(schema, result)
            await _on_record(context)
            yield told
            context.begin()


def _told(schema: EntenteSchema, result: ExecutionResult | PreExecutionError) -> dict[str, Any]:
    """What is sent of a result; without data it is the end."""
    _raise_closed(result.errors or ())
    errors = [_shown(schema, error) for error in result.errors or ()]
    if result.data is None:
        raise Refused(errors)
    return {"data": result.data, **({"errors": errors} if errors else {})}


def _raise_closed(errors: Iterable[GraphQLError]) -> None:
    for error in errors:
        if isinstance(error.original_error, AccessEnded):
            raise Closed(Close.FORBIDDEN, "What you followed is not for you any more.") from error


def _shown(schema: EntenteSchema, error: GraphQLError) -> dict[str, Any]:
    """An error as over HTTP: with a code, and of a fault nothing but the id under which it was logged."""
    if isinstance(error.original_error, NOT_TO_FOLLOW):
        return dict(
            PublicError(
                "By a socket or an event stream subscriptions are followed, and nothing else is asked.",
                "INVALID_OPERATION",
            ).formatted
        )
    public = hidden(error)
    return dict((unfit_value(public, schema._schema) or coded(public)).formatted)  # noqa: SLF001  # as the endpoint


async def _on_record(context: LiveContext) -> None:
    try:
        await context.settle()
    except LedgerUnavailable as error:
        raise Closed(Close.TRY_AGAIN, "What you see is put on record first, and that is not possible now.") from error
