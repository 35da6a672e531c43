"""Looks ahead: from the cycles of finished months to trends, forecasts, what is unusual, and replies to be expected.

It must not be imported on the path of a request: its libraries take a second to load. It knows no database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, inf
from statistics import median

from projections.outlook.basis import Basis, Pair, Told, instant_of, month_of, months_after, months_until
from projections.outlook.change import Month, Suspicion, changes_among, suspicions_of
from projections.outlook.remaining import Survival, expected_at, survival_of
from projections.outlook.rows import ChangeKind, ChangeRow, ReplyRow, TrendFigure, TrendRow, VolumeRow
from projections.outlook.trend import Trend, are_real, trend_of
from projections.outlook.volume import forecast_of

__all__ = ["Outlook", "look_ahead"]

HISTORY = 36
"""Months that are looked at; what is older says little of the next ones."""

COMPARED = 13
"""Months of which the last is compared with those before."""

AHEAD = 3
"""Months that are forecast."""

LEAST_CYCLES, LEAST_CASES = 20, 3
"""Of a pair that has an outlook: no single investigation, and no few requests, may be told from it."""

LEAST_OF_A_MONTH = 5
"""Finished cycles that a month needs for a median or a share."""

ROUNDED_TO = 5
"""Counts of a single month are told to the nearest multiple of it."""

HOUR_S, DAY_S = 3_600.0, 86_400.0
AGES_S = tuple(day * DAY_S for day in (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365))
"""Ages at which what is still to be expected is told; between two of them the earlier one holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """All that a batch found out."""

    basis: Basis
    trends: tuple[TrendRow, ...]
    volumes: tuple[VolumeRow, ...]
    changes: tuple[ChangeRow, ...]
    replies: tuple[ReplyRow, ...]


def look_ahead(basis: Basis) -> Outlook:
    """This will find out the outlook; pairs with too few cycles or cases have none."""
    pairs = {pair: cycles for pair, cycles in basis.cycles.items() if _is_enough(cycles)}
    courses = {pair: _Course.of(cycles, basis.boundary) for pair, cycles in pairs.items()}
    return Outlook(
        basis=basis,
        trends=tuple(_trends(courses)),
        volumes=tuple(row for pair, course in courses.items() for row in _volumes(pair, course, basis.boundary)),
        changes=tuple(_changes(courses)),
        replies=(*_replies_of_pairs(pairs, basis.boundary), *_replies_of_instruments(basis)),
    )


def _is_enough(cycles: Sequence[Told]) -> bool:
    cases = {each.case_id or each.sent_at for each in cycles}
    return len(cycles) >= LEAST_CYCLES and len(cases) >= LEAST_CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """A pair month by month, from the first one with a request on. cycles: of these months."""

    months: list[date]
    sent: list[int]
    finished: list[list[Told]]
    cycles: int

    @classmethod
    def of(cls, cycles: Sequence[Told], boundary: date) -> "_Course":
        first = min(month_of(each.sent_at) for each in cycles)
        months = [month for month in months_until(boundary, HISTORY) if month >= first]
        sent, finished = defaultdict[date, list[Told]](list), defaultdict[date, list[Told]](list)
        for each in cycles:
            sent[month_of(each.sent_at)].append(each)
            if each.finished_at is not None:
                finished[month_of(each.finished_at)].append(each)
        counts = [len(sent[month]) for month in months]
        return cls(months=months, sent=counts, finished=[finished[month] for month in months], cycles=sum(counts))

    def figures(self, figure: TrendFigure) -> list[float | None]:
        """This will return a figure of each month; None where too few cycles ended in it."""
        if figure is TrendFigure.SENT:
            return [float(count) for count in self.sent]
        of_month = _median_response if figure is TrendFigure.MEDIAN_RESPONSE_S else _share_on_time
        return [of_month(finished) for finished in self.finished]


def _median_response(finished: Iterable[Told]) -> float | None:
    known = [each.response_s for each in finished if each.response_s is not None]
    return median(known) if len(known) >= LEAST_OF_A_MONTH else None


def _share_on_time(finished: Iterable[Told]) -> float | None:
    known = [each.is_on_time for each in finished if each.is_on_time is not None]
    return sum(known) / len(known) if len(known) >= LEAST_OF_A_MONTH else None


def _trends(courses: Mapping[Pair, _Course]) -> Iterator[TrendRow]:
    found: list[tuple[Pair, TrendFigure, Trend]] = []
    for pair, course in courses.items():
        tested = ((figure, trend_of(course.figures(figure))) for figure in TrendFigure)
        found += [(pair, figure, trend) for figure, trend in tested if trend is not None]
    real = are_real([trend.p_value for _, _, trend in found])
    for (pair, figure, trend), is_real in zip(found, real, strict=True):
        yield TrendRow(
            requesting_agency_id=pair[0],
            requested_agency_id=pair[1],
            figure=figure.value,
            direction=trend.direction.value,
            is_real=is_real,
            slope=trend.slope,
            slope_low=trend.slope_low,
            slope_high=trend.slope_high,
            p_value=trend.p_value,
            correction=trend.correction,
            periods=trend.periods,
            first_month=courses[pair].months[0],
            cycles=courses[pair].cycles,
        )


