"""Commands on restrictions that nobody confirms: a reminder, then a listed exception; and how they are decided.

They must not confirm anything for anybody, nor change who may see the item.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.investigation import INVESTIGATION
from domain.item import events
from domain.item.parts import Restriction
from domain.item.permissions import for_processes
from domain.item.rules import reminding as rules
from domain.item.state import SharedItem
from domain.item.steps import answering
from domain.vocabulary import AgencyCode

__all__ = ["DECISIONS", "LISTED_AFTER", "REMINDED_AFTER", "ListUnconfirmedRestriction", "RemindOfRestriction"]

REMINDED_AFTER = timedelta(hours=48)
"""A day is left then until the exception."""

LISTED_AFTER = timedelta(hours=72)
"""What nobody confirmed for so long is a listed exception (metric M22)."""


@command(aggregate_id="item_id")
class RemindOfRestriction:
    """Remind an agency of a restriction that it has not confirmed in 48 hours; only a process does this, once."""

    item_id: UUID
    restriction_id: UUID
    agency_id: AgencyCode


@command(aggregate_id="item_id")
class ListUnconfirmedRestriction:
    """Put on record that an agency left a restriction unconfirmed for 72 hours; only a process does this, once.

    Of an agency that takes part no more, at once.
    """

    item_id: UUID
    restriction_id: UUID
    agency_id: AgencyCode


def _remind(command: RemindOfRestriction, item: SharedItem, act: Act) -> Iterable[events.RestrictionReminderSent]:
    restriction = _owed(command, item)
    if command.agency_id in restriction.reminded or command.agency_id in restriction.listed:
        raise rules.AReminderIsSentOnce(agency_id=command.agency_id)
    _require_term(command, item, act, REMINDED_AFTER)
    yield events.RestrictionReminderSent(
        item_id=command.item_id, restriction_id=command.restriction_id, agency_id=command.agency_id
    )


def _list(
    command: ListUnconfirmedRestriction, item: SharedItem, act: Act
) -> Iterable[events.RestrictionLeftUnconfirmed]:
    restriction = _owed(command, item)
    if command.agency_id in restriction.listed:
        raise rules.AnExceptionIsListedOnce(agency_id=command.agency_id)
    if act.facts.of(INVESTIGATION, item.investigation_id).is_partner(command.agency_id):
        _require_term(command, item, act, LISTED_AFTER)
    yield events.RestrictionLeftUnconfirmed(
        item_id=command.item_id, restriction_id=command.restriction_id, agency_id=command.agency_id
    )


def _owed(command: RemindOfRestriction | ListUnconfirmedRestriction, item: SharedItem) -> Restriction:
    restriction = item.restrictions.get(command.restriction_id)
    if restriction is None or restriction.is_lifted or command.agency_id not in restriction.unconfirmed:
        raise rules.OnlyAnOwedConfirmationIsAskedForAgain(agency_id=command.agency_id)
    return restriction


def _require_term(
    command: RemindOfRestriction | ListUnconfirmedRestriction, item: SharedItem, act: Act, term: timedelta
) -> None:
    imposed_at = item.begun.get(command.restriction_id)
    if imposed_at is not None and act.recorded_at < imposed_at + term:
        raise rules.AConfirmationHasItsTerm(due_utc=imposed_at + term)


DECISIONS = (
    Decision(command=RemindOfRestriction, decide=answering(_remind), may=for_processes),
    Decision(command=ListUnconfirmedRestriction, decide=answering(_list), may=for_processes),
)
