"""The course of a request as its figures follow it: step by step, cycle by cycle, with its clocks at hand.

It must not hold a text, nor write a row.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from domain.clocks import ClockFacts, Run, Walk, runs_of
from domain.marking import UNMARKED, Marking
from domain.request.events import RequestContent, RequestSent
from domain.request.state import Request
from domain.vocabulary import Instrument, Urgency
from projections.cooperation.cycle import Cycle, Time, time_of
from projections.cooperation.steps import Step
from projections.engine.read_model import Row
from projections.needing import need_columns

__all__ = ["Asked", "Course", "asked_of"]


class Asked(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was fixed when the request was sent; marking: as far as it says who may see it."""

    investigation_id: UUID | None
    requesting_agency_id: str
    requesting_unit_id: str | None
    instrument: Instrument
    crime_area: str
    urgency: Urgency
    marking: Marking
    protocol: str


class Kept(Struct, omit_defaults=True):
    """What is stored of a course between batches; the rest follows from it.

    versions: cycle -> since which position, and since when in the world, its row is as it is.
    """

    asked: Asked | None = None
    steps: list[Step] = field(default_factory=list)
    facts: ClockFacts = ClockFacts()
    versions: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    is_reordered: bool = False


class Course:
    """A request at work. is_reordered: some step happened before one that was recorded earlier, or got another time."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self._walk = Walk(kept.facts)
        self._restart(kept.steps)

    def _restart(self, steps: Iterable[Step]) -> None:
        self.cycles: dict[int, Cycle] = {}
        self.agencies: tuple[str, ...] = ()
        self.fixed: Row = ()
        self.need: Row = ()
        self.latest: datetime | None = None
        self._number = 1
        for step in steps:
            self._see(step)

    def runs_of(self, number: int) -> tuple[Run, ...]:
        """This will return the runs of a cycle's clocks; those of the last one are at hand."""
        return self._walk.runs() if number == self.kept.facts.cycle else runs_of(self.kept.facts, number)

    def take(self, step: Step, facts: ClockFacts) -> Sequence[int]:
        """This will take a step, with what the clocks know after it, and return the cycles that it may have changed."""
        kept = self.kept
        kept.facts = facts
        if step.corrects is not None:
            return self._correct(step)
        kept.is_reordered |= self.latest is not None and step.at < self.latest
        kept.steps.append(step)
        self._walk.follow(facts)
        self._see(step)
        if step.kind == "RequestRedirected":
            return list(self.cycles)  # somebody else may see it now
        return [step.cycle] if step.kind == "FeedbackGiven" else [self._number]

    def _correct(self, step: Step) -> Sequence[int]:
        kept = self.kept
        if step.right_at is None or not any(each.event_id == step.corrects for each in kept.steps):
            return []
        kept.is_reordered = True
        kept.steps = [
            replace(each, at=step.right_at, is_exact=True) if each.event_id == step.corrects else each
            for each in kept.steps
        ]
        self._walk = Walk(kept.facts)
        self._restart(kept.steps)
        return list(self.cycles)

    def _see(self, step: Step) -> None:
        self.latest = step.at if self.latest is None else max(self.latest, step.at)
        time = time_of(step)
        match step.kind:
            case "RequestSent":
                self._begin(step, time)
            case "RequestReopened" if (before := self.cycles.get(self._number)) is not None:
                again = Cycle(step.cycle, time, before.agency, before.unit, before.urgency, received=time)
                self._number, self.cycles[step.cycle] = step.cycle, again
            case "RequestRedirected":
                self._address(step.agency or "")
            case _:
                pass
        cycle = self.cycles.get(step.cycle if step.kind == "FeedbackGiven" else self._number)
        if cycle is not None:
            cycle.take(step, time)

    def _begin(self, step: Step, time: Time) -> None:
        agency, asked = step.agency or "", self.kept.asked
        if asked is not None:
            self.fixed = _fixed(asked)
            self._address(agency)
            self.cycles[1] = Cycle(1, time, agency, None, asked.urgency)

    def _address(self, agency: str) -> None:
        self.agencies = tuple(dict.fromkeys((*self.agencies, agency)))
        self.need = need_columns(_request(self.kept.asked, self.agencies).need) if self.kept.asked else ()

    def as_it_was(self) -> Iterator[tuple[datetime, "Course"]]:
        """This will tell the course again in the order of the world: from when on, it stood how.

        What counts at a moment are the steps that had happened, in the order of their recording, once the first had.
        """
        steps = self.kept.steps
        for at in sorted({step.at for step in steps}):
            happened = [step for step in steps if step.at <= at]
            if steps[0] in happened:
                yield at, Course(Kept(self.kept.asked, happened, _facts_of(self.kept.facts, happened)))


def asked_of(sent: RequestSent) -> Asked:
    """This will note what is fixed with the sending, without a word of it."""
    marking = sent.content.marking or UNMARKED
    return Asked(
        investigation_id=sent.investigation_id,
        requesting_agency_id=sent.requesting_agency_id,
        requesting_unit_id=sent.requesting_unit_id,
        instrument=sent.content.instrument,
        crime_area=sent.content.crime_area,
        urgency=sent.content.urgency,
        marking=Marking(
            tlp=marking.tlp, classification=marking.classification, compartments=tuple(sorted(marking.compartments))
        ),
        protocol=sent.protocol,
    )


def _fixed(asked: Asked) -> Row:
    """What of every row of the request never changes, made once: as written.py has its columns."""
    return (
        str(asked.investigation_id) if asked.investigation_id else None,
        asked.requesting_agency_id,
        asked.requesting_unit_id,
        asked.instrument.value,
        asked.crime_area,
    )


def _request(asked: Asked, agencies: tuple[str, ...]) -> Request:
    """The request, as far as it says what it needs of its readers."""
    return Request(
        investigation_id=asked.investigation_id,
        requesting_agency_id=asked.requesting_agency_id,
        protocol=asked.protocol,
        asked_agencies=agencies,
        content=RequestContent(instrument=asked.instrument, urgency=asked.urgency, marking=asked.marking),
    )


def _facts_of(facts: ClockFacts, happened: Iterable[Step]) -> ClockFacts:
    """What clocks know where only these steps happened; a moment belongs to the cycle that ran then."""
    moments, cycle = {moment.event_id: moment for moment in facts.moments}, 1
    known = []
    for step in happened:
        cycle = step.cycle if step.kind == "RequestReopened" else cycle
        if (moment := moments.get(step.event_id)) is not None:
            known.append(replace(moment, cycle=cycle))
    is_sent = any(step.kind == "RequestSent" for step in happened)
    sent_on = facts.sent_on if is_sent else None
    return replace(facts, cycle=cycle, sent_on=sent_on, moments=tuple(known))
