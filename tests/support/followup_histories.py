"""The courses of follow-ups: one out of a meeting, and those out of a request and an item that not every member sees.

They must not know a log.
"""

import random
from collections.abc import Iterator
from uuid import UUID, uuid5

from domain.event import Event
from domain.followup.events import FollowUpAssigned, FollowUpCompleted, FollowUpOpened, FollowUpVerified, SourceKind
from domain.item.events import IntelligenceShared, ItemRegistered
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import Marking
from domain.request.events import RequestContent, RequestDrafted, RequestSent
from domain.vocabulary import Instrument, Urgency
from tests.support.erasing_histories import followup_erased

__all__ = ["confined", "course_of_followup"]

IN_ALPHA = Marking(compartments=("ALPHA",))


def course_of_followup(rng: random.Random, stream: UUID, case: UUID, sides: tuple[str, str]) -> Iterator[Event]:
    """This will tell of a follow-up out of a meeting, to wherever chance ends it. sides: who opens it, who does it."""
    opened_by, other = sides
    steps: list[Event] = [
        FollowUpOpened(
            followup_id=stream, investigation_id=case, source=SourceKind.MEETING, source_ref="March",
            opened_by_agency_id=opened_by, task="Look into it",
        ),
        FollowUpAssigned(followup_id=stream, agency_id=other),
        FollowUpCompleted(followup_id=stream, result="done"),
        FollowUpVerified(followup_id=stream),
    ]  # fmt: skip
    told = steps[: rng.randint(1, 4)]
    yield from (*told, *followup_erased(rng, told[-1]))


def confined(case: UUID, lead: str, other: str) -> Iterator[tuple[UUID, Event]]:
    """This will tell of a request and an item in a compartment and of what grew out of them, with ids of streams."""
    request_id, item_id = uuid5(case, "request"), uuid5(case, "item")
    for event in _request(request_id, case, lead, other):
        yield request_id, event
    for told in _item(item_id, case, lead, other):
        yield item_id, told
    for source, source_id in ((SourceKind.REQUEST, request_id), (SourceKind.SHARED_ITEM, item_id)):
        stream = uuid5(case, source)
        yield (
            stream,
            FollowUpOpened(
                followup_id=stream, investigation_id=case, source=source, source_ref=str(source_id),
                source_id=source_id, opened_by_agency_id=lead, task="Ask at the gate",
            ),
        )  # fmt: skip


def _request(request_id: UUID, case: UUID, lead: str, other: str) -> Iterator[Event]:
    content = RequestContent(
        instrument=Instrument.EU_EIO, urgency=Urgency.ROUTINE, crime_area="CYBERCRIME", subject="Who paid",
        marking=IN_ALPHA,
    )  # fmt: skip
    yield RequestDrafted(
        request_id=request_id, investigation_id=case, requesting_agency_id=lead, requesting_unit_id=None,
        requested_agency_id=other, content=content,
    )  # fmt: skip
    yield RequestSent(
        request_id=request_id, investigation_id=case, requesting_agency_id=lead, requesting_unit_id=None,
        requested_agency_id=other, requested_tz="Europe/Berlin", content=content, profile="EU_EIO", protocol="2024.1",
    )  # fmt: skip


def _item(item_id: UUID, case: UUID, lead: str, other: str) -> Iterator[Event]:
    yield ItemRegistered(
        item_id=item_id, investigation_id=case, kind=ItemKind.INTELLIGENCE, originator_agency_id=lead, title="Plates",
        content_sha256="ab" * 32, size_bytes=None, media_type=None, provenance="Camera", purpose="Find the driver",
        legal_basis="Section 4", marking=IN_ALPHA, crime_area=None, retention=None,
    )  # fmt: skip
    yield IntelligenceShared(item_id=item_id, recipients=(Recipient(agency_id=other),))