def _volumes(pair: Pair, course: _Course, boundary: date) -> Iterator[VolumeRow]:
    ahead = months_until(months_after(boundary, AHEAD), AHEAD)
    for month, forecast in zip(ahead, forecast_of(course.sent, AHEAD), strict=False):
        yield VolumeRow(
            requesting_agency_id=pair[0],
            requested_agency_id=pair[1],
            month=month,
            expected=forecast.expected,
            low=forecast.low,
            high=forecast.high,
            method=forecast.method.value,
            periods=len(course.months),
        )


def _changes(courses: Mapping[Pair, _Course]) -> Iterator[ChangeRow]:
    suspicions: list[tuple[Pair, Suspicion]] = []
    for pair, course in courses.items():
        months = list(map(_month, course.sent, course.finished))[-COMPARED:]
        suspicions += [(pair, each) for each in suspicions_of(months)]
    for change in changes_among(suspicions):
        pair, found = change.subject, change.suspicion
        yield ChangeRow(
            requesting_agency_id=pair[0],
            requested_agency_id=pair[1],
            kind=found.kind.value,
            month=courses[pair].months[-1],
            observed=_coarsely(found.kind, found.observed),
            usual=_coarsely(found.kind, found.usual),
            p_value=found.p_value,
            n=found.n,
        )


def _coarsely(kind: ChangeKind, figure: float) -> float:
    """Counts to a multiple of ROUNDED_TO, times to the hour, shares to the hundredth: none tells of a single cycle."""
    if kind in (ChangeKind.MORE_REQUESTS, ChangeKind.FEWER_REQUESTS):
        return float(ROUNDED_TO * round(figure / ROUNDED_TO))
    return round(figure, 2) if kind in (ChangeKind.MORE_REFUSALS, ChangeKind.FEWER_REFUSALS) else _hours(figure) or 0.0


def _month(sent: int, finished: Sequence[Told]) -> Month:
    known = [each for each in finished if each.response_s is not None]
    replies = tuple(each.response_s for each in known if each.response_s is not None)
    return Month(sent=sent, replies_s=replies, refused=sum(each.is_refused for each in known))


def _hours(seconds: float | None) -> float | None:
    """Seconds of whole hours, the next ones: exact to the second, a time would be that of one single cycle."""
    return None if seconds is None else ceil(seconds / HOUR_S) * HOUR_S


def _replies_of_pairs(pairs: Mapping[Pair, Sequence[Told]], boundary: date) -> Iterator[ReplyRow]:
    for (requesting, requested), cycles in pairs.items():
        curve = _curve(cycles, instant_of(boundary))
        yield from _replies(curve, requesting, requested, None)


def _replies_of_instruments(basis: Basis) -> Iterator[ReplyRow]:
    by_instrument: dict[str, list[Told]] = defaultdict(list)
    for cycles in basis.cycles.values():
        for each in cycles:
            by_instrument[each.instrument].append(each)
    for instrument, cycles in sorted(by_instrument.items()):
        if _is_enough(cycles) and len({each.pair for each in cycles}) >= LEAST_CASES:
            yield from _replies(_curve(cycles, instant_of(basis.boundary)), None, None, instrument)


def _curve(cycles: Sequence[Told], end: datetime) -> Survival:
    """A cycle that was given up, or goes on, is open as long as that was known."""
    durations, ended = [], []
    for each in cycles:
        is_answered = each.finished_at is not None
        until = min(each.ended_at or end, end)
        seconds = each.response_s if is_answered else (until - each.received_at).total_seconds()
        if seconds is not None and seconds >= 0:
            durations.append(seconds)
            ended.append(is_answered)
    return survival_of(durations, ended)


def _replies(
    curve: Survival, requesting: str | None, requested: str | None, instrument: str | None
) -> Iterator[ReplyRow]:
    for age_s, until_s in zip(AGES_S, (*AGES_S[1:], inf), strict=True):
        expected = expected_at(curve, age_s)
        if expected is None:
            return  # nor is there one at any greater age
        yield ReplyRow(
            requesting_agency_id=requesting,
            requested_agency_id=requested,
            instrument=instrument,
            age_s=age_s,
            until_s=until_s,
            early_s=_hours(expected.early_s),
            median_s=_hours(expected.median_s),
            late_s=_hours(expected.late_s),
            open_at_age=expected.open_at_age,
            cycles=curve.n,
        )
