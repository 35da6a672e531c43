"""Facts of who saw what, in streams of their own: no case is touched when somebody reads.

They must not carry what was seen.
"""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from domain.event import Event, event
from domain.ledger.vocabulary import SubjectKind
from domain.need_to_know import Denial
from domain.vocabulary import Classification, RecordedText, Tlp

__all__ = [
    "AccessDenied",
    "AccessFacts",
    "ExportProduced",
    "InformationExported",
    "InformationViewed",
    "LedgerEvent",
    "NothingFound",
    "ReplayPerformed",
]


class AccessFacts(TypedDict):
    """What every one of them tells."""

    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]


@event("ledger.InformationViewed")
class InformationViewed(Event):
    """A person was shown marked things. at: aware, UTC; way: the field or route that was used."""

    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]


@event("ledger.InformationExported")
class InformationExported(Event):
    """A person took the content of marked things out, such as the file of an item."""

    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]


@event("ledger.AccessDenied")
class AccessDenied(Event):
    """A person asked for marked things that are not for it, and was answered as if there were none."""

    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]
    denial: Denial


@event("ledger.NothingFound")
class NothingFound(Event):
    """A person asked by id for what there is not, or so often that not each time is told. times: how often.

    It is recorded as a denial is, so that the growth of the log does not tell what there is.
    """

    at: datetime
    member_id: str
    agency_id: str
    way: str
    times: int


@event("ledger.ExportProduced")
class ExportProduced(Event):
    """A list left Entente. sought: the filter; row_count: its rows; ceiling: the strictest marking among them."""

    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]
    sought: RecordedText | None
    row_count: int
    ceiling_tlp: Tlp | None
    ceiling_level: Classification | None


@event("ledger.ReplayPerformed")
class ReplayPerformed(Event):
    """A person replayed history that holds marked things."""

    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]


LedgerEvent = InformationViewed | InformationExported | AccessDenied | NothingFound | ExportProduced | ReplayPerformed
