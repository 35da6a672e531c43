"""What is put on record in a joint investigation: its partners' agreement, facts, and contradictions of sources.

They must not carry what was learned in the investigation, except as operational text of a recorded fact.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from domain.event import Event, event
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.vocabulary import Obligation, RecordedText

__all__ = ["AgreedLimit", "AgreementAmended", "AgreementRecorded", "Claim", "ContradictionRecorded", "FactRecorded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLimit:
    """A time limit that the partners agreed on. limit: ISO 8601 duration; counting: ELAPSED or CALENDAR_DAY_END."""

    obligation: Obligation
    limit: timedelta
    counting: str = "ELAPSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One of several sources that contradict each other."""

    claim: RecordedText
    source: RecordedText
    grade: SourceGrade


@event("investigation.AgreementRecorded")
class AgreementRecorded(Event):
    """The partners' agreement was recorded: its date, its period, its own time limits, what third parties may see."""

    investigation_id: UUID
    reference: str
    signed_on: date
    valid_from: date
    valid_to: date | None
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: RecordedText | None = None


@event("investigation.AgreementAmended")
class AgreementAmended(Event):
    """The agreement was amended from now on.

    limits: each replaces the earlier limit of its obligation, the others stay; valid_to: the new first day after the
    period, None where the period stays; third_party_access None: what was agreed before stays.
    """

    investigation_id: UUID
    reference: str
    signed_on: date
    reason: RecordedText
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: RecordedText | None = None
    valid_to: date | None = None


@event("investigation.FactRecorded")
class FactRecorded(Event):
    """A fact of the outside world was put on the timeline with its source.

    actors: agency codes, country codes or names as the source has them; date_note: how a date was derived, if it was.
    """

    investigation_id: UUID
    fact_id: str
    kind: FactKind
    text: RecordedText
    source: RecordedText
    grade: SourceGrade
    also_sources: tuple[RecordedText, ...] = ()
    actors: tuple[str, ...] = ()
    addressee: str | None = None
    unit: str | None = None
    date_note: RecordedText | None = None


@event("investigation.ContradictionRecorded")
class ContradictionRecorded(Event):
    """Sources disagree; their claims stand side by side, and none is preferred."""

    investigation_id: UUID
    contradiction_id: str
    about: RecordedText
    claims: tuple[Claim, ...]
