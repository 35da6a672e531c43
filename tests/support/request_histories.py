"""The random course of one cooperation request, as its transition table allows it.

It must not know other requests, nor what a log is.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

from domain.event import Event
from domain.request import events
from domain.request.events import RequestContent
from domain.vocabulary import (
    Availability,
    Instrument,
    Obligation,
    Outcome,
    RefusalGround,
    Scope,
    Urgency,
    UsedIn,
)  # fmt: skip

__all__ = ["content", "course"]

Step = tuple[str | None, Event]

DUE = datetime(2025, 3, 1, tzinfo=UTC)
PROFILES = {Instrument.EU_EIO: "EU_EIO", Instrument.EU_2023_977: "EU_2023_977_OTHER"}


def content(rng: random.Random) -> RequestContent:
    """This will make what is asked."""
    return RequestContent(
        instrument=rng.choice(list(PROFILES)), urgency=Urgency.ROUTINE, crime_area="CYBERCRIME",
        purpose="Identify the operator of the server", subject="Subscriber data of 192.0.2.7\twith a tab",
        link_of_purpose_and_data="The address was used", legal_basis="Art. 5", use_restrictions="none", language="en",
    )  # fmt: skip


def course(  # noqa: PLR0913, PLR0917  # what a request is made of
    rng: random.Random, uuid: Callable[[], UUID], request_id: UUID, case: UUID | None, asking: str, asked: str
) -> Iterator[Step]:
    """This will yield acting agency and event, from the draft to wherever chance ends it."""
    asks = content(rng)
    yield asking, events.RequestDrafted(
        request_id=request_id, investigation_id=case, requesting_agency_id=asking, requesting_unit_id=None,
        requested_agency_id=asked, content=asks,
    )  # fmt: skip
    if rng.random() < 0.1:
        return
    if rng.random() < 0.2:
        yield (
            asking,
            events.RequestDraftRevised(
                request_id=request_id, requested_agency_id=asked, requesting_unit_id=None, content=asks
            ),
        )
    yield asking, events.RequestSent(
        request_id=request_id, investigation_id=case, requesting_agency_id=asking, requesting_unit_id=None,
        requested_agency_id=asked, requested_tz="Europe/Paris", content=asks, profile=PROFILES[asks.instrument],
        protocol="2025",
    )  # fmt: skip
    yield from _executed(rng, uuid, request_id, asking, asked, PROFILES[asks.instrument])


def _executed(  # noqa: PLR0913, PLR0917  # same
    rng: random.Random, uuid: Callable[[], UUID], request_id: UUID, asking: str, asked: str, profile: str
) -> Iterator[Step]:
    yield asked, events.RequestReceived(request_id=request_id, automatic=True, by_competent_authority=True)
    if rng.random() < 0.1:
        yield asking, events.RequestWithdrawn(request_id=request_id, reason=events.WithdrawalReason.DUPLICATE)
        return
    yield asked, events.RequestAcknowledged(request_id=request_id, acknowledged_by="desk")
    yield asked, events.UnitAssigned(request_id=request_id, unit_id=f"{asked}/CYBER")
    for _ in range(rng.randint(0, 2)):
        yield from _clarified(rng, uuid(), request_id, asking, asked)
    if rng.random() < 0.2:
        yield (
            asked,
            events.AvailabilityClassified(request_id=request_id, availability=Availability.INDIRECT, profile=profile),
        )
    if rng.random() < 0.15:
        yield (
            asked,
            events.RequestRefused(
                request_id=request_id, scope=Scope.FULL, grounds=(RefusalGround.NOT_AVAILABLE, RefusalGround.OTHER)
            ),
        )
        return
    if rng.random() < 0.3:
        yield None, events.TimeLimitWarningRaised(
            request_id=request_id, obligation=_main(profile), cycle=1, profile=profile, citation="Art.",
            due_utc=DUE,
        )  # fmt: skip
        yield None, events.TimeLimitBreached(
            request_id=request_id, obligation=_main(profile), cycle=1, profile=profile, citation="Art.",
            due_utc=DUE,
        )  # fmt: skip
        yield asking, events.ReminderSent(request_id=request_id, note="please")
    yield asked, events.RequestAccepted(request_id=request_id, scope=Scope.FULL)
    yield asked, events.ExecutionStarted(request_id=request_id)
    for _ in range(rng.randint(0, 3)):
        yield asked, events.InterimReplyProvided(request_id=request_id, summary="A part")
    if rng.random() < 0.2:
        return
    yield (
        asked,
        events.FinalReplyProvided(request_id=request_id, outcome=rng.choice(list(Outcome)), summary="All of it"),
    )
    yield asking, events.FeedbackGiven(request_id=request_id, cycle=1, usefulness=4, used_in=(UsedIn.LEAD,))
    if rng.random() < 0.7:
        yield asking, events.RequestClosed(request_id=request_id)
        if rng.random() < 0.2:
            yield asking, events.RequestReopened(request_id=request_id, cycle=2, reason="more came up")


def _clarified(rng: random.Random, question: UUID, request_id: UUID, asking: str, asked: str) -> Iterator[Step]:
    yield asked, events.ClarificationRequested(request_id=request_id, clarification_id=question, question="Which one?")
    if rng.random() < 0.9:
        yield asking, events.ClarificationProvided(request_id=request_id, clarification_id=question, answer="That")


def _main(profile: str) -> Obligation:
    return Obligation.DECIDE if profile == "EU_EIO" else Obligation.PROVIDE
