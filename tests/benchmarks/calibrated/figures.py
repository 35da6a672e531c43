"""The figures that the load rests on, with who published them, and the chances that follow from them.

It must not know events. Where nothing is published it says so: "assumed".
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.vocabulary import Instrument, Outcome, RefusalGround, Urgency

__all__ = ["PUBLISHED", "Days", "chosen", "cut_pareto"]

T = TypeVar("T")

PUBLISHED = {
    ("siena.messages", 2022): 1_640_000,  # Europol, Consolidated Annual Activity Report 2023, as all of SIENA
    ("siena.messages", 2023): 1_800_000,
    ("siena.new_cases", 2023): 151_318,
    ("siena.first_line_response_p80_days", 2023): 4.2,
    ("mla.response_months_range", "2013-2014"): [6, 24],  # Cybercrime Convention Committee, assessment of MLA, 2014
    ("eaw.days_arrest_to_decision_without_consent", 2017): 40,  # Commission, statistics on the European arrest warrant
    ("interpol.notices_diffusions_refused_or_cancelled", 2024): 2_462,  # INTERPOL, by the CCF and the task force
    ("interpol.red_notices_issued", 2024): 15_548,
    ("interpol.blue_notices_issued", 2024): 3_700,
    ("mla.g20_corruption_requests_sent:IN", "2018-2022"): 253,  # G20 anti-corruption accountability reports
    ("mla.g20_requests_pending_from:IN", "2018-2022"): 229,
    ("eurojust.third_country_new_cases", 2024): 1_022,  # Eurojust, Annual Report 2024
    ("eurojust.new_cases", 2024): 5_363,
    ("eurojust.new_cases_by_crime:swindling and fraud", 2019): 1_111,  # Eurojust, Annual Report 2019
    ("eurojust.new_cases_by_crime:money laundering", 2019): 527,
    ("eurojust.new_cases_by_crime:drug trafficking", 2019): 461,
    ("eurojust.new_cases_by_crime:migrant smuggling", 2019): 187,
    ("eurojust.new_cases_by_crime:trafficking in human beings", 2019): 183,
    ("eurojust.new_cases_by_crime:cybercrime", 2019): 125,
    ("eurojust.new_cases_by_crime:terrorism", 2019): 94,
    ("eurojust.new_cases_by_crime:environmental crime", 2019): 12,
}
"""Series and year -> what was published."""

PERIOD_DAYS = 730


def _number(series: str, year: int | str) -> float:
    found = PUBLISHED[series, year]
    assert isinstance(found, int | float), series
    return float(found)


YEARLY_GROWTH = _number("siena.messages", 2023) / _number("siena.messages", 2022)

REQUESTS_PER_CASE = _number("siena.messages", 2023) / _number("siena.new_cases", 2023) / 4
"""A request, its receipt, an intermediate message and the reply: assumed to be four messages."""

P80_DAYS = _number("siena.first_line_response_p80_days", 2023)

MLA_P10_DAYS, MLA_P90_DAYS = 6 * 365 / 12, 24 * 365 / 12
"""The range of months, read as the tenths at its ends: assumed."""

DECISION_MEAN_DAYS = _number("eaw.days_arrest_to_decision_without_consent", 2017)
"""Taken for investigation orders, too: assumed."""

REFUSED = _number("interpol.notices_diffusions_refused_or_cancelled", 2024) / (
    _number("interpol.red_notices_issued", 2024) + _number("interpol.blue_notices_issued", 2024)
)

GROUNDS = (
    (RefusalGround.FUNDAMENTAL_RIGHTS, 111),
    (RefusalGround.INTERPOL_ART_3, 194),
    (RefusalGround.NOT_AVAILABLE, 1_200),
    (RefusalGround.REQUEST_NOT_COMPLIANT, 957),
)
"""INTERPOL 2024: 111 for human rights, 194 for Article 3, 2,157 for others; how these divide is assumed."""

MLA_PENDING = _number("mla.g20_requests_pending_from:IN", "2018-2022") / _number(
    "mla.g20_corruption_requests_sent:IN", "2018-2022"
)

PENDING = 0.03
"""Of all other requests: assumed."""

THIRD_COUNTRIES = _number("eurojust.third_country_new_cases", 2024) / _number("eurojust.new_cases", 2024)

AREAS = tuple(
    (area, _number(f"eurojust.new_cases_by_crime:{crime}", 2019))
    for area, crime in (
        ("FINANCIAL_CRIME_AND_CORRUPTION", "swindling and fraud"),
        ("FINANCIAL_CRIME_AND_CORRUPTION", "money laundering"),
        ("DRUGS", "drug trafficking"),
        ("MIGRANT_SMUGGLING", "migrant smuggling"),
        ("HUMAN_TRAFFICKING", "trafficking in human beings"),
        ("CYBERCRIME", "cybercrime"),
        ("TERRORISM", "terrorism"),
        ("ENVIRONMENTAL_CRIME", "environmental crime"),
    )
)

WITHIN_THE_UNION = (
    (Instrument.EU_2023_977, 60),
    (Instrument.EU_EIO, 25),
    (Instrument.EU_SIRENE, 15),
)
"""Assumed."""

BEYOND_THE_UNION = (
    (Instrument.INTERPOL_CHANNEL, 60),
    (Instrument.MLA_GENERAL, 25),
    (Instrument.COE_BUDAPEST_29, 15),
)
"""Assumed."""

URGENCIES = ((Urgency.ROUTINE, 88), (Urgency.URGENT, 10), (Urgency.EMERGENCY, 2))
"""Assumed."""

OUTCOMES = ((Outcome.POSITIVE, 62), (Outcome.PARTIAL, 18), (Outcome.NEGATIVE, 20))
"""Assumed."""

_Z80, _Z90 = 0.8416, 1.2816
"""Of the normal distribution."""

_SIGMA = 1.1
"""How widely response times spread, in logarithms: assumed; the slowest tenth takes four times the median and more."""


@dataclass(frozen=True, slots=True)
class Days:
    """A lognormal time in days. median: in days; sigma: of its logarithm."""

    median: float
    sigma: float = _SIGMA

    @classmethod
    def at_p80(cls, days: float) -> "Days":
        """This will make a time that four of five do not exceed."""
        return cls(days / math.exp(_Z80 * _SIGMA))

    def drawn(self, rng: random.Random) -> float:
        """This will draw one, in days."""
        return self.median * math.exp(rng.gauss(0.0, self.sigma))


RESPONSE = {
    Instrument.EU_2023_977: Days.at_p80(P80_DAYS),
    Instrument.EU_EIO: Days(DECISION_MEAN_DAYS * 1.8 / math.exp(0.5**2 / 2), 0.5),  # execution takes as long again
    Instrument.EU_SIRENE: Days.at_p80(0.4),  # 12 hours are allowed (Decision (EU) 2013/115); assumed
    Instrument.INTERPOL_CHANNEL: Days.at_p80(3 * P80_DAYS),  # assumed
    Instrument.MLA_GENERAL: Days(
        math.sqrt(MLA_P10_DAYS * MLA_P90_DAYS), math.log(MLA_P90_DAYS / MLA_P10_DAYS) / (2 * _Z90)
    ),
    Instrument.COE_BUDAPEST_29: Days.at_p80(2.0),  # assumed: expedited preservation
}
"""From receipt to reply."""

URGENT_SHARE_OF_TIME = 8 / (7 * 24)
"""Urgent replies are quicker as their limit is shorter: 8 hours to 7 days (Directive (EU) 2023/977 Art. 5(1))."""


def chosen(rng: random.Random, among: Sequence[tuple[T, float]]) -> T:
    """This will choose by weight."""
    left = rng.random() * sum(weight for _, weight in among)
    for value, weight in among:
        left -= weight
        if left < 0:
            return value
    return among[-1][0]


def cut_pareto(rng: random.Random, mean: float, most: int) -> int:
    """This will draw a number from 1 to `most` with a heavy tail: Pareto of exponent 1.5, of about this mean."""
    return min(most, max(1, round(mean / 3 * rng.paretovariate(1.5))))
