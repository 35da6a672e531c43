"""Requests between two agencies that precede any investigation, told in one line each, for examples of figures.

It must not hold expectations.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from psycopg import AsyncConnection

from domain.event import ActorKind, Envelope, Event, Recorded
from domain.request import events
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Outcome, Urgency
from projections.cooperation.queries import CooperationView, Dimension, Figure, Metric, Thresholds, figures, standpoint
from projections.viewer import Viewer
from tests.support.histories import append_history
from tests.support.read_models import answer, follow

__all__ = ["HERE", "THERE", "Book", "Sent", "at", "question", "reply"]

HERE, THERE = "FR-SPOC", "DE-SPOC"
NAMES = UUID("0d6f2b5c-5f8e-4c35-9d1c-0c6f6d3b2a11")
BOTH = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY)


def at(text: str) -> datetime:
    """This will read a time in UTC, such as 2026-03-10 22:30."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A request. told: its events after the sending, with the times at which they happened."""

    sent_at: datetime
    told: tuple[tuple[datetime, Event], ...] = ()
    asking: str = HERE
    asked: str = THERE
    instrument: Instrument = Instrument.INTERPOL_CHANNEL
    profile: str = "INTERPOL_CHANNEL"


@dataclass
class Book:
    """A log of such requests, folded."""

    conninfo: str
    log: list[Recorded] = field(default_factory=list)

    def tell(self, requests: Iterable[Sent]) -> None:
        """This will record requests, all events in the order of time, and fold them."""
        told = [each for number, request in enumerate(requests) for each in _events(number, request)]
        versions: dict[UUID, int] = {}
        in_order = sorted(told, key=lambda each: each[0])
        for position, (when, request_id, by, event) in enumerate(in_order, start=len(self.log) + 1):
            versions[request_id] = versions.get(request_id, 0) + 1
            envelope = _envelope(when, request_id, by, (position, versions[request_id], event.VERSION))
            self.log.append(Recorded(event, envelope, position))
        append_history(self.conninfo, self.log)
        follow(self.conninfo)

    def figure(self, metric: Metric, name: str, now: datetime, **asked: Any) -> Figure:
        """This will tell a figure of the requests from here to there. asked: which sides, as of what, which min_n."""
        found = self.find(metric, name, now, **asked)
        assert found is not None, (metric, name)
        return found

    def find(self, metric: Metric, name: str, now: datetime, **asked: Any) -> Figure | None:
        """This will tell a figure as `figure` does; None where there is none."""
        view_of = asked.get("asking", HERE), asked.get("asked", THERE)

        async def ask(connection: AsyncConnection[Any]) -> Figure | None:
            stand = await standpoint(connection, asked.get("as_of"), now)
            found = await figures(connection, CooperationView(
                viewer=Viewer(member_id="somebody", agency_id=HERE), standpoint=stand, metrics=(metric,), by=BOTH,
                thresholds=Thresholds(min_n=asked.get("min_n", 1)),
            ))  # fmt: skip
            told = [each for each in found if (each.group.from_agency_id, each.group.to_agency_id) == view_of]
            return next((each for group in told for each in group.figures if each.name == name), None)

        return answer(self.conninfo, ask)


def reply(outcome: Outcome = Outcome.POSITIVE) -> events.FinalReplyProvided:
    """This will make a final reply."""
    return events.FinalReplyProvided(request_id=NAMES, outcome=outcome, summary="all")


def question(number: int = 1) -> tuple[events.ClarificationRequested, events.ClarificationProvided]:
    """This will make a question, and its answer."""
    known_as = uuid5(NAMES, f"question {number}")
    return (
        events.ClarificationRequested(request_id=NAMES, clarification_id=known_as, question="which?"),
        events.ClarificationProvided(request_id=NAMES, clarification_id=known_as, answer="that"),
    )


def _events(number: int, sent: Sent) -> Iterator[tuple[datetime, UUID, str, Event]]:
    request_id = uuid5(NAMES, str(number))
    content = RequestContent(
        instrument=sent.instrument, urgency=Urgency.URGENT, crime_area="CYBERCRIME", purpose="p", subject="s",
        link_of_purpose_and_data="l", legal_basis="b", use_restrictions="u", language="en",
    )  # fmt: skip
    fixed = {"request_id": request_id, "investigation_id": None, "requesting_agency_id": sent.asking}
    parties = {**fixed, "requesting_unit_id": None, "requested_agency_id": sent.asked, "content": content}
    yield sent.sent_at - timedelta(minutes=1), request_id, sent.asking, events.RequestDrafted(**parties)  # type: ignore[arg-type]
    yield (
        sent.sent_at, request_id, sent.asking,
        events.RequestSent(**parties, requested_tz="UTC", profile=sent.profile, protocol="2025"),  # type: ignore[arg-type]
    )  # fmt: skip
    yield from ((when, request_id, sent.asked, event) for when, event in sent.told)


def _envelope(when: datetime, request_id: UUID, by: str, place: tuple[int, int, int]) -> Envelope:
    position, version, schema_version = place
    return Envelope(
        event_id=uuid5(NAMES, f"event {position}"), aggregate_id=request_id, aggregate_version=version,
        case_id=request_id, recorded_at=when, occurred_at=when, actor_id="somebody", actor_kind=ActorKind.PERSON,
        acting_agency_id=by, command_id=uuid5(NAMES, f"command {position}"), schema_version=schema_version,
    )  # fmt: skip
