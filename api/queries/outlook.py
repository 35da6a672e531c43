"""Trend and outlook of a partnership as the schema shows them, and what is still to be expected of an open request.

It must not find out anything: a batch step does, at the end of each month.
"""

from datetime import date, datetime, timedelta
from typing import Annotated

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import derived, shown
from api.scalars import Position
from api.wording import enum_of
from projections.board.rows import RequestRow
from projections.outlook import queries
from projections.outlook.rows import ChangeKind, ForecastMethod, Made, TrendDirection, TrendFigure, TrendRow

__all__ = ["ExpectedReply", "OutlookQueries", "Trend", "expected_reply"]

for published in (ChangeKind, TrendDirection, TrendFigure, ForecastMethod):
    enum_of(published)

Requesting = Annotated[
    str | None, strawberry.argument(description="Code of the agency that asks; any pair of yours when omitted.")
]
Requested = Annotated[
    str | None, strawberry.argument(description="Code of the agency that is asked; any pair of yours when omitted.")
]


@strawberry.type(
    description="Whether a figure rises or falls over the months: the test of Mann and Kendall, with the variance of "
    "Yue & Wang (2004)."
)
class Trend:
    """Whether a figure rises or falls over the months."""

    requesting_agency_id: str = strawberry.field(description="Code of the agency that asks.")
    requested_agency_id: str = strawberry.field(description="Code of the agency that is asked.")
    figure: TrendFigure = strawberry.field(description="What it is a trend of.")
    direction: TrendDirection = strawberry.field(description="What it does, at a significance of 5 % by itself.")
    is_real: bool = strawberry.field(
        description="It stands among all trends tested at once: false discovery rate 5 % (Benjamini & Hochberg 1995)."
    )
    slope: float = strawberry.field(description="Sen's median change per month, in the unit of the figure.")
    slope_low: float = strawberry.field(description="Lower end of the slope's 95 % interval.")
    slope_high: float = strawberry.field(description="Upper end of the slope's 95 % interval.")
    p_value: float = strawberry.field(description="How often chance alone would show as much, two-sided.")
    correction: float = strawberry.field(
        description="By how much the likeness of following months widened the variance; 1 for not at all."
    )
    periods: int = strawberry.field(description="Months that had a figure.")
    first_month: date = strawberry.field(description="The first day of the first month looked at.")
    cycles: int = strawberry.field(description="Request cycles on which it rests.")


@strawberry.type(description="Requests to be expected in a month to come.")
class VolumeForecast:
    """Requests to be expected in a month to come."""

    requesting_agency_id: str = strawberry.field(description="Code of the agency that asks.")
    requested_agency_id: str = strawberry.field(description="Code of the agency that is asked.")
    month: date = strawberry.field(description="The first day of the month (UTC).")
    expected: float = strawberry.field(description="How many requests are to be expected.")
    low: float = strawberry.field(description="Lower end of the interval that holds 8 of 10 months.")
    high: float = strawberry.field(description="Upper end of that interval.")
    method: ForecastMethod = strawberry.field(description="How it was found out.")
    periods: int = strawberry.field(description="Months of history on which it rests.")


@strawberry.type(description="What about the last month differs from those before by more than chance.")
class UnusualChange:
    """What is unusual about the last month."""

    requesting_agency_id: str = strawberry.field(description="Code of the agency that asks.")
    requested_agency_id: str = strawberry.field(description="Code of the agency that is asked.")
    kind: ChangeKind = strawberry.field(description="What is unusual, and in which direction.")
    month: date = strawberry.field(description="The first day of the month (UTC).")
    observed: float = strawberry.field(
        description="What was observed: requests to the nearest 5, median seconds to the hour, or a share refused."
    )
    usual: float = strawberry.field(description="The same of the months before, together.")
    p_value: float = strawberry.field(description="How often chance alone would show as much, two-sided.")
    n: int = strawberry.field(description="Months, for requests, or finished cycles on which the usual rests.")


