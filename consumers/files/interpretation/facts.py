"""Source events as facts on the timeline of their case.

It must not decide when an event is a fact and when it is a step of a request.
"""

from uuid import UUID

from consumers.files.events import SourceEvent
from consumers.files.mapping import Mapping, Meaning
from domain.investigation.commands import RecordFact
from domain.investigation.vocabulary import FactKind

__all__ = ["fact_of"]

KINDS = {
    Meaning.TAKEN_UP: FactKind.WORK_TAKEN_UP,
    Meaning.ASSIGNED: FactKind.UNIT_ASSIGNED,
    Meaning.QUEUED: FactKind.WORK_QUEUED,
    Meaning.WAITING: FactKind.WORK_WAITING,
    Meaning.COMPLETED: FactKind.WORK_COMPLETED,
    Meaning.CANCELLED: FactKind.WORK_COMPLETED,
    Meaning.NOTED: FactKind.OTHER,
}


def fact_of(event: SourceEvent, case_id: UUID, mapping: Mapping, *, moved: bool) -> RecordFact:
    """This will say an event as a fact. moved: the work was with another unit or agency before."""
    kind = event.kind or KINDS[event.meaning]
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
