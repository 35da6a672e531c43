"""Cooperation metrics as the schema shows them: groups of figures, a matrix, yearly statistics, definitions.

It must not compute a figure, nor decide on what it may rest.
"""

from datetime import date, datetime
from typing import Any

import strawberry

from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.reads.declaring import Column, Shape, column, reads
from api.scalars import Position
from api.wording import enum_of
from projections.cells.queries import Publication
from projections.cooperation.definitions import DEFINITIONS, DEFINITIONS_VERSION, Definition
from projections.cooperation.groups import page_of
from projections.cooperation.queries import (
    CooperationView,
    Figure,
    GroupOfFigures,
    Matrix,
    Metric,
    Scope,
    Standing,
    Standpoint,
    Unit,
    WindowKind,
    YearlyRow,
)

__all__ = [
    "MATRIX", "Cooperation", "CooperationMatrix", "MetricDefinition", "YearlyStatistics", "definitions", "matrix_of",
    "shown_of", "yearly_of",
]  # fmt: skip

for each, name in (
    (Metric, "Metric"), (Scope, "CooperationScope"), (Standing, "FigureStanding"), (Unit, "FigureUnit"),
    (WindowKind, "WindowKind"),
):  # fmt: skip
    enum_of(each, name)


@strawberry.type(description="The share that still waits for its reply after a time: product-limit estimate.")
class WaitingShare:
    """The share that still waits after a time."""

    after_s: float = strawberry.field(description="Seconds since receipt at which one was answered.")
    share: float = strawberry.field(description="Share that waits longer, from 1 to 0.")
    low: float = strawberry.field(description="Lower end of its band of 95 %.")
    high: float = strawberry.field(description="Upper end of it.")
    at_risk: int = strawberry.field(description="How many had waited until then.")


@strawberry.type(description="A figure of a group: what it is, how it stands, and on how much it rests.")
class CooperationFigure:
    """A figure of a group."""

    metric: Metric = strawberry.field(description="What is measured; metricDefinitions tells what it means.")
    name: str = strawberry.field(description="Which figure of the metric.")
    unit: Unit = strawberry.field(description="In what values are told.")
    window: WindowKind = strawberry.field(description="By what the window takes cycles in.")
    n: int = strawberry.field(description="How many request cycles, or exchanges, it rests on.")
    standing: Standing = strawberry.field(description="Whether there is a value.")
    value: float | None = strawberry.field(description="The figure; null unless it is KNOWN.")
    numerator: int | None = strawberry.field(description="Of a share or ratio; null for others.")
    denominator: int | None = strawberry.field(description="Of a share or ratio; null for others.")
    low: float | None = strawberry.field(description="Lower end of the band of 95 %, or of where it lies BETWEEN.")
    high: float | None = strawberry.field(description="Upper end of it; null also where it is not reached.")
    curve: list[WaitingShare] = strawberry.field(
        description="Of the censoring-aware median: the curve from which it is read, at most 201 steps; else empty."
    )
    definition_version: int = strawberry.field(description="Version of the definition by which it was counted.")
    as_of_position: Position = strawberry.field(description="What the log held after this position does not count.")


@strawberry.type(description="A group of request cycles with its figures; null is what it is not told apart by.")
class CooperationGroup:
    """A group of request cycles with its figures."""

    from_agency_id: str | None = strawberry.field(description="Code of the requesting agency.")
    to_agency_id: str | None = strawberry.field(description="Code of the requested agency.")
    from_country: str | None = strawberry.field(description="Country of the requesting agency, ISO 3166-1 alpha-2.")
    to_country: str | None = strawberry.field(description="Country of the requested agency.")
    unit_id: str | None = strawberry.field(description="Code of the unit that has the request.")
    instrument: str | None = strawberry.field(description="Legal instrument.")
    crime_area: str | None = strawberry.field(description="Code of the crime area.")
    urgency: str | None = strawberry.field(description="Urgency.")
    day: date | None = strawberry.field(description="Day of the moment by which the window takes cycles in, in UTC.")
    month: date | None = strawberry.field(description="First day of the month of that moment, in UTC.")
    figures: list[CooperationFigure] = strawberry.field(description="The figures, in the order of metrics.")


@strawberry.type(description="What is published over all cases: whole months, once each, which do not change again.")
class CooperationPublication:
    """What is published over all cases."""

    first_month: date = strawberry.field(description="First day of the first month.")
    last_month: date = strawberry.field(description="First day of the last month.")
    boundary: date = strawberry.field(description="The day as of whose beginning, in UTC, the last month was counted.")
    rounded_to: int = strawberry.field(
        description="Counts of the cycles that the same people may see are rounded down to multiples of it, then added."
    )
    least_investigations: int = strawberry.field(description="A month of a pair needs so many, or it is left out.")
    version: int = strawberry.field(description="Version of what is counted.")


