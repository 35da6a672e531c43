"""Conditions on the invented item of tests/support/items.py, given to BE-SPOC and DE-SPOC, and who sees it then.

They must not decide anything: expectations stand in the tests.
"""

from uuid import UUID

from domain.aggregate import Actor
from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.investigation.events import MemberClearanceChanged
from domain.investigation.readers import reader_of
from domain.investigation.vocabulary import MemberRole
from domain.item import SharedItem
from domain.item.events import ItemRecalled, RestrictionImposed
from domain.item.vocabulary import Recipient
from domain.marking import Marking
from domain.need_to_know import denial
from domain.vocabulary import Classification
from tests.support.given import Given, Happened
from tests.support.investigations import BEA, CASE, DIRK, LENA, admitted
from tests.support.items import CARL, DORA, ITEM_ID, item, of, shared

__all__ = ["SHARED_WITH_BOTH", "after", "cleared", "recalled", "restriction", "sees", "who_sees"]

SHARED_WITH_BOTH = shared(of("BE-SPOC"), of("DE-SPOC"))


def after(*happenings: Event | Happened, people: tuple[Event, ...] = ()) -> Given[SharedItem]:
    """This will start a spec from what happened to the item; Dirk is a member, too. people: what happened later."""
    return item(*happenings, and_then=(admitted("dirk", "DE-SPOC", MemberRole.LEADER), *people))


def cleared(member_id: str, clearance: Classification | None) -> Event:
    """This will clear a member up to a level."""
    return MemberClearanceChanged(investigation_id=CASE, member_id=member_id, clearance=clearance)


def restriction(number: int, marking: Marking, *to_confirm: str, left: tuple[Recipient, ...] | None = None) -> Event:
    """This will restrict the item by its originator. left: who may still see it."""
    return RestrictionImposed(
        item_id=ITEM_ID,
        restriction_id=UUID(int=number),
        by_agency_id="FR-SPOC",
        own_use_only=False,
        marking=marking,
        recipients=left,
        to_confirm=to_confirm,
        reason="The source is in danger.",
    )


def recalled(*agencies: str) -> ItemRecalled:
    """This will recall the item from agencies, by the recall with the id 1."""
    return ItemRecalled(item_id=ITEM_ID, recall_id=UUID(int=1), from_agencies=agencies, reason="wrong person")


def sees(spec: Given[SharedItem], actor: Actor) -> bool:
    """This will tell whether a person may see the item now."""
    investigation = spec.states[(INVESTIGATION.name, str(CASE))]
    reader = reader_of(investigation, actor, spec.now.date())
    return denial(reader, spec.state.need_of(actor.agency_id or "")) is None


def who_sees(spec: Given[SharedItem]) -> set[str]:
    """This will name who of the originator and its two recipients sees the item."""
    return {actor.actor_id for actor in (LENA, CARL, BEA, DORA, DIRK) if sees(spec, actor)}
