"""Reads the events of one case as a joint investigation: who holds the work, and who asked whom for it.

It must not invent legal steps: a request is acknowledged only where the file shows that somebody took it up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from consumers.files.events import SourceEvent
from consumers.files.interpretation.steps import Happening, Origin, Step, Stepping
from consumers.files.mapping import Mapping, Meaning
from consumers.files.summary import Place
from domain.aggregate import Command
from domain.investigation.commands import AcceptInvitation, InvitePartner, OpenInvestigation, RecordFact
from domain.investigation.vocabulary import FactKind, LegalBasisKind, PartnerRole
from domain.request.commands import (
    AcceptRequest,
    AcknowledgeRequest,
    AssignUnit,
    ConfirmReceipt,
    DraftRequest,
    ProvideFinalReply,
    ReassignUnit,
    SendRequest,
    StartExecution,
)  # fmt: skip
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Outcome, Urgency

__all__ = ["AS_RECORDED", "interpret_case"]

AS_RECORDED = "As recorded in the imported log."
"""Stands wherever a request must say something that the log does not tell."""

HANDED_ON = "The work was handed on or back"

TAKES_UP = frozenset({Meaning.TAKEN_UP, Meaning.ASSIGNED, Meaning.WAITING})
"""Meanings that show that somebody accepted the work."""

ENDS = {Meaning.COMPLETED: Outcome.POSITIVE, Meaning.CANCELLED: Outcome.NEGATIVE}

FACT_KINDS = {
    Meaning.TAKEN_UP: FactKind.WORK_TAKEN_UP,
    Meaning.ASSIGNED: FactKind.UNIT_ASSIGNED,
    Meaning.QUEUED: FactKind.WORK_QUEUED,
    Meaning.WAITING: FactKind.WORK_WAITING,
    Meaning.COMPLETED: FactKind.WORK_COMPLETED,
    Meaning.CANCELLED: FactKind.WORK_COMPLETED,
    Meaning.NOTED: FactKind.OTHER,
}


def interpret_case(case: str, events: Sequence[SourceEvent], mapping: Mapping, file: str) -> list[Step]:
    """This will return the steps of one case. events: at least one, in their order."""
    return list(_Casework(case, mapping, file).steps(events))


@dataclass(slots=True)
class _Running:
    """A request that is not answered, as far as the file tells."""

    request_id: UUID
    requester: str
    requested: str
    unit: str | None = None
    is_received: bool = False
    is_acknowledged: bool = False
    is_started: bool = False


class _Casework:
    """One case while its events are read in their order."""

    def __init__(self, case: str, mapping: Mapping, file: str) -> None:
        self._stepping = Stepping(mapping.log.name, case)
        self._mapping, self._case, self._file = mapping, case, file
        self._partners: set[str] = set()
        self._holder: tuple[str, str | None] = ("", None)
        self._running: _Running | None = None

    def steps(self, events: Sequence[SourceEvent]) -> Iterator[Step]:
        yield self._open(events[0])
        for event in events:
            if event.agency not in self._partners:
                yield from self._join(event)
            yield from self._follow(event)
            if event.occurred.is_exact:
                self._holder = (event.agency, event.unit)

    def _open(self, first: SourceEvent) -> Step:
        self._partners.add(first.agency)
        self._holder = (first.agency, first.unit)
        opening = OpenInvestigation(
            investigation_id=self._stepping.case_id,
            reference=self._case,
            title=self._mapping.case.title.format(case=self._case)[:300],
            crime_areas=(self._mapping.case.crime_area,),
            legal_basis=LegalBasisKind.IMPORTED_RECORD,
            lead_agency_id=first.agency,
            first_member_id=self._stepping.actor_id,
        )
        return self._stepping.step(opening, "opening", Happening(first.occurred, first.agency))

    def _join(self, event: SourceEvent) -> Iterator[Step]:
        self._partners.add(event.agency)
        case_id, key = self._stepping.case_id, f"partner:{event.agency}"
        invitation = InvitePartner(investigation_id=case_id, agency_id=event.agency, role=PartnerRole.PARTY)
        yield self._stepping.step(invitation, key, Happening(event.occurred, self._holder[0]))
        acceptance = AcceptInvitation(investigation_id=case_id, agency_id=event.agency)
        yield self._stepping.step(acceptance, key, Happening(event.occurred, event.agency))

    def _follow(self, event: SourceEvent) -> Iterator[Step]:
        if not (event.occurred.is_exact and self._mapping.agencies.requests):
            yield self._fact(event)
            return
        if event.agency != self._holder[0]:
            yield from self._hand_over(event)
        if self._running is None:
            yield self._fact(event)
        else:
            yield from self._work(self._running, event)

    def _hand_over(self, event: SourceEvent) -> Iterator[Step]:
        asked_by = None
        if self._running is not None:
            asked_by = self._running.requester
            outcome = Outcome.PARTIAL if self._running.is_acknowledged else Outcome.NEGATIVE
            yield self._reply(self._running, event, outcome, HANDED_ON)
        if asked_by != event.agency:
            yield from self._ask(event)

    def _ask(self, event: SourceEvent) -> Iterator[Step]:
        agency, unit = self._holder
        running = _Running(self._stepping.id_of(f"request:{event.key}"), agency, event.agency)
        self._running = running
        draft = DraftRequest(
            request_id=running.request_id,
            investigation_id=self._stepping.case_id,
            requesting_agency_id=agency,
            requesting_unit_id=unit,
            requested_agency_id=event.agency,
            content=_content(self._mapping),
        )
        yield self._entry(draft, event, self._holder)
        yield self._entry(SendRequest(request_id=running.request_id), event, self._holder)

    def _work(self, running: _Running, event: SourceEvent) -> Iterator[Step]:
        told = False
        for command in self._course(running, event):
            told = True
            yield self._entry(command, event)
        if event.meaning in ENDS:
            yield self._reply(running, event, ENDS[event.meaning], event.label)
        elif not told or event.meaning in (Meaning.WAITING, Meaning.NOTED):
            yield self._fact(event)

    def _course(self, running: _Running, event: SourceEvent) -> Iterator[Command]:
        request_id = running.request_id
        if not running.is_received:
            running.is_received = True
            seen = event.meaning is not Meaning.QUEUED
            yield ConfirmReceipt(request_id=request_id, automatic=not seen, by_competent_authority=seen)
        if event.unit is not None and event.unit != running.unit:
            yield _assignment(running, event.unit)
            running.unit = event.unit
        if event.meaning in TAKES_UP and not running.is_acknowledged:
            running.is_acknowledged = True
            yield AcknowledgeRequest(request_id=request_id, note=event.label)
        if event.meaning is Meaning.TAKEN_UP and not running.is_started:
            running.is_started = True
            yield AcceptRequest(request_id=request_id)
            yield StartExecution(request_id=request_id)

    def _reply(self, running: _Running, event: SourceEvent, outcome: Outcome, told: str) -> Step:
        self._running = None
        reply = ProvideFinalReply(request_id=running.request_id, outcome=outcome, summary=f"{AS_RECORDED} {told}.")
        return self._entry(reply, event, None if event.agency == running.requested else self._holder)

    def _fact(self, event: SourceEvent) -> Step:
        moved = self._holder != (event.agency, event.unit)
        return self._entry(_fact_of(event, self._stepping.case_id, self._mapping, moved=moved), event)

    def _entry(self, command: Command, event: SourceEvent, by: tuple[str, str | None] | None = None) -> Step:
        agency, unit = by or (event.agency, event.unit)
        origin = Origin(event.key, Place(self._file, event.line, event.part), self._case)
        return self._stepping.step(command, event.key, Happening(event.occurred, agency, unit, origin))


def _assignment(running: _Running, unit: str) -> Command:
    if running.unit is None:
        return AssignUnit(request_id=running.request_id, unit_id=unit, override_reason=AS_RECORDED)
    return ReassignUnit(request_id=running.request_id, unit_id=unit, reason=AS_RECORDED, override_reason=AS_RECORDED)


def _content(mapping: Mapping) -> RequestContent:
    return RequestContent(
        instrument=Instrument.TASK_FORCE_AGREEMENT,
        urgency=Urgency.ROUTINE,
        crime_area=mapping.case.crime_area,
        purpose=AS_RECORDED,
        subject=AS_RECORDED,
        link_of_purpose_and_data=AS_RECORDED,
        legal_basis=AS_RECORDED,
        use_restrictions=AS_RECORDED,
        language="und",
    )


def _fact_of(event: SourceEvent, case_id: UUID, mapping: Mapping, *, moved: bool) -> RecordFact:
    """This will say an event as a fact. moved: the work was with another unit or agency before."""
    kind = event.kind or FACT_KINDS[event.meaning]
    if moved and event.meaning is Meaning.ASSIGNED:
        kind = FactKind.HANDED_OVER
    return RecordFact(
        investigation_id=case_id,
        fact_id=event.key,
        kind=kind,
        text=event.text,
        source=mapping.log.cite,
        grade=mapping.log.grade,
        actors=(event.agency,),
        unit=event.unit,
    )
