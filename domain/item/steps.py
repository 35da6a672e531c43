"""What all steps of an item have in common: an exact time, an item that is not erased, an investigation that takes it.

It must not know what a step brings; the decisions are wrapped by `in_work`, `answering` and `in_order`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from typing import TypeVar

from domain.aggregate import Act, timed_exactly
from domain.beforehand import given
from domain.event import ActorKind, Event
from domain.investigation import INVESTIGATION
from domain.investigation.vocabulary import Phase
from domain.item.order import require_order
from domain.item.permissions import acting_agency
from domain.item.rules.registering import (
    AnErasedItemRests,
    AnItemBelongsToAnOpenInvestigation,
    OnlyAnAgencyThatHasItDoesThis,
)
from domain.item.state import SharedItem
from domain.refusal import RuleViolation

__all__ = ["answering", "day_of", "given_side", "having", "having_side", "in_order", "in_work", "naming"]

C = TypeVar("C")
Decide = Callable[[C, SharedItem, Act], Iterable[Event]]


def in_work(decide: Decide[C]) -> Decide[C]:
    """This will let a step be decided in an open investigation only, of an item that is not erased."""
    return given(_in_an_open_investigation)(answering(decide))


def answering(decide: Decide[C]) -> Decide[C]:
    """This will let a step be decided also in a closed investigation, which leaves questions to be answered."""
    return given(_while_kept)(in_order(decide))


def in_order(decide: Decide[C]) -> Decide[C]:
    """This will let a step be decided whenever it came after what it rests on; its time is exact."""

    @wraps(decide)
    def afterwards(command: C, item: SharedItem, act: Act) -> Iterable[Event]:
        require_order(command, item, act)
        return decide(command, item, act)

    return timed_exactly(afterwards)


def having(_command: type, item: SharedItem, act: Act) -> None:
    """This will raise a rule where the acting agency does not have the item; for `foretold`."""
    having_side(None, item, act)


def day_of(act: Act) -> date:
    """This will tell the day of an act: the present one, as nobody chooses it; an import tells another."""
    at = act.occurred.at if act.actor.kind is ActorKind.IMPORT else None
    return (at or act.recorded_at).date()


def having_side(named: str | None, item: SharedItem, act: Act) -> str:
    """This will return the acting agency; raises a rule where it does not have the item."""
    agency_id = acting_agency(named, act)
    if not item.may_have(agency_id):
        raise OnlyAnAgencyThatHasItDoesThis(agency_id=agency_id)
    return agency_id


def given_side(named: str | None, item: SharedItem, act: Act) -> str:
    """This will return the acting agency; raises a rule where it was not given the item."""
    agency_id = having_side(named, item, act)
    if agency_id == item.originator_agency_id:
        raise OnlyAnAgencyThatHasItDoesThis(agency_id=agency_id)
    return agency_id


def _in_an_open_investigation(item: SharedItem, act: Act) -> None:
    if not act.facts.of(INVESTIGATION, item.investigation_id).is_open:
        raise AnItemBelongsToAnOpenInvestigation


def _while_kept(item: SharedItem, act: Act) -> None:
    if act.facts.of(INVESTIGATION, item.investigation_id).phase is Phase.ARCHIVED:
        raise AnItemBelongsToAnOpenInvestigation
    if item.is_erased:
        raise AnErasedItemRests


@contextmanager
def naming(field: str) -> Iterator[None]:
    """This will let a rule name the field by which this command calls what others call otherwise."""
    try:
        yield
    except RuleViolation as refusal:
        refusal.field = field
        raise
