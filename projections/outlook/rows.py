"""What an outlook consists of, as it is stored and shown.

It must not carry a figure of a single request, nor one that rests on few.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

__all__ = [
    "VERSION",
    "ChangeKind",
    "ChangeRow",
    "ForecastMethod",
    "Made",
    "ReplyRow",
    "TrendDirection",
    "TrendFigure",
    "TrendRow",
    "VolumeRow",
]  # fmt: skip

VERSION = 1
"""Of the definitions: raised whenever a figure is found out in another way."""


class TrendFigure(StrEnum):
    """What a trend is of.

    SENT: requests sent in a month. MEDIAN_RESPONSE_S: median seconds from receipt to final reply or refusal, of those
    finished in it. ON_TIME: share of those within their limit.
    """

    SENT = "SENT"
    MEDIAN_RESPONSE_S = "MEDIAN_RESPONSE_S"
    ON_TIME = "ON_TIME"


class TrendDirection(StrEnum):
    """What a series does. NONE_FOUND: no trend could be told from chance, which is not the same as none."""

    RISING = "RISING"
    FALLING = "FALLING"
    NONE_FOUND = "NONE_FOUND"


class ChangeKind(StrEnum):
    """What is unusual."""

    MORE_REQUESTS = "MORE_REQUESTS"
    FEWER_REQUESTS = "FEWER_REQUESTS"
    SLOWER_REPLIES = "SLOWER_REPLIES"
    FASTER_REPLIES = "FASTER_REPLIES"
    MORE_REFUSALS = "MORE_REFUSALS"
    FEWER_REFUSALS = "FEWER_REFUSALS"


class ForecastMethod(StrEnum):
    """How a forecast was found out.

    SMOOTHING: exponential smoothing of the roots of counts, with a damped trend (Gardner & McKenzie 1985).
    RECENT_MEAN: the mean of the last six months, where counts are small or follow no course.
    """

    SMOOTHING = "SMOOTHING"
    RECENT_MEAN = "RECENT_MEAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """When and on what an outlook was made. boundary: first day (UTC) not known; cycles: on which all of it rests."""

    boundary: date
    position: int
    made_at: datetime
    version: int
    cycles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """A trend of a pair; see projections.outlook.trend.Trend. cycles: on which it rests, from `first_month` on."""

    requesting_agency_id: str
    requested_agency_id: str
    figure: str
    direction: str
    is_real: bool
    slope: float
    slope_low: float
    slope_high: float
    p_value: float
    correction: float
    periods: int
    first_month: date
    cycles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRow:
    """Requests to be expected of a pair in a month to come; the interval holds 8 of 10. periods: months it rests on."""

    requesting_agency_id: str
    requested_agency_id: str
    month: date
    expected: float
    low: float
    high: float
    method: str
    periods: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What is unusual about the last month of a pair; see projections.outlook.change.Suspicion."""

    requesting_agency_id: str
    requested_agency_id: str
    kind: str
    month: date
    observed: float
    usual: float
    p_value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """What is to be expected of a request open for `age_s` to `until_s`: of a pair, or of an instrument everywhere.

    early_s, median_s, late_s: seconds from then on, by when 1, 5 and 9 of 10 had ended; None: beyond what was seen.
    open_at_age: cycles that were open so long, of `cycles` in all.
    """

    requesting_agency_id: str | None
    requested_agency_id: str | None
    instrument: str | None
    age_s: float
    until_s: float
    early_s: float | None
    median_s: float | None
    late_s: float | None
    open_at_age: int
    cycles: int
