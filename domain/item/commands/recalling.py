"""Commands that take an item back, and how they are decided.

They must not erase anything: what a recipient holds outside of Entente only it can destroy, and say so.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.beforehand import foretold
from domain.item import events
from domain.item.permissions import acting_agency, originator, recalled
from domain.item.rules import conditions as rules
from domain.item.state import SharedItem
from domain.item.steps import in_order
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "ConfirmRecall", "RecallItem"]


@command(aggregate_id="item_id")
class RecallItem:
    """Take the item back, as its originator. from_agencies: codes of agencies that have it, null for all of them."""

    item_id: UUID
    recall_id: UUID
    reason: OperationalText
    from_agencies: tuple[AgencyCode, ...] | None = None


@command(aggregate_id="item_id")
class ConfirmRecall:
    """Confirm that one's agency keeps nothing of a recalled item, or say why it keeps something.

    kept_because: such as its use in evidence; null where all is destroyed. agency_id: the acting agency where it is
    missing; an import names it.
    """

    item_id: UUID
    recall_id: UUID
    kept_because: OperationalText | None = None
    agency_id: AgencyCode | None = None


def _recall(command: RecallItem, item: SharedItem, _act: Act) -> Iterable[events.ItemRecalled]:
    if command.recall_id in item.recalls:
        raise rules.ARecallHasAnIdOfItsOwn
    agencies = frozenset(item.holders if command.from_agencies is None else command.from_agencies)
    if not agencies or not agencies <= item.holders.keys():
        raise rules.OnlyAHolderGivesBack(others=sorted(agencies - item.holders.keys()))
    yield events.ItemRecalled(
        item_id=command.item_id,
        recall_id=command.recall_id,
        from_agencies=tuple(sorted(agencies)),
        reason=command.reason,
    )


def _confirm(command: ConfirmRecall, item: SharedItem, act: Act) -> Iterable[events.RecallConfirmed]:
    agency_id = acting_agency(command.agency_id, act)
    recall = item.recalls.get(command.recall_id)
    if recall is None or agency_id not in recall.unconfirmed:
        raise rules.ARecallIsConfirmedOnceByThoseAsked
    yield events.RecallConfirmed(
        item_id=command.item_id,
        recall_id=command.recall_id,
        agency_id=agency_id,
        kept_because=command.kept_because,
    )


@foretold
def _held(_command: type, item: SharedItem, _act: Act) -> None:
    if not item.holders:
        raise rules.OnlyAHolderGivesBack(others=[])


@foretold
def _awaited(_command: type, item: SharedItem, act: Act) -> None:
    if all(act.actor.agency_id not in each.unconfirmed for each in item.recalls.values()):
        raise rules.ARecallIsConfirmedOnceByThoseAsked


DECISIONS = (
    Decision(command=RecallItem, decide=in_order(_held(_recall)), may=originator),
    Decision(command=ConfirmRecall, decide=in_order(_awaited(_confirm)), may=recalled),
)
