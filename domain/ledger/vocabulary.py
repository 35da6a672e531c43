"""What the access ledger notes of one access.

It must not carry what was seen: ids name it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.need_to_know import Denial
from domain.vocabulary import Classification, OperationalText, Tlp

__all__ = ["Access", "AccessKind", "SubjectKind"]


class AccessKind(StrEnum):
    """What happened to marked content; a DENIAL is of somebody who asked for what is not for them."""

    VIEW = "VIEW"
    DOWNLOAD = "DOWNLOAD"
    EXPORT = "EXPORT"
    DENIAL = "DENIAL"
    REPLAY = "REPLAY"


class SubjectKind(StrEnum):
    """What was accessed."""

    ITEM = "ITEM"
    REQUEST = "REQUEST"
    INVESTIGATION = "INVESTIGATION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One access by one person. at: aware, UTC; way: the field or route of the public interface that was used.

    subject_ids: of all that one answer showed. denial: why, of a DENIAL alone, None where there is no such thing;
    times: how often that happened, of such a DENIAL.
    sought, row_count, ceiling_tlp, ceiling_level: of an EXPORT alone: the filter, how many rows left, and the
    strictest marking among them.
    """

    kind: AccessKind
    at: datetime
    member_id: str
    agency_id: str
    way: str
    subject: SubjectKind
    subject_ids: tuple[UUID, ...]
    denial: Denial | None = None
    times: int = 1
    sought: OperationalText | None = None
    row_count: int | None = None
    ceiling_tlp: Tlp | None = None
    ceiling_level: Classification | None = None
