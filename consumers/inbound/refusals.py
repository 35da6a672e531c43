"""Why a message is not carried out, in the words of the contracts.

It must not decide what becomes of a message, nor tell more than its sender may know.
"""

import logging
from datetime import UTC, datetime
from uuid import uuid4

from consumers.contracts import MessageRefused, Reason, Refusal
from domain.refusal import Refused

__all__ = ["id_reused", "is_final", "of_decision", "of_message"]

LOGGER = logging.getLogger(__name__)

FINAL = frozenset({Reason.SOURCE_NOT_ALLOWED, Reason.ID_REUSED})


def is_final(refusal: Refusal) -> bool:
    """This will tell whether nothing waits for it: perhaps those in whose line it stands have not sent it."""
    return refusal.reason in FINAL


def of_message(refused: MessageRefused) -> Refusal:
    """This will say why a message is no command."""
    return Refusal.of(refused, _now())


def of_decision(result: Refused | Exception) -> Refusal:
    """This will say why a command was not carried out; a mistake of ours is told by the id under which it is logged."""
    if isinstance(result, Refused):
        return Refusal.by_domain(result, _now())
    fault_id = str(uuid4())
    LOGGER.error("a decision failed", extra={"fault_id": fault_id}, exc_info=result)
    rule = f"a fault on our side, {fault_id}"
    return Refusal(reason=Reason.HANDLER_FAULT, field="", rule=rule, accepted="", at=_now())


def id_reused() -> Refusal:
    """This will say that a source has sent other content under the same id."""
    rule = "this source has sent other content under this id"
    return Refusal(reason=Reason.ID_REUSED, field="ce_id", rule=rule, accepted="an id of its own", at=_now())


def _now() -> datetime:
    return datetime.now(UTC)
