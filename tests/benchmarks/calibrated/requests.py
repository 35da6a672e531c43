"""The course of one request, from the draft to its end: steps with the time since the sending.

It must not know other requests, nor what a log is.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from domain.clocks import Profile, rulebook
from domain.event import Event
from domain.marking import Marking
from domain.request import events
from domain.request.events import RequestContent
from domain.vocabulary import Handling, Instrument, Obligation, Scope, Urgency, UsedIn
from tests.benchmarks.calibrated import figures
from tests.benchmarks.calibrated.parties import Agency

__all__ = ["Asked", "Said", "Step", "course"]

Said = Event | Callable[[datetime], Event]
"""An event, or what makes it of the moment at which it happens."""

Step = tuple[float, str | None, Said]
"""Days since the sending, the acting agency (None for the clock), and what happens."""

H1 = Marking(handling=(Handling.H1,))

PURPOSE = "Identify who used the account when the transfer was ordered, and who had the device at that time"
SUBJECT = "Subscriber, payment and connection data of {number:012d} from the first to the last day of the month before"
LINK = "The account was credited with the proceeds; the number was found in the message of the day before the deed"
SUMMARY = "Enclosed are the data as the provider gave them, with the statement of the officer who took them"

QUICK = frozenset({Urgency.URGENT, Urgency.EMERGENCY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks whom what, in which case; case None: before any."""

    rng: random.Random
    request_id: UUID
    case: UUID | None
    asking: Agency
    asked: Agency
    area: str


def course(of: Asked) -> Iterator[Step]:
    """This will tell the steps in order of time."""
    rng = of.rng
    among = figures.WITHIN_THE_UNION if of.asking.in_union and of.asked.in_union else figures.BEYOND_THE_UNION
    instrument, urgency = figures.chosen(rng, among), figures.chosen(rng, figures.URGENCIES)
    profile, content = _profile(instrument, urgency), _content(of, instrument, urgency)
    days = figures.RESPONSE[instrument].drawn(rng)
    days *= figures.URGENT_SHARE_OF_TIME if urgency in QUICK else 1
    steps = [*_sent(of, content, profile), *_taken_up(of, days), *_clarified(of, days)]
    steps += _late(of, profile, days)
    pending = figures.MLA_PENDING if instrument is Instrument.MLA_GENERAL else figures.PENDING
    if rng.random() < figures.REFUSED:
        steps += _refused(of, days)
    elif rng.random() >= pending:
        steps += _answered(of, days)
    return iter(sorted(steps, key=lambda step: step[0]))


@cache
def _profile(instrument: Instrument, urgency: Urgency) -> Profile:
    found = rulebook().choose(instrument, urgency, None, date(2025, 1, 1))
    assert found is not None, (instrument, urgency)
    return found


def _content(of: Asked, instrument: Instrument, urgency: Urgency) -> RequestContent:
    return RequestContent(
        instrument=instrument, urgency=urgency, urgency_reason="Lives are at risk" if urgency in QUICK else None,
        crime_area=of.area, purpose=PURPOSE, subject=SUBJECT.format(number=of.rng.getrandbits(39)),
        link_of_purpose_and_data=LINK, legal_basis="Art. 5", use_restrictions="none", language="en",
        marking=H1 if of.rng.random() < 0.2 else None,
    )  # fmt: skip


def _sent(of: Asked, content: RequestContent, profile: Profile) -> Iterator[Step]:
    asking, asked = of.asking.agency_id, of.asked.agency_id
    drafted = events.RequestDrafted(
        request_id=of.request_id, investigation_id=of.case, requesting_agency_id=asking,
        requesting_unit_id=of.asking.unit_id, requested_agency_id=asked, content=content,
    )  # fmt: skip
    yield -of.rng.expovariate(12.0), asking, drafted
    sent = events.RequestSent(
        request_id=of.request_id, investigation_id=of.case, requesting_agency_id=asking,
        requesting_unit_id=of.asking.unit_id, requested_agency_id=asked, requested_tz="Europe/Paris", content=content,
        profile=profile.code, protocol="2024.1",
    )  # fmt: skip
    yield 0.0, asking, sent
    received = events.RequestReceived(request_id=of.request_id, automatic=True, by_competent_authority=True)
    yield 0.0007, asked, received


def _taken_up(of: Asked, days: float) -> Iterator[Step]:
    desk = of.asked.agency_id
    yield days * 0.05, desk, events.RequestAcknowledged(request_id=of.request_id, acknowledged_by="desk")
    yield days * 0.1, desk, events.UnitAssigned(request_id=of.request_id, unit_id=of.asked.unit_id)


def _clarified(of: Asked, days: float) -> Iterator[Step]:
    """Every eighth, which rests meanwhile: assumed."""
    if of.rng.random() < 0.125:
        question = UUID(int=of.rng.getrandbits(128), version=4)
        yield (
            days * 0.15,
            of.asked.agency_id,
            events.ClarificationRequested(
                request_id=of.request_id, clarification_id=question, question="Which of the two?"
            ),
        )
        yield (
            days * 0.25,
            of.asking.agency_id,
            events.ClarificationProvided(request_id=of.request_id, clarification_id=question, answer="The first"),
        )


def _late(of: Asked, profile: Profile, days: float) -> Iterator[Step]:
    """The limit as elapsed time, which the true clock moves by weekends and rests."""
    term = next(
        (each for each in profile.obligations if each.obligation in (Obligation.PROVIDE, Obligation.DECIDE)), None
    )
    if term is None or term.limit is None or term.limit.total_seconds() / 86_400 > days * 0.6:
        return
    obligation, limit_days = term.obligation, term.limit.total_seconds() / 86_400

    def breached(due: datetime) -> Event:
        return events.TimeLimitBreached(
            request_id=of.request_id, obligation=obligation, cycle=1, profile=profile.code, citation=term.citation,
            due_utc=due,
        )  # fmt: skip

    yield limit_days, None, breached
    yield limit_days + 0.001, of.asking.agency_id, events.ReminderSent(request_id=of.request_id, note="Please reply")


def _refused(of: Asked, days: float) -> Iterator[Step]:
    grounds = (figures.chosen(of.rng, figures.GROUNDS),)
    refused = events.RequestRefused(request_id=of.request_id, scope=Scope.FULL, grounds=grounds)
    yield days * 0.6, of.asked.agency_id, refused


def _answered(of: Asked, days: float) -> Iterator[Step]:
    rng, request_id, desk, asking = of.rng, of.request_id, of.asked.agency_id, of.asking.agency_id
    yield days * 0.3, desk, events.RequestAccepted(request_id=request_id, scope=Scope.FULL)
    yield days * 0.3 + 1e-5, desk, events.ExecutionStarted(request_id=request_id)
    if rng.random() < 0.25:
        yield days * 0.5, desk, events.InterimReplyProvided(request_id=request_id, summary=SUMMARY)
    outcome = figures.chosen(rng, figures.OUTCOMES)
    yield days, desk, events.FinalReplyProvided(request_id=request_id, outcome=outcome, summary=SUMMARY)
    after = days + rng.expovariate(0.2)
    if rng.random() < 0.4:
        used, useful = rng.choice(list(UsedIn)), rng.randint(1, 5)
        given = events.FeedbackGiven(request_id=request_id, cycle=1, usefulness=useful, used_in=(used,))
        yield after, asking, given
    if rng.random() < 0.8:
        yield after + 0.01, asking, events.RequestClosed(request_id=request_id)