@strawberry.type(description="Figures of cooperation from one standpoint.")
class Cooperation:
    """Figures of cooperation from one standpoint."""

    found: strawberry.Private[tuple[GroupOfFigures, ...]]
    as_of_position: Position = strawberry.field(description="What the log held after this position does not count.")
    at: datetime = strawberry.field(description="As of when limits have passed and waiting lasts.")
    as_it_was: bool = strawberry.field(description="What happened after `at` does not count, whenever it was recorded.")
    scope: Scope = strawberry.field(description="What the figures rest on.")
    definition_version: int = strawberry.field(description="Version of the definitions by which was counted.")
    publication: CooperationPublication | None = strawberry.field(
        description="Of AUTHORISED_AGGREGATE: what it rests on; null before a month was published, and for VISIBLE."
    )
    since: datetime | None = strawberry.field(description="First moment of the window.")
    until: datetime | None = strawberry.field(description="First moment after the window.")
    window: WindowKind = strawberry.field(description="By what the window takes cycles in, unless a figure says else.")

    @derived("The groups in which there is something to tell, by their codes.")
    def groups(
        self, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Counted[CooperationGroup]:
        """This will return a page of groups."""
        page = page_of(self.found, paging(first, after, last, before))

        async def count() -> int:
            return len(self.found)

        return Counted(count=count, **connected(page, self._shown))

    def _shown(self, told: GroupOfFigures) -> CooperationGroup:
        figures = [self._figure(each) for each in told.figures]
        return CooperationGroup(
            figures=figures, **{name: getattr(told.group, name) for name in type(told.group).__slots__}
        )

    def _figure(self, figure: Figure) -> CooperationFigure:
        return shown(
            CooperationFigure,
            figure,
            curve=[shown(WaitingShare, each) for each in figure.curve],
            definition_version=self.definition_version,
            as_of_position=self.as_of_position,
        )


@strawberry.type(description="One figure of every directed pair of agencies: rows ask, columns are asked.")
class CooperationMatrix:
    """One figure of every directed pair of agencies."""

    metric: Metric = strawberry.field(description="What is measured.")
    name: str = strawberry.field(description="Which figure of the metric.")
    unit: Unit = strawberry.field(description="In what values are told.")
    agencies: list[str] = strawberry.field(description="Codes of agencies, in the order of rows and of columns.")
    values: list[list[float | None]] = strawberry.field(
        description="A row for each agency that asks; null where there is nothing to tell, or too little.",
        metadata=reads(Column("{r}.values", is_json=True)),
    )
    n: list[list[int]] = strawberry.field(
        description="On how many request cycles each value rests.", metadata=reads(Column("{r}.n", is_json=True))
    )
    as_of_position: Position = strawberry.field(
        description="What the log held after this position does not count.", metadata=column("{r}.as_of_position")
    )
    at: datetime = strawberry.field(
        description="As of when limits have passed and waiting lasts.", metadata=column("{r}.at")
    )
    definition_version: int = strawberry.field(
        description="Version of the definition by which was counted.", metadata=column("{r}.definition_version")
    )


MATRIX: Shape = Shape(CooperationMatrix, Matrix)


@strawberry.type(description="A number of the yearly statistics under Dir. (EU) 2023/977 Art. 18(2).")
class YearlyNumber:
    """A number of the yearly statistics."""

    letter: str = strawberry.field(
        description="a: submitted; b: received and answered; c: refused; d: late for a judicial authorisation."
    )
    country: str | None = strawberry.field(description="Requesting State; null for (a), and for agencies without one.")
    is_urgent: bool | None = strawberry.field(description="Of (b): urgent or not; null for others.")
    ground: str | None = strawberry.field(
        description="Of (c): the ground, a request with two counting with both; null for how many were refused in all."
    )
    count: int = strawberry.field(description="How many request cycles.")


@strawberry.type(
    description="What an agency reports of a year under Dir. (EU) 2023/977 Art. 18(2), as far as you may see."
)
class YearlyStatistics:
    """What an agency reports of a year."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    year: int = strawberry.field(description="The year, from its first to its last moment in the agency's time zone.")
    numbers: list[YearlyNumber] = strawberry.field(description="The numbers, by letter; what is nought is left out.")
    as_of_position: Position = strawberry.field(description="What the log held after this position does not count.")


@strawberry.type(description="What a metric is.")
class MetricDefinition:
    """What a metric is."""

    metric: Metric = strawberry.field(description="Its code.")
    name: str = strawberry.field(description="Its name.")
    text: str = strawberry.field(description="What it counts, divides or measures.")
    unit: Unit = strawberry.field(description="In what its first figure is told.")
    window: WindowKind = strawberry.field(description="By what a window takes cycles in where COHORT is asked for.")
    about: str = strawberry.field(description="Whose doing it tells of.")
    source: str = strawberry.field(description="Article or paper that it rests on; Entente where it is our own.")
    version: int = strawberry.field(description="Version of the definition.")


def shown_of(
    view: CooperationView,
    found: tuple[GroupOfFigures, ...],
    scope: Scope = Scope.VISIBLE,
    publication: Publication | None = None,
) -> Cooperation:
    """This will show the figures of a view. publication: on which those over all cases rest."""
    return Cooperation(
        found=found,
        **_seen_from(view.standpoint),
        as_it_was=view.standpoint.as_it_was,
        scope=scope,
        publication=None if publication is None else shown(CooperationPublication, publication),
        since=view.window.since,
        until=view.window.until,
        window=view.window.kind,
    )


def matrix_of(view: CooperationView, told: Matrix) -> CooperationMatrix:
    """This will show a matrix."""
    return CooperationMatrix(
        metric=told.metric,
        name=told.name,
        unit=told.unit,
        agencies=list(told.agencies),
        values=[list(row) for row in told.values],
        n=[list(row) for row in told.n],
        **_seen_from(view.standpoint),
    )


def yearly_of(agency_id: str, year: int, rows: tuple[YearlyRow, ...], position: int) -> YearlyStatistics:
    """This will show the numbers of a year."""
    numbers = [shown(YearlyNumber, row) for row in rows]
    return YearlyStatistics(agency_id=agency_id, year=year, numbers=numbers, as_of_position=Position(position))


def definitions() -> list[MetricDefinition]:
    """This will show the catalogue."""
    return [_definition(each) for each in DEFINITIONS]


def _definition(definition: Definition) -> MetricDefinition:
    return MetricDefinition(**{name: getattr(definition, name) for name in type(definition).__slots__})


def _seen_from(stand: Standpoint) -> dict[str, Any]:
    return {"as_of_position": stand.position, "at": stand.at, "definition_version": DEFINITIONS_VERSION}
