"""Facts about the course of a joint investigation, from its opening to its archive.

They must not tell who takes part.
"""

from datetime import date
from uuid import UUID

from domain.event import Event, event
from domain.investigation.vocabulary import LegalBasisKind
from domain.vocabulary import RecordedText

__all__ = [
    "InvestigationArchived", "InvestigationClosed", "InvestigationOpened", "InvestigationReopened",
    "OperationPeriodExtended", "OperationalPhaseStarted", "PostOperationalPhaseEntered",
]  # fmt: skip


@event("investigation.InvestigationOpened")
class InvestigationOpened(Event):
    """A space for a joint investigation was opened by its lead agency.

    title must carry no operational or personal text.
    """

    investigation_id: UUID
    reference: str
    title: RecordedText
    crime_areas: tuple[str, ...]
    legal_basis: LegalBasisKind
    lead_agency_id: str
    first_member_id: str


@event("investigation.OperationalPhaseStarted")
class OperationalPhaseStarted(Event):
    """Joint operations began; planned_end is the first day after the planned period."""

    investigation_id: UUID
    planned_end: date | None = None


@event("investigation.OperationPeriodExtended")
class OperationPeriodExtended(Event):
    """The operational period was extended."""

    investigation_id: UUID
    planned_end: date
    reason: RecordedText


@event("investigation.PostOperationalPhaseEntered")
class PostOperationalPhaseEntered(Event):
    """Joint operations ended; prosecution and evaluation go on."""

    investigation_id: UUID


@event("investigation.InvestigationClosed")
class InvestigationClosed(Event):
    """The investigation was closed; forced_reason says why although work was open."""

    investigation_id: UUID
    reason: RecordedText
    forced_reason: RecordedText | None = None
    open_work: int = 0


@event("investigation.InvestigationReopened")
class InvestigationReopened(Event):
    """A closed investigation is operational again."""

    investigation_id: UUID
    reason: RecordedText


@event("investigation.InvestigationArchived")
class InvestigationArchived(Event):
    """The investigation rests; nothing changes in it any more."""

    investigation_id: UUID
