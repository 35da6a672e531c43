"""What an event of the case needs of those who are to see a part of a review that is pinned to it.

It must not import the room of follow-ups, which stands above this one: a protocol tells what it asks of one. It follows
the timeline: what an entry of it needs, a part that is pinned to the event needs.
"""

from collections.abc import Sequence
from typing import Protocol, cast
from uuid import UUID

from domain.aggregate import Act, Entry
from domain.event import Recorded
from domain.investigation import INVESTIGATION
from domain.investigation.events import CompartmentAccessGranted, CompartmentAccessRevoked, CompartmentDefined
from domain.item import ITEM
from domain.item.concerning import concerned
from domain.item.state import SharedItem
from domain.request import REQUEST
from domain.request.drafts import is_of_draft
from domain.request.events import RequestSent
from domain.request.state import Request
from domain.review.rules import APositionLiesInTheReplayWindow, AReplayWindowIsFixedFirst, EvidenceIsAnEventOfTheCase
from domain.review.seeing import are_met
from domain.review.state import Review
from domain.review.vocabulary import EntryNeed, Pin
from domain.vocabulary import Classification, Tlp

__all__ = ["own_need", "pinned"]

Pinned = tuple[tuple[Pin, ...], tuple[EntryNeed, ...]]


class FollowUp(Protocol):
    """What is asked of a follow-up: what it grew out of."""

    @property
    def source(self) -> str:
        """REQUEST, SHARED_ITEM, or what is no such thing."""
        ...

    @property
    def source_id(self) -> UUID | None:
        """Its id, where it is a thing of Entente."""
        ...

    @property
    def needs(self) -> tuple[EntryNeed, ...]:
        """What has to be met to see the recommendation that it grew out of."""
        ...


def pinned(event_ids: Sequence[UUID], review: Review, act: Act) -> Pinned:
    """This will return the pins to events, and what has to be met to see all of them.

    Raises AReplayWindowIsFixedFirst, EvidenceIsAnEventOfTheCase also for what the actor may not see (invariant 24), and
    APositionLiesInTheReplayWindow.
    """
    if review.window is None:
        raise AReplayWindowIsFixedFirst
    pins: list[Pin] = []
    needs: list[EntryNeed] = []
    for event_id in dict.fromkeys(event_ids):
        entry = act.facts.entry(review.investigation_id, event_id)
        needed = None if entry is None else _needs_of(entry, act)
        if entry is None or needed is None or not are_met(needed, review.investigation_id, act):
            raise EvidenceIsAnEventOfTheCase(event_id=event_id)
        pins.append(Pin(event_id=event_id, position=entry.recorded.position))
        needs.extend(needed)
    _require_in_window(pins, review.window)
    return tuple(pins), tuple(dict.fromkeys(need for need in needs if not need.is_open))


def own_need(classification: Classification | None, compartments: Sequence[str]) -> tuple[EntryNeed, ...]:
    """This will say what a part's own marking asks for: nothing where it is not marked."""
    need = EntryNeed(classification=classification, compartments=tuple(sorted(set(compartments))))
    return () if need.is_open else (need,)


def _require_in_window(pins: Sequence[Pin], window: tuple[int, int]) -> None:
    first, last = window
    outside = next((pin for pin in pins if not first <= pin.position <= last), None)
    if outside is not None:
        raise APositionLiesInTheReplayWindow(position=outside.position, first=first, last=last)


def _needs_of(entry: Entry, act: Act) -> tuple[EntryNeed, ...] | None:
    """None for what can be no evidence: a draft, the review's own events, and what has no entry in the timeline."""
    match entry.key.aggregate, entry.key.id:
        case INVESTIGATION.name, _:
            return (_of_investigation(entry.recorded),)
        case REQUEST.name, UUID() as request_id:
            return _of_request(entry, request_id, act)
        case ITEM.name, UUID() as item_id:
            return (_of_item(entry, item_id),)
        case "followup", _:
            return _of_followup(entry, act)
    return None


def _of_investigation(recorded: Recorded) -> EntryNeed:
    event = recorded.event
    if isinstance(event, CompartmentDefined | CompartmentAccessGranted | CompartmentAccessRevoked):
        return EntryNeed(compartments=(event.compartment,), is_of_compartment=True)
    return _marked(recorded)


def _of_request(entry: Entry, request_id: UUID, act: Act) -> tuple[EntryNeed, ...] | None:
    event = entry.recorded.event
    was_sent = cast("Request", entry.before).is_sent or type(event) is RequestSent
    if is_of_draft(event) or not was_sent:
        return None
    return (_marked(entry.recorded, request_id=_if_marked(request_id, act)),)


def _if_marked(request_id: UUID, act: Act) -> UUID | None:
    """What a sent request needs never changes: most are for every member of the case."""
    need = act.facts.of(REQUEST, request_id).need
    is_open = need.agencies is None and need.classification is None and not need.compartments
    return None if is_open else request_id


def _of_item(entry: Entry, item_id: UUID) -> EntryNeed:
    before = cast("SharedItem", entry.before)
    of = before if before.exists else ITEM.evolve(before, entry.recorded)
    told = concerned(entry.recorded.event, of)
    return _marked(entry.recorded, item_id=item_id, told=None if told is None else tuple(sorted(told)))


def _of_followup(entry: Entry, act: Act) -> tuple[EntryNeed, ...]:
    """A follow-up is seen by who sees what it grew out of."""
    source = cast("FollowUp | None", act.facts.about(entry.key))
    match source and (str(source.source), source.source_id):
        case ("REQUEST", UUID() as request_id):
            return (EntryNeed(request_id=_if_marked(request_id, act)),)
        case ("SHARED_ITEM", UUID() as item_id):
            return (EntryNeed(item_id=item_id),)
    return (_marked(entry.recorded), *(source.needs if source else ()))


def _marked(
    recorded: Recorded, request_id: UUID | None = None, item_id: UUID | None = None, told: tuple[str, ...] | None = None
) -> EntryNeed:
    audience = recorded.envelope.audience
    return EntryNeed(
        request_id=request_id,
        item_id=item_id,
        told=told,
        classification=audience.classification,
        compartments=audience.compartments,
        is_red=audience.tlp is Tlp.RED,
    )
