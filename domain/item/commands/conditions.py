"""Commands that set the conditions on an item, add to them, and take note of them; and how they are decided.

They must not decide who may see it: that follows from all conditions together, see `SharedItem.need_of`.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.beforehand import foretold
from domain.investigation import INVESTIGATION
from domain.item import events
from domain.item.markings import sound
from domain.item.parts import words_of
from domain.item.permissions import acting_agency, bound, holder_or_originator, originator
from domain.item.restricting import require_added, require_holders, require_named, require_persons
from domain.item.rules import conditions as rules
from domain.item.state import SharedItem
from domain.item.steps import having, having_side, in_order, in_work, naming
from domain.item.vocabulary import Recipient
from domain.marking import Marking, is_stricter
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "ConfirmRestriction", "ImposeRestriction", "LiftRestriction", "SetHandling"]


@command(aggregate_id="item_id")
class SetHandling:
    """Set the item's own marking anew, as its originator; once it is shared only to a looser one."""

    item_id: UUID
    marking: Marking
    reason: OperationalText


@command(aggregate_id="item_id")
class ImposeRestriction:
    """Add conditions: as the originator for all, each of which is to confirm; as a recipient for itself alone.

    recipients: the only ones who may still see it, null for all that have it. by_agency_id: the acting agency where it
    is missing; an import names it.
    """

    item_id: UUID
    restriction_id: UUID
    marking: Marking
    reason: OperationalText
    recipients: tuple[Recipient, ...] | None = None
    by_agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class LiftRestriction:
    """Lift a restriction, as the agency that imposed it. by_agency_id: as in ImposeRestriction."""

    item_id: UUID
    restriction_id: UUID
    reason: OperationalText
    by_agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class ConfirmRestriction:
    """Confirm that one's agency took note of a restriction and obeys it, also where it is shut out or it was lifted.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    restriction_id: UUID
    agency_id: AgencyCode | None = None


def _set(command: SetHandling, item: SharedItem, act: Act) -> Iterable[events.HandlingConditionsSet]:
    marking = sound(command.marking, act.facts.of(INVESTIGATION, item.investigation_id), act)
    words = words_of(marking.handling_text)
    is_stricter_now = is_stricter(marking, item.marking)
    if not is_stricter_now and not is_stricter(item.marking, marking) and words == item.words:
        raise rules.TheConditionsAreAChange
    if item.is_shared and (is_stricter_now or words not in (b"", item.words)):
        raise rules.OnceSharedAnItemIsOnlyLoosened
    yield events.HandlingConditionsSet(item_id=command.item_id, marking=marking, reason=command.reason)


def _impose(command: ImposeRestriction, item: SharedItem, act: Act) -> Iterable[events.RestrictionImposed]:
    with naming("by_agency_id"):
        agency_id = having_side(command.by_agency_id, item, act)
    if command.restriction_id in item.restrictions:
        raise rules.ARestrictionHasAnIdOfItsOwn
    investigation = act.facts.of(INVESTIGATION, item.investigation_id)
    marking = sound(command.marking, investigation, act)
    require_holders(command.recipients, item, agency_id)
    require_persons(command.recipients, investigation)
    require_named(marking, command.recipients, item, agency_id)
    require_added(marking, command.recipients, item, agency_id)
    own_use_only = agency_id != item.originator_agency_id
    yield events.RestrictionImposed(
        item_id=command.item_id,
        restriction_id=command.restriction_id,
        by_agency_id=agency_id,
        own_use_only=own_use_only,
        marking=marking,
        recipients=command.recipients,
        to_confirm=() if own_use_only else tuple(sorted(item.holders)),
        reason=command.reason,
    )


def _lift(command: LiftRestriction, item: SharedItem, act: Act) -> Iterable[events.RestrictionLifted]:
    agency_id = acting_agency(command.by_agency_id, act)
    restriction = item.restrictions.get(command.restriction_id)
    if restriction is None or restriction.is_lifted or restriction.by_agency_id != agency_id:
        raise rules.OnlyARestrictionOfOnesOwnIsLifted
    yield events.RestrictionLifted(
        item_id=command.item_id, restriction_id=command.restriction_id, reason=command.reason
    )


def _confirm(command: ConfirmRestriction, item: SharedItem, act: Act) -> Iterable[events.RestrictionConfirmed]:
    agency_id = acting_agency(command.agency_id, act)
    restriction = item.restrictions.get(command.restriction_id)
    if restriction is None or agency_id not in restriction.unconfirmed:
        raise rules.ARestrictionIsConfirmedOnceByThoseAsked
    yield events.RestrictionConfirmed(
        item_id=command.item_id, restriction_id=command.restriction_id, agency_id=agency_id
    )


@foretold
def _own(_command: type, item: SharedItem, act: Act) -> None:
    if all(each.is_lifted or each.by_agency_id != act.actor.agency_id for each in item.restrictions.values()):
        raise rules.OnlyARestrictionOfOnesOwnIsLifted


@foretold
def _awaited(_command: type, item: SharedItem, act: Act) -> None:
    if all(act.actor.agency_id not in each.unconfirmed for each in item.restrictions.values()):
        raise rules.ARestrictionIsConfirmedOnceByThoseAsked


DECISIONS = (
    Decision(command=SetHandling, decide=in_work(_set), may=originator),
    Decision(command=ImposeRestriction, decide=in_order(foretold(having)(_impose)), may=holder_or_originator),
    Decision(command=LiftRestriction, decide=in_order(_own(_lift)), may=holder_or_originator),
    Decision(command=ConfirmRestriction, decide=in_order(_awaited(_confirm)), may=bound),
)
