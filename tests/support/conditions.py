"""What is told as conditions change: restrictions of the invented item, a marked request, and what grew out of them.

It must not hold expectations: these stand in the tests.
"""

from uuid import UUID

from domain.event import Event
from domain.followup.events import FollowUpOpened, SourceKind
from domain.investigation.events import PartnerLeft
from domain.item import events as of_item
from domain.marking import Marking
from domain.request import events as of_request
from domain.vocabulary import Instrument, Urgency
from tests.support.investigations import CASE
from tests.support.items import ITEM_ID, SECRET

__all__ = ["FOLLOWUP", "HELD", "LEFT", "LIFTED", "REQUEST", "opened", "restricted", "sent"]

REQUEST, FOLLOWUP, RESTRICTION = UUID(int=21), UUID(int=22), UUID(int=23)


def restricted(marking: Marking = SECRET) -> of_item.RestrictionImposed:
    """This will restrict the item for all."""
    return of_item.RestrictionImposed(
        item_id=ITEM_ID, restriction_id=RESTRICTION, by_agency_id="FR-SPOC", own_use_only=False, marking=marking,
        recipients=None, to_confirm=("BE-SPOC",), reason="Sources",
    )  # fmt: skip


LIFTED = of_item.RestrictionLifted(item_id=ITEM_ID, restriction_id=RESTRICTION, reason="Over")
LEFT = PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="Over")
HELD = of_item.LegalHoldPlaced(item_id=ITEM_ID, hold_id=UUID(int=24), by_agency_id="FR-SPOC", reason="A trial")


def sent(marking: Marking | None, to: str = "BE-SPOC") -> tuple[Event, ...]:
    """This will draft and send a request of FR-SPOC."""
    content = of_request.RequestContent(instrument=Instrument.EU_EIO, urgency=Urgency.ROUTINE, marking=marking)
    drafted = of_request.RequestDrafted(
        request_id=REQUEST, investigation_id=CASE, requesting_agency_id="FR-SPOC", requesting_unit_id=None,
        requested_agency_id=to, content=content,
    )  # fmt: skip
    sent = of_request.RequestSent(
        request_id=REQUEST, investigation_id=CASE, requesting_agency_id="FR-SPOC", requesting_unit_id=None,
        requested_agency_id=to, requested_tz="Europe/Brussels", content=content, profile="EU_EIO", protocol="2024.1",
    )  # fmt: skip
    return drafted, sent


def opened(source: SourceKind, source_id: UUID) -> FollowUpOpened:
    """This will open a follow-up of what it grew out of."""
    return FollowUpOpened(
        followup_id=FOLLOWUP, investigation_id=CASE, source=source, source_ref=str(source_id), source_id=source_id,
        opened_by_agency_id="FR-SPOC", task="Find the owner",
    )  # fmt: skip
