"""The one table that turns refusals into answers, and unexpected faults into an id that says nothing else.

It must not tell why something was not found.
"""

import logging
from uuid import uuid4

from graphql import GraphQLError

from api.results import ConflictResult, NotFoundResult, RuleViolationResult
from api.wording import camel_case_names, camel_case_path
from domain.refusal import Conflict, InvalidInput, NotFound, Refused

__all__ = ["LOG", "NOT_FOUND", "PublicError", "RefusalResult", "public_fault", "refusal_error", "refusal_result"]

LOG = logging.getLogger(__name__)

RefusalResult = NotFoundResult | ConflictResult | RuleViolationResult

NOT_FOUND = NotFoundResult(
    message="There is no such thing, or it is not for you to see.",
    remedy="Check the id, and that you are an active member.",
)
"""The one answer to all that is absent or forbidden to know."""


class PublicError(GraphQLError):
    """An error whose message may be shown as it is. code: in SCREAMING_SNAKE_CASE, in the error's extensions."""

    def __init__(self, message: str, code: str, **facts: str | int | None) -> None:
        super().__init__(message, extensions={"code": code, **facts})


def refusal_result(refused: Refused) -> RefusalResult:
    """This will answer a refused command."""
    match refused:
        case NotFound():
            return NOT_FOUND
        case Conflict():
            expected, actual = (_number(refused.facts.get(name)) for name in ("expected", "actual"))
            return ConflictResult(expected=expected, actual=actual, message=refused.message, remedy=refused.remedy)
        case _:
            return RuleViolationResult(
                code=refused.code,
                i18n_key=f"rule.{refused.code}",
                invariant=refused.invariant,
                message=_message(refused),
                remedy=camel_case_names(refused.remedy),
                field=_field(refused),
            )


def refusal_error(refused: Refused) -> PublicError:
    """This will answer a refused query, whose type has no place for a refusal."""
    remedy = camel_case_names(refused.remedy)
    return PublicError(_message(refused), refused.code, remedy=remedy, field=_field(refused))


def public_fault(error: BaseException) -> PublicError:
    """This will log an unexpected fault under a new id and return an error that tells this id alone."""
    fault_id = uuid4().hex[:12]
    LOG.error("fault %s", fault_id, exc_info=error, extra={"fault_id": fault_id})
    message = f"Something went wrong on our side. It was logged as fault {fault_id}: tell this number to your operator."
    return PublicError(message, "INTERNAL_ERROR", fault=fault_id)


def _message(refused: Refused) -> str:
    if isinstance(refused, InvalidInput):
        return f"{camel_case_path(refused.field)}: {camel_case_names(refused.rule)}"
    return camel_case_names(refused.message)


def _field(refused: Refused) -> str | None:
    return None if refused.field is None else camel_case_path(refused.field)


def _number(fact: object) -> int:
    return fact if isinstance(fact, int) else 0
