"""What the queries of patterns take and return.

They must not carry what the viewer may not see: rows are counted after the access predicates.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.marking import Pap
from domain.vocabulary import Classification, Handling, Tlp
from projections.patterns.comparing import Compared
from projections.patterns.months import end_of, start_of

__all__ = ["AreaRow", "EvidenceRow", "FlowKind", "RouteFilter", "RouteRow"]


class FlowKind(StrEnum):
    """What goes from one country to another.

    REQUEST: sent, to the agency that has it now. ITEM: given to an agency, once for each. HIT: of your side, to the
    other one's agency once that is named.
    """

    REQUEST = "REQUEST"
    ITEM = "ITEM"
    HIT = "HIT"


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteFilter:
    """Which routes; None or empty does not filter.

    from_country, to_country: ISO 3166-1 alpha-2 of the agencies; crime_area: its code; kinds: what is counted.
    first_month, last_month: such as 2026-03, in UTC, both included. Raises InvalidInput for what is no month.
    """

    from_country: str | None = None
    to_country: str | None = None
    crime_area: str | None = None
    kinds: tuple[FlowKind, ...] = ()
    first_month: str | None = None
    last_month: str | None = None

    @property
    def since(self) -> datetime | None:
        """The first moment; None without a bound."""
        return None if self.first_month is None else start_of(self.first_month, "filter.first_month")

    @property
    def until(self) -> datetime | None:
        """The first moment after it; None without a bound."""
        return None if self.last_month is None else end_of(self.last_month, "filter.last_month")


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """What goes from one country to another in a crime area, as far as the viewer sees it.

    from_country, to_country: None for agencies of no country; crime_area: None for items of which none was told.
    total: requests, items and hits together; first_at, last_at: aware, UTC.
    """

    route_id: str
    from_country: str | None
    to_country: str | None
    crime_area: str | None
    requests: int
    items: int
    hits: int
    total: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """Requests sent in a crime area that the viewer sees, in a period and in the one before.

    comparison: None where they are too few; adjusted_p_value: for the number of areas that were compared.
    """

    crime_area: str
    recent: int
    before: int
    comparison: Compared | None = field(default=None)
    adjusted_p_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One thing that was counted.

    thing_id: of the request, item or hit; registration_id: the own side of a hit, None for all others. at: aware, UTC.
    part: what tells several of one thing apart; noted_item and the marking of a request: for the access ledger alone.
    """

    kind: FlowKind
    thing_id: UUID
    registration_id: UUID | None
    from_agency_id: str
    to_agency_id: str
    at: datetime
    part: str
    noted_item: UUID | None
    tlp: Tlp | None
    handling: tuple[Handling, ...]
    pap: Pap | None
    classification: Classification | None
    compartments: tuple[str, ...]