@strawberry.type(
    description="What is to be expected of an open request, given how long it has been open: conditional survival "
    "after Kaplan & Meier (1958)."
)
class ExpectedReply:
    """What is still to be expected of an open request."""

    of_pair: bool = strawberry.field(
        description="It rests on cycles of the same two agencies; if not, on those of the same instrument everywhere."
    )
    age: timedelta = strawberry.field(description="The age at which it was found out, at most that of the request.")
    early_at: datetime | None = strawberry.field(
        description="By then 1 of 10 that were open as long had a reply; null where that was never seen."
    )
    median_at: datetime | None = strawberry.field(description="By then half of them had one; null as above.")
    late_at: datetime | None = strawberry.field(description="By then 9 of 10 of them had one; null as above.")
    open_at_age: int = strawberry.field(description="How many cycles were open as long.")
    cycles: int = strawberry.field(description="Of how many.")


@strawberry.type(
    description="Trend and outlook of pairs of agencies, of which yours is one; from finished months alone."
)
class Outlook:
    """Trend and outlook of pairs of agencies."""

    between: strawberry.Private[queries.Between]
    boundary: date = strawberry.field(description="The first day (UTC) of what was not known when it was made.")
    position: Position = strawberry.field(description="Up to which place of the log it was made.")
    made_at: datetime = strawberry.field(description="When it was made.")
    version: int = strawberry.field(description="Version of the definitions.")
    cycles: int = strawberry.field(description="Request cycles, of all agencies, on which all of it rests.")

    @derived("Trends of pairs with at least 20 cycles of 3 cases; requests sent, response times, share on time.")
    async def trends(self, info: Asked) -> list[Trend]:
        """This will return the trends."""
        async with info.context.reading() as connection:
            rows = await queries.trends(connection, info.context.viewer, self.between)
        return [_trend_of(row) for row in rows]

    @derived("Requests to be expected in the next three months, of pairs with a year of history.")
    async def volumes(self, info: Asked) -> list[VolumeForecast]:
        """This will return the forecasts."""
        async with info.context.reading() as connection:
            rows = await queries.volumes(connection, info.context.viewer, self.between)
        return [shown(VolumeForecast, row, method=ForecastMethod(row.method)) for row in rows]

    @derived("What is unusual about the last finished month, the least likely first within each pair.")
    async def changes(self, info: Asked) -> list[UnusualChange]:
        """This will return what is unusual."""
        async with info.context.reading() as connection:
            rows = await queries.changes(connection, info.context.viewer, self.between)
        return [shown(UnusualChange, row, kind=ChangeKind(row.kind)) for row in rows]


@strawberry.type
class OutlookQueries:
    """What can be read of trend and outlook."""

    @derived("Trend and outlook of the partnerships of your agency; null before it was first made.")
    async def outlook(
        self, info: Asked, requesting_agency_id: Requesting = UNSET, requested_agency_id: Requested = UNSET
    ) -> Outlook | None:
        """This will return the present outlook."""
        between = queries.Between(
            requesting_agency_id=_code(requesting_agency_id), requested_agency_id=_code(requested_agency_id)
        )
        async with info.context.reading() as connection:
            row: Made | None = await queries.made(connection)
        return shown(Outlook, row, between=between) if row else None


def _trend_of(row: TrendRow) -> Trend:
    return shown(Trend, row, figure=TrendFigure(row.figure), direction=TrendDirection(row.direction))


async def expected_reply(info: Asked, row: RequestRow, at: datetime) -> ExpectedReply | None:
    """This will tell what is to be expected of a request; None unless it waits for its reply."""
    if row.received_at is None or row.state not in queries.WAITING or row.received_at > at:
        return None
    waiting = queries.OpenRequest(
        requesting_agency_id=row.requesting_agency_id,
        requested_agency_id=row.requested_agency_id,
        instrument=row.instrument,
        received_at=row.received_at,
        at=at,
    )
    found = await info.context.loaders.expected_reply.load(waiting)
    if found is None:
        return None

    def after(seconds: float | None) -> datetime | None:
        return None if seconds is None else at + timedelta(seconds=seconds)

    return shown(
        ExpectedReply,
        found,
        of_pair=found.instrument is None,
        age=timedelta(seconds=found.age_s),
        early_at=after(found.early_s),
        median_at=after(found.median_s),
        late_at=after(found.late_s),
    )


def _code(given: str | None) -> str | None:
    return given.replace("\0", "") if given else None
