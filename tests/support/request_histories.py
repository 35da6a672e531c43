"""The random course of one cooperation request, as its transition table allows it.

It must not know other requests, nor what a log is.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from domain.event import Event
from domain.marking import Marking
from domain.request import events
from domain.request.events import RequestContent
from domain.vocabulary import (
    Availability,
    Handling,
    Instrument,
    Obligation,
    Outcome,
    RefusalGround,
    Scope,
    Urgency,
    UsedIn,
)  # fmt: skip

__all__ = ["Sides", "Step", "content", "course"]

Step = tuple[str | None, Event]

DUE = datetime(2025, 3, 1, tzinfo=UTC)
H1 = Marking(handling=(Handling.H1,))
"""Every second request has it: its readers are noted, and every member sees it."""

PROFILES = {Instrument.EU_EIO: "EU_EIO", Instrument.EU_2023_977: "EU_2023_977_OTHER"}


def content(rng: random.Random) -> RequestContent:
    """This will make what is asked."""
    return RequestContent(
        instrument=rng.choice(list(PROFILES)), urgency=Urgency.ROUTINE, crime_area="CYBERCRIME",
        purpose="Identify the operator of the server", subject="Subscriber data of 192.0.2.7\twith a tab",
        link_of_purpose_and_data="The address was used", legal_basis="Art. 5", use_restrictions="none", language="en",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who asks whom, in which case, and the choices of chance."""

    rng: random.Random
    uuid: Callable[[], UUID]
    request_id: UUID
    case: UUID | None
    asking: str
    asked: str


def course(sides: Sides) -> Iterator[Step]:
    """This will yield acting agency and event, from the draft to wherever chance ends it."""
    rng, request_id, asking, asks = sides.rng, sides.request_id, sides.asking, content(sides.rng)
    if request_id.int % 2:
        asks = replace(asks, marking=H1)
    profile = PROFILES[asks.instrument]
    yield asking, events.RequestDrafted(
        request_id=request_id, investigation_id=sides.case, requesting_agency_id=asking, requesting_unit_id=None,
        requested_agency_id=sides.asked, content=asks,
    )  # fmt: skip
    if rng.random() < 0.1:
        return
    if rng.random() < 0.2:
        yield (
            asking,
            events.RequestDraftRevised(
                request_id=request_id, requested_agency_id=sides.asked, requesting_unit_id=None, content=asks
            ),
        )
    yield asking, events.RequestSent(
        request_id=request_id, investigation_id=sides.case, requesting_agency_id=asking, requesting_unit_id=None,
        requested_agency_id=sides.asked, requested_tz="Europe/Paris", content=asks, profile=profile, protocol="2025",
    )  # fmt: skip
    yield sides.asked, events.RequestReceived(request_id=request_id, automatic=True, by_competent_authority=True)
    if rng.random() < 0.1:
        yield asking, events.RequestWithdrawn(request_id=request_id, reason=events.WithdrawalReason.DUPLICATE)
        return
    yield from _taken_up(sides, profile)
    if rng.random() < 0.15:
        yield (
            sides.asked,
            events.RequestRefused(
                request_id=request_id, scope=Scope.FULL, grounds=(RefusalGround.NOT_AVAILABLE, RefusalGround.OTHER)
            ),
        )
        return
    if rng.random() < 0.3:
        yield from _late(sides, profile)
    yield from _executed(sides)


def _taken_up(sides: Sides, profile: str) -> Iterator[Step]:
    request_id, asked = sides.request_id, sides.asked
    yield asked, events.RequestAcknowledged(request_id=request_id, acknowledged_by="desk")
    yield asked, events.UnitAssigned(request_id=request_id, unit_id=f"{asked}/CYBER")
    for _ in range(sides.rng.randint(0, 2)):
        yield from _clarified(sides, sides.uuid())
    if sides.rng.random() < 0.2:
        yield (
            asked,
            events.AvailabilityClassified(request_id=request_id, availability=Availability.INDIRECT, profile=profile),
        )


def _late(sides: Sides, profile: str) -> Iterator[Step]:
    told = {"obligation": _main(profile), "cycle": 1, "profile": profile, "citation": "Art.", "due_utc": DUE}
    yield None, events.TimeLimitWarningRaised(request_id=sides.request_id, **told)  # type: ignore[arg-type]
    yield None, events.TimeLimitBreached(request_id=sides.request_id, **told)  # type: ignore[arg-type]
    yield sides.asking, events.ReminderSent(request_id=sides.request_id, note="please")


def _executed(sides: Sides) -> Iterator[Step]:
    rng, request_id, asking, asked = sides.rng, sides.request_id, sides.asking, sides.asked
    yield asked, events.RequestAccepted(request_id=request_id, scope=Scope.FULL)
    yield asked, events.ExecutionStarted(request_id=request_id)
    for _ in range(rng.randint(0, 3)):
        yield asked, events.InterimReplyProvided(request_id=request_id, summary="A part")
    if rng.random() < 0.2:
        return
    yield asked, events.FinalReplyProvided(request_id=request_id, outcome=rng.choice(list(Outcome)), summary="All")
    yield asking, events.FeedbackGiven(request_id=request_id, cycle=1, usefulness=4, used_in=(UsedIn.LEAD,))
    if rng.random() < 0.7:
        yield asking, events.RequestClosed(request_id=request_id)
        if rng.random() < 0.2:
            yield asking, events.RequestReopened(request_id=request_id, cycle=2, reason="more came up")


def _clarified(sides: Sides, question: UUID) -> Iterator[Step]:
    yield (
        sides.asked,
        events.ClarificationRequested(request_id=sides.request_id, clarification_id=question, question="Which one?"),
    )
    if sides.rng.random() < 0.9:
        yield (
            sides.asking,
            events.ClarificationProvided(request_id=sides.request_id, clarification_id=question, answer="That"),
        )


def _main(profile: str) -> Obligation:
    return Obligation.DECIDE if profile == "EU_EIO" else Obligation.PROVIDE
