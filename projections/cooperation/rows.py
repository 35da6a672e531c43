"""What the queries of cooperation metrics take and return.

They must not carry what tells of a single request: figures are of groups.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.refusal import InvalidInput
from domain.vocabulary import Instrument, Urgency
from projections.cooperation.standpoint import Standpoint
from projections.cooperation.survival import Waiting
from projections.cooperation.vocabulary import Dimension, Metric, Standing, Unit, WindowKind
from projections.viewer import Viewer

__all__ = [
    "CooperationFilter", "CooperationView", "CooperationWindow", "Figure", "Group", "GroupOfFigures", "Thresholds",
]  # fmt: skip

MOST_N = 1_000
LONGEST_DAYS = 366
LONGEST_HOURS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationFilter:
    """Which requests figures rest on; None does not filter.

    from_agency_id, from_country: of the requesting side; to_agency_id, to_country, unit_id: of the requested side.
    """

    from_agency_id: str | None = None
    to_agency_id: str | None = None
    from_country: str | None = None
    to_country: str | None = None
    unit_id: str | None = None
    instrument: Instrument | None = None
    crime_area: str | None = None
    urgency: Urgency | None = None
    investigation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationWindow:
    """Which time figures are about. since: the first moment; until: the first moment after it; None without a bound.

    kind: COHORT takes requests in by when they were sent, FLOW by when what is measured happened. Raises InvalidInput
    where it ends before it begins.
    """

    since: datetime | None = None
    until: datetime | None = None
    kind: WindowKind = WindowKind.COHORT

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise InvalidInput(field="window.until", rule="it ends before it begins", accepted="a moment after `since`")
        if self.kind is WindowKind.AS_OF:
            raise InvalidInput(field="window.kind", rule="AS_OF is no window", accepted="COHORT or FLOW")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What figures are held against.

    min_n: below so many a figure reads INSUFFICIENT_DATA, 1 to 1,000. acknowledge_within_days: where a profile sets no
    limit for acknowledging, 1 to 366. confirm_within_hours: how long a recipient has to confirm a restriction, 1 to
    1,000. Raises InvalidInput for others.
    """

    min_n: int = 5
    acknowledge_within_days: int = 7
    confirm_within_hours: int = 72

    def __post_init__(self) -> None:
        _within("thresholds.min_n", self.min_n, MOST_N)
        _within("thresholds.acknowledge_within_days", self.acknowledge_within_days, LONGEST_DAYS)
        _within("thresholds.confirm_within_hours", self.confirm_within_hours, LONGEST_HOURS)

    @property
    def take_up_within(self) -> timedelta:
        """Within which a request is to be acknowledged, where nothing else is laid down."""
        return timedelta(days=self.acknowledge_within_days)

    @property
    def confirm_within(self) -> timedelta:
        """Within which a restriction is to be confirmed."""
        return timedelta(hours=self.confirm_within_hours)


def _within(field: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise InvalidInput(field=field, rule=f"{value} is out of bounds", accepted=f"1 to {most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationView:
    """The metrics as they are asked for: by whom, from where, which of them, over what, and how told apart."""

    viewer: Viewer
    standpoint: Standpoint
    metrics: tuple[Metric, ...]
    by: tuple[Dimension, ...] = ()
    wanted: CooperationFilter = CooperationFilter()
    window: CooperationWindow = CooperationWindow()
    thresholds: Thresholds = Thresholds()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Group:
    """What a row of figures is about; None for what it is not told apart by, and where there is none."""

    from_agency_id: str | None = None
    to_agency_id: str | None = None
    from_country: str | None = None
    to_country: str | None = None
    unit_id: str | None = None
    instrument: str | None = None
    crime_area: str | None = None
    urgency: str | None = None
    day: date | None = None
    month: date | None = None

    @property
    def reverse(self) -> "Group":
        """The same with the sides exchanged."""
        return Group(
            from_agency_id=self.to_agency_id,
            to_agency_id=self.from_agency_id,
            from_country=self.to_country,
            to_country=self.from_country,
            unit_id=self.unit_id,
            instrument=self.instrument,
            crime_area=self.crime_area,
            urgency=self.urgency,
            day=self.day,
            month=self.month,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure. n: how many cycles, exchanges or weeks it rests on; numerator, denominator: of a share or ratio.

    value: null unless it is KNOWN. low, high: the band that holds it in 95 of 100 cases, where there is one; of a
    figure that stands BETWEEN, its bounds, low excluded. curve: of the censoring-aware median, on what it rests.
    """

    metric: Metric
    name: str
    unit: Unit
    window: WindowKind
    n: int
    standing: Standing = Standing.KNOWN
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None
    curve: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupOfFigures:
    """A group with its figures, in the order of metrics."""

    group: Group
    figures: tuple[Figure, ...]
