"""A slow second opinion on the figures of groups: sorted lists, exact fractions, no table.

It must not use a read model, nor their SQL.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from tests.support.cooperation_measures_oracle import COUNTED, DURATIONS, RATES, Wanted, response_s, waits_since
from tests.support.cooperation_oracle import CycleTold

__all__ = ["nearest", "told_figures"]

Key = tuple[str | None, ...]
Told = dict[str, Any]
DIMENSIONS = (
    "FROM_AGENCY", "TO_AGENCY", "FROM_COUNTRY", "TO_COUNTRY", "UNIT", "INSTRUMENT", "CRIME_AREA", "URGENCY", "DAY",
    "MONTH",
)  # fmt: skip


Moment = Callable[[CycleTold, Wanted], datetime | None]
Tell = Callable[..., None]


def told_figures(cycles: Sequence[CycleTold], wanted: Wanted) -> dict[Key, dict[str, Told]]:
    """This will tell, for each group, `M10 on time, net` and the others: n, and value, numerator, denominator."""
    groups: dict[Key, dict[str, Told]] = {}

    def tell(name: str, key: Key, **figure: Any) -> None:
        groups.setdefault(key, {})[name] = figure

    _tell_durations(cycles, wanted, tell)
    for name, (over, hit, moment) in RATES.items():
        for key, some in _grouped(cycles, wanted, moment, over):
            hits, n = sum(hit(each, wanted) for each in some), len(some)
            tell(name, key, n=n, numerator=hits, denominator=n, value=_judged(hits / n, n, wanted))
    for name, (over, moment, is_windowed) in COUNTED.items():
        within = wanted if is_windowed else replace(wanted, since=None, until=None, flow=True)
        for key, some in _grouped(cycles, within, moment, over):
            tell(name, key, n=len(some), value=len(some))
    _tell_grounds(cycles, wanted, tell)
    _tell_clearance(cycles, wanted, tell)
    _tell_waiting(cycles, wanted, tell)
    _tell_compared(groups, wanted)
    return groups


def _tell_durations(cycles: Sequence[CycleTold], wanted: Wanted, tell: Tell) -> None:
    for name, (value, moment) in DURATIONS.items():
        known = [each for each in cycles if value(each) is not None]
        for key, some in _grouped(known, wanted, moment, lambda *_: True):
            values, n = sorted(value(each) for each in some), len(some)
            tell(f"{name}: median", key, n=n, value=_judged(nearest(values, 50), n, wanted))
            tell(f"{name}: 90th percentile", key, n=n, value=_judged(nearest(values, 90), n, wanted))
            tell(f"{name}: mean", key, n=n, value=_judged(math.fsum(values) / n, n, wanted))


def nearest(values: Sequence[float], percent: int) -> float:
    """Value number ceil(p/100*n) of the sorted list."""
    return values[math.ceil(Fraction(percent, 100) * len(values)) - 1]


def _judged(value: float, n: int, wanted: Wanted) -> float | None:
    return value if n >= wanted.min_n else None


def _grouped(
    cycles: Iterable[CycleTold], wanted: Wanted, moment: Moment, over: Callable[[CycleTold, Wanted], bool]
) -> Iterable[tuple[Key, list[CycleTold]]]:
    found: dict[Key, list[CycleTold]] = {}
    for cycle in cycles:
        if not over(cycle, wanted):
            continue
        at = moment(cycle, wanted) if wanted.flow else cycle.begun.at
        if (wanted.since or wanted.until) and at is None:
            continue
        if (wanted.since and at and at < wanted.since) or (wanted.until and at and at >= wanted.until):
            continue
        found.setdefault(_key(cycle, wanted, at), []).append(cycle)
    return found.items()


def _key(cycle: CycleTold, wanted: Wanted, at: datetime | None) -> Key:
    countries = wanted.countries
    asking = cycle.sent.requesting_agency_id
    values = (
        asking, cycle.agency, countries.get(asking), countries.get(cycle.agency), cycle.unit,
        cycle.sent.content.instrument.value, cycle.sent.content.crime_area, cycle.urgency, _day(at),
        None if at is None else str(at.date().replace(day=1)),
    )  # fmt: skip
    return tuple(value if name in wanted.by else None for name, value in zip(DIMENSIONS, values, strict=True))


def _day(at: datetime | None) -> str | None:
    return None if at is None else str(at.date())


def _ends(cycle: CycleTold, _wanted: Wanted) -> datetime | None:
    return None if cycle.finished is None else cycle.finished.at


def _receives(cycle: CycleTold, _wanted: Wanted) -> datetime | None:
    return None if cycle.received is None else cycle.received.at


def _tell_grounds(cycles: Sequence[CycleTold], wanted: Wanted, tell: Tell) -> None:
    for ground in sorted({ground for each in cycles for ground in each.grounds}):

        def refused(cycle: CycleTold, _wanted: Wanted, ground: str = ground) -> bool:
            return cycle.finished is not None and not cycle.is_withdrawn and ground in cycle.grounds

        for key, some in _grouped(cycles, wanted, _ends, refused):
            tell(f"M12 refused: {ground}", key, n=len(some), value=len(some))


def _tell_clearance(cycles: Sequence[CycleTold], wanted: Wanted, tell: Tell) -> None:
    flowing = replace(wanted, flow=True)
    counted = [each for each in cycles if not each.is_withdrawn]
    finished = dict(_grouped(counted, flowing, _ends, lambda each, _: each.finished is not None))
    received = dict(_grouped(counted, flowing, _receives, lambda each, _: each.received is not None))
    for key in {**finished, **received}:
        above, below = len(finished.get(key, [])), len(received.get(key, []))
        value = _judged(above / below, below, wanted) if below else None
        tell("M18 clearance ratio", key, n=below, numerator=above, denominator=below, value=value)


def _tell_waiting(cycles: Sequence[CycleTold], wanted: Wanted, tell: Tell) -> None:
    def waited(cycle: CycleTold, _wanted: Wanted) -> bool:
        begun = waits_since(cycle)
        is_waiting = begun is not None and begun <= wanted.at
        return not cycle.is_withdrawn and (response_s(cycle) is not None or is_waiting)

    for key, some in _grouped(cycles, wanted, _receives, waited):
        answered = [value for each in some if (value := response_s(each)) is not None]
        begun = [since for each in some if response_s(each) is None and (since := waits_since(each))]
        waiting, n = [(wanted.at - each).total_seconds() for each in begun], len(some)
        tell("M28 censoring-aware median", key, n=n, value=_or_none(_product_limit(answered, waiting), n, wanted))
        rank = math.ceil(Fraction(4, 5) * n)
        value = sorted(answered)[rank - 1] if rank <= len(answered) else None
        tell("ANSWERED_80 time within which 80 % were answered", key, n=n, value=_or_none(value, n, wanted))


def _or_none(value: float | None, n: int, wanted: Wanted) -> float | None:
    return None if n < wanted.min_n else value


def _product_limit(answered: Sequence[float], waiting: Sequence[float]) -> float | None:
    """The first time at which the share that still waits is a half or less, in exact fractions."""
    share = Fraction(1)
    for at in sorted(set(answered)):
        at_risk = sum(each >= at for each in (*answered, *waiting))
        share *= Fraction(at_risk - answered.count(at), at_risk)
        if share <= Fraction(1, 2):
            return at
    return None


def _tell_compared(groups: dict[Key, dict[str, Told]], wanted: Wanted) -> None:
    if not ({"FROM_AGENCY", "TO_AGENCY"} <= set(wanted.by) or {"FROM_COUNTRY", "TO_COUNTRY"} <= set(wanted.by)):
        return
    of = {key: dict(told) for key, told in groups.items()}
    for key in {each for one in of for each in (one, _reversed(one))}:
        there, back = of.get(key, {}), of.get(_reversed(key), {})
        told = groups.setdefault(key, {})
        s_ab, s_ba = (each.get("M1 sent", {}).get("n", 0) for each in (there, back))
        if s_ab + s_ba:
            value = _judged((s_ab - s_ba) / (s_ab + s_ba), s_ab + s_ba, wanted)
            told["M23 volume balance"] = {"n": s_ab + s_ba, "value": value}
        for name, of_each in (
            ("M24 reciprocity of fulfilment", "M11 fulfilled"),
            ("M25 reciprocity of speed", "M9 response time, net: median"),
        ):
            both = [each[of_each]["value"] for each in (there, back) if of_each in each]
            if both:
                is_known = len(both) > 1 and None not in both and max(both) > 0
                told[name] = {"value": min(both) / max(both) if is_known else None}


def _reversed(key: Key) -> Key:
    from_agency, to_agency, from_country, to_country, *rest = key
    return (to_agency, from_agency, to_country, from_country, *rest)
