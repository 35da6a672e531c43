"""Random courses of requests in which everything happens that a figure may rest on, in any order and at any time.

It must not keep a rule of the domain: figures are to be right of whatever stands in the log.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from domain.event import Envelope, Event, Recorded
from domain.marking import Marking
from domain.occurred import Precision
from domain.request import events
from domain.vocabulary import (
    Availability,
    Classification,
    Instrument,
    Obligation,
    Outcome,
    RefusalGround,
    Scope,
    Tlp,
    Urgency,
    UsedIn,
)
from tests.support.exchange_courses import courses_of_exchanges
from tests.support.histories import AGENCIES, chance_of, history
from tests.support.request_histories import content

__all__ = ["cooperating"]

PROFILES = (
    (Instrument.EU_EIO, "EU_EIO"), (Instrument.EU_2023_977, "EU_2023_977_OTHER"),
    (Instrument.EU_2023_977, "EU_2023_977_URGENT_DIRECT"), (Instrument.MLA_GENERAL, "MLA_GENERAL"),
    (Instrument.COE_2AP_ART8, "COE_2AP_ART8"),
)  # fmt: skip
DUE = datetime(2025, 3, 1, tzinfo=UTC)
MARKINGS = (None, None, None, Marking(classification=Classification.SECRET), Marking(tlp=Tlp.AMBER_STRICT))


def cooperating(seed: int, requests: int, *, ordered: float = 0.5, exchanges: int = 0) -> list[Recorded]:
    """This will tell a history with many more requests, and so many more items, follow-ups and reviews.

    ordered: the share of them recorded as it happened.
    """
    told = history(seed=seed, cases=4, requests=2)
    chance = chance_of(seed + 1_000)  # other ids than those of the history
    cases = _partners(told)
    for _ in range(requests):
        case = chance.choice([*cases, None])
        asking, asked, third = chance.sample(cases[case], 3) if case else chance.sample(AGENCIES, 3)
        request_id = UUID(int=chance.getrandbits(128), version=4)
        course = list(_course(chance, request_id, case, (asking, asked, third)))
        stream = Stream(request_id, case, chance.random() < ordered)
        told = _woven(chance, told, stream, course)
    for exchange in courses_of_exchanges(chance, cases, exchanges):
        began_after = max((place for place, each in enumerate(told) if _is_of(each, exchange.after)), default=None)
        stream = Stream(exchange.stream_id, exchange.case, chance.random() < ordered, began_after)
        told = _woven(chance, told, stream, list(exchange.events))
    return [Recorded(each.event, each.envelope, position) for position, each in enumerate(told, start=1)]


def _is_of(recorded: Recorded, stream_id: UUID | None) -> bool:
    return recorded.envelope.aggregate_id == stream_id


def _partners(told: Sequence[Recorded]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for each in told:
        if each.event.TOPIC == "investigation.MemberAdmitted":
            found.setdefault(each.envelope.aggregate_id, []).append(each.event.agency_id)  # type: ignore[attr-defined]
    return {case: agencies for case, agencies in found.items() if len(agencies) >= 3}


@dataclass(frozen=True)
class Stream:
    """A request or another stream, and whether it was recorded as it happened. began_after: a place of the log."""

    stream_id: UUID
    case: UUID | None
    is_ordered: bool
    began_after: int | None = None


def _woven(chance: random.Random, told: Sequence[Recorded], stream: Stream, course: list[Event]) -> list[Recorded]:
    first = len(told) // 8 if stream.began_after is None else stream.began_after
    places = sorted(chance.choices(range(first, len(told)), k=len(course)))
    made, own = list(told), list[Recorded]()
    at = told[places[0]].envelope.recorded_at
    for version, (place, event) in enumerate(zip(places, course, strict=True), start=1):
        beside = told[place].envelope
        back = timedelta(minutes=chance.randint(0, 90 if stream.is_ordered else 3_000))
        at = max(at, beside.recorded_at - back) if stream.is_ordered else beside.recorded_at - back
        right = _correcting(event, chance.choice(own[1:] or own), at) if own else event
        envelope = replace(_envelope(chance, beside, right, (stream, version)), **_when(chance, at, stream))
        own.append(Recorded(right, envelope))
        made.insert(place + version, own[-1])
    return made


def _when(chance: random.Random, at: datetime, stream: Stream) -> dict[str, object]:
    known = 0.0 if stream.is_ordered else chance.random()
    if known > 0.95:
        return {"occurred_at": None, "occurred_precision": Precision.UNKNOWN, "occurred_until": None}
    if known > 0.88:
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return {"occurred_at": day, "occurred_precision": Precision.DAY, "occurred_until": day + timedelta(days=1)}
    return {"occurred_at": at, "occurred_precision": Precision.SECOND, "occurred_until": None}


def _envelope(chance: random.Random, beside: Envelope, event: Event, place: tuple[Stream, int]) -> Envelope:
    stream, version = place
    return replace(
        beside,
        event_id=UUID(int=chance.getrandbits(128), version=4),
        command_id=UUID(int=chance.getrandbits(128), version=4),
        aggregate_id=stream.stream_id,
        aggregate_version=version,
        case_id=stream.case or stream.stream_id,
        schema_version=event.VERSION,
    )


def _correcting(event: Event, wrong: Recorded, at: datetime) -> Event:
    """A correction of the time of an event that was recorded; any other event as it is."""
    if not isinstance(event, events.RecordCorrected):
        return event
    return events.RecordCorrected(
        request_id=event.request_id, corrected_event_id=wrong.envelope.event_id, corrected_topic=wrong.event.TOPIC,
        field="occurred_at", wrong_value="", right_value="right", reason="clock", right_utc=at - timedelta(hours=5),
    )  # fmt: skip


def _course(chance: random.Random, request_id: UUID, case: UUID | None, sides: tuple[str, str, str]) -> Iterator[Event]:
    asking, asked, third = sides
    instrument, profile = chance.choice(PROFILES)
    asks = content(chance)
    asks = type(asks)(
        instrument=instrument, urgency=chance.choice(list(Urgency)), crime_area=chance.choice(("CYBERCRIME", "FRAUD")),
        purpose="p", subject="s", link_of_purpose_and_data="l", legal_basis="b", use_restrictions="u", language="en",
        marking=chance.choice(MARKINGS) if case else None,
    )  # fmt: skip
    yield events.RequestDrafted(
        request_id=request_id, investigation_id=case, requesting_agency_id=asking, requesting_unit_id=None,
        requested_agency_id=asked, content=asks,
    )  # fmt: skip
    if chance.random() < 0.05:
        return
    yield events.RequestSent(
        request_id=request_id, investigation_id=case, requesting_agency_id=asking, requesting_unit_id=None,
        requested_agency_id=asked, requested_tz="Europe/Paris", content=asks, profile=profile, protocol="2025",
    )  # fmt: skip
    yield events.RequestReceived(request_id=request_id, automatic=True, by_competent_authority=chance.random() < 0.5)
    if chance.random() < 0.15:
        yield events.RequestRedirected(
            request_id=request_id, from_agency_id=asked, to_agency_id=third, to_tz="UTC", reason="not ours"
        )
        yield events.RequestReceived(request_id=request_id, automatic=False, by_competent_authority=True)
        asked = third
    if chance.random() < 0.7:
        yield events.RequestAcknowledged(request_id=request_id, acknowledged_by="desk")
    yield from _at_work(chance, request_id, asked, profile)
    if chance.random() < 0.4:
        yield from _again(chance, request_id)


def _at_work(chance: random.Random, request_id: UUID, asked: str, profile: str) -> Iterator[Event]:
    for _ in range(chance.randint(0, 6)):
        yield from chance.choice(_ACTS)(chance, request_id, asked, profile)
    end = chance.random()
    if end < 0.15:
        yield events.RequestWithdrawn(request_id=request_id, reason=events.WithdrawalReason.DUPLICATE)
    elif end < 0.35:
        grounds = tuple(chance.sample(list(RefusalGround), chance.randint(1, 2)))
        yield events.RequestRefused(request_id=request_id, scope=Scope.FULL, grounds=grounds, explanation="no")
    elif end < 0.75:
        yield events.FinalReplyProvided(request_id=request_id, outcome=chance.choice(list(Outcome)), summary="all")


def _again(chance: random.Random, request_id: UUID) -> Iterator[Event]:
    yield events.FeedbackGiven(request_id=request_id, cycle=1, usefulness=chance.randint(1, 5), used_in=(UsedIn.LEAD,))
    yield events.RequestClosed(request_id=request_id)
    if chance.random() < 0.4:
        yield events.RequestReopened(request_id=request_id, cycle=2, reason="more")
        yield from _at_work(chance, request_id, "XX-SPOC", "EU_EIO")
    if chance.random() < 0.5:
        yield events.FeedbackGiven(request_id=request_id, cycle=chance.choice((1, 2)), usefulness=5, used_in=())


def _assigned(_chance: random.Random, request_id: UUID, asked: str, _profile: str) -> Iterator[Event]:
    yield events.UnitAssigned(request_id=request_id, unit_id=f"{asked}/CYBER")


def _reassigned(chance: random.Random, request_id: UUID, asked: str, _profile: str) -> Iterator[Event]:
    yield events.UnitReassigned(
        request_id=request_id, from_unit_id=f"{asked}/CYBER", unit_id=f"{asked}/FRAUD", reason="theirs",
        lacked_competence=chance.random() < 0.5,
    )  # fmt: skip


def _declined(chance: random.Random, request_id: UUID, asked: str, _profile: str) -> Iterator[Event]:
    if chance.random() < 0.5:
        yield events.UnitAssignmentDeclined(request_id=request_id, unit_id=f"{asked}/CYBER", reason="busy")


def _clarified(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    known_as = UUID(int=chance.getrandbits(128), version=4)
    yield events.ClarificationRequested(request_id=request_id, clarification_id=known_as, question="which?")
    if chance.random() < 0.8:
        yield events.ClarificationProvided(request_id=request_id, clarification_id=known_as, answer="that")


def _authorised(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    yield events.JudicialAuthorisationSought(request_id=request_id, authority="court")
    if chance.random() < 0.6:
        yield events.JudicialAuthorisationGranted(request_id=request_id, authority="court")


def _postponed(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    yield events.ExecutionPostponed(request_id=request_id, reason="trial")
    if chance.random() < 0.6:
        yield events.ExecutionResumed(request_id=request_id)


def _accepted(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    if chance.random() < 0.3:
        yield events.RequestRefused(
            request_id=request_id, scope=Scope.PART, grounds=(RefusalGround.MINOR_OFFENCE,), accepted_part="half"
        )
    else:
        yield events.RequestAccepted(request_id=request_id, scope=Scope.FULL)


def _started(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    yield events.ExecutionStarted(request_id=request_id)
    if chance.random() < 0.5:
        yield events.InterimReplyProvided(request_id=request_id, summary="part")


def _urged(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    old, new = chance.sample(list(Urgency), 2)
    profile = chance.choice(("EU_2023_977_URGENT_DIRECT", "EU_2023_977_OTHER"))
    yield events.UrgencyChanged(request_id=request_id, old=old, new=new, reason="flight", profile=profile)


def _classified(_chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    yield events.AvailabilityClassified(
        request_id=request_id, availability=Availability.INDIRECT, profile="EU_2023_977_URGENT_INDIRECT"
    )


def _extended(chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    obligation = chance.choice((Obligation.DECIDE, Obligation.EXECUTE, Obligation.PROVIDE))
    yield events.ReminderSent(request_id=request_id, note="please")
    yield events.TimeLimitExtended(
        request_id=request_id, obligation=obligation, cycle=1, by=timedelta(days=chance.randint(1, 9)),
        new_due_utc=DUE, reason="much", estimate_utc=DUE, basis="Art. 12",
    )  # fmt: skip


def _corrected(_chance: random.Random, request_id: UUID, _asked: str, _profile: str) -> Iterator[Event]:
    yield events.RecordCorrected(
        request_id=request_id, corrected_event_id=request_id, corrected_topic="", field="occurred_at", wrong_value="",
        right_value="", reason="clock", right_utc=DUE,
    )  # fmt: skip


_ACTS = (
    _assigned, _reassigned, _declined, _clarified, _clarified, _authorised, _postponed, _accepted, _accepted, _started,
    _urged, _classified, _extended, _corrected,
)  # fmt: skip
