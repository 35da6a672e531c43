"""What the ledger's queries take and return.

They must not carry what was seen, nor why somebody may see it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.ledger import AccessKind, SubjectKind
from domain.need_to_know import Denial
from projections.viewer import Viewer

__all__ = ["AccessFilter", "AccessRow", "LedgerView", "ReaderRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFilter:
    """Which accesses. Empty tuples and None do not filter.

    agency_id, member_id: whose access it was. accessed_from, accessed_until: aware; at or after it, and before it.
    """

    kinds: tuple[AccessKind, ...] = ()
    agency_id: str | None = None
    member_id: str | None = None
    accessed_from: datetime | None = None
    accessed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger of one thing as it is asked for."""

    viewer: Viewer
    subject: SubjectKind
    subject_id: UUID
    wanted: AccessFilter = field(default_factory=AccessFilter)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRow:
    """One access. at: aware, UTC, when the answer was made; way: the fields or route; denial: of a DENIAL alone."""

    kind: AccessKind
    at: datetime
    member_id: str
    agency_id: str
    way: str
    denial: Denial | None
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderRow:
    """What one person did, of the accesses that were asked for. accesses: without denials; first_at, last_at: aware."""

    member_id: str
    agency_id: str
    accesses: int
    denials: int
    first_at: datetime
    last_at: datetime
    last_position: int
