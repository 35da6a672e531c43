"""When a partner leaves, then each request and follow-up that it leaves open becomes a follow-up of who stays.

Its members lose access by the event itself. It must not open anything for an agency that may not know what it grew out
of, nor for a partner that is back; nor list what the partner had not confirmed, see the restrictions.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from consumers.automations.automation import NAMESPACE, Automation, History, Step
from consumers.automations.cases import standing
from domain.event import Event, Recorded
from domain.followup import FOLLOWUP
from domain.followup.commands import OpenFollowUp
from domain.followup.events import SourceKind
from domain.followup.state import FollowUp
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.events import PartnerLeft
from domain.investigation.readers import has_reader_of
from domain.item import ITEM
from domain.need_to_know import Need
from domain.request import REQUEST
from domain.request.state import Request

__all__ = ["WHEN_A_PARTNER_LEAVES"]


def _follow(recorded: Recorded, history: History) -> Iterable[Step]:
    event = recorded.event
    if not isinstance(event, PartnerLeft):
        return
    case = history.case(event.investigation_id)
    investigation = standing(case, INVESTIGATION, recorded.position).get(event.investigation_id)
    if investigation is None or investigation.is_partner(event.agency_id):
        return
    left = _Left(event.agency_id, investigation, case, recorded)
    yield from left.requests()
    yield from left.followups()


class _Left:
    """What an agency left in a case."""

    def __init__(self, agency_id: str, investigation: Investigation, case: list[Recorded], left: Recorded) -> None:
        self._agency_id, self._investigation, self._envelope = agency_id, investigation, left.envelope
        self._requests = standing(case, REQUEST, left.position)
        self._followups = standing(case, FOLLOWUP, left.position)
        self._items = standing(case, ITEM, left.position)

    def requests(self) -> Iterator[Step]:
        """The requests to and from it that are neither answered nor withdrawn."""
        for request_id, request in self._requests.items():
            parties = (request.requesting_agency_id, request.requested_agency_id)
            if request.is_open and self._agency_id in parties:
                other = next((each for each in parties if each != self._agency_id), parties[0])
                yield self._step(
                    request_id,
                    self._for_whom(request.need, other),
                    (SourceKind.REQUEST, str(request_id), None),
                    f"{self._agency_id} left the investigation while this request was open. "
                    "Withdraw it, pass it on, or see how it is finished without that agency.",
                )

    def followups(self) -> Iterator[Step]:
        """The follow-ups that it was to do, to assign or to verify."""
        for followup_id, followup in self._followups.items():
            if followup.is_open and self._agency_id in (followup.opened_by_agency_id, followup.assigned_agency_id):
                other = followup.opened_by_agency_id
                yield self._step(
                    followup_id,
                    self._for_whom(self._need_of(followup), other),
                    (followup.source, followup.source_ref, followup.review_id),
                    f"{self._agency_id} left the investigation before the follow-up {followup_id} of this was "
                    "finished. Give it to another agency, or see that it is done.",
                )

    def _step(self, of: UUID, agency_id: str, source: tuple[SourceKind, str, UUID | None], task: str) -> Step:
        kind, ref, review_id = source
        command = OpenFollowUp(
            followup_id=uuid5(NAMESPACE, f"{self._envelope.event_id}:{of}"),
            investigation_id=self._investigation.investigation_id,
            source=kind,
            source_ref=ref,
            task=task,
            opened_by_agency_id=agency_id,
            review_id=review_id,
        )
        return Step(str(of), command)

    def _for_whom(self, need: Need | None, other: str) -> str:
        """The lead agency where anybody of it may know; else the other side, where that has not left too."""
        lead, on = self._investigation.lead_agency_id, self._envelope.recorded_at.date()
        may_know = need is None or has_reader_of(self._investigation, lead, need, on)
        return lead if may_know or not self._investigation.is_partner(other) else other

    def _need_of(self, followup: FollowUp) -> Need | None:
        """What the lead agency needs to know what a follow-up grew out of; None where every member may."""
        lead = self._investigation.lead_agency_id
        match followup.source, followup.source_id:
            case SourceKind.REQUEST, UUID() as request_id:
                return self._requests.get(request_id, Request()).need
            case SourceKind.SHARED_ITEM, UUID() as item_id if item_id in self._items:
                return self._items[item_id].need_of(lead)
            case SourceKind.RECOMMENDATION, _:
                return Need(owner_agency_id=followup.opened_by_agency_id, agencies=frozenset())
        return None


_EVENTS: frozenset[type[Event]] = frozenset({PartnerLeft})

WHEN_A_PARTNER_LEAVES = Automation(name="partner-leaves", events=_EVENTS, follow=_follow)
