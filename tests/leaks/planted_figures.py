"""Leaks of figures, to be found by their probe (tests/leaks/planted.py).

It must not be used anywhere else: what it breaks, it breaks for a moment.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from projections.cooperation import statements as cooperation
from projections.cooperation.vocabulary import Metric
from projections.need_to_know import BY_PARAMETERS, TOLD_HOLDER, is_asking, meets_request, sees_entry, sees_source
from tests.leaks.planted import Plant, Planted

__all__ = ["HELD_BY_THE_WALL", "PLANTED"]

ASKING, REQUEST = is_asking(BY_PARAMETERS), meets_request(BY_PARAMETERS, "r")
SOURCE = sees_source(BY_PARAMETERS, "e", "read.exchange", TOLD_HOLDER)
ENTRY = sees_entry(BY_PARAMETERS, "e", "read.timeline")
Statements = Mapping[Any, Any]
ALL_OF_THEM = (cooperation.STATEMENTS, cooperation.PAIRS)

EXCHANGED = (Metric.M19, Metric.M21, Metric.M22, Metric.M26, Metric.M27)


def _without(predicate: str, instead: str = "true", *metrics: Metric, of: Sequence[Statements] = ALL_OF_THEM) -> Plant:
    """Figures, of all metrics where none is named, that rest on what a predicate would have kept out."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        broken = [
            (statements, measure, was.replace(predicate, instead))
            for statements in of
            for measure, was in statements.items()
            if predicate in was and (not metrics or measure.metric in metrics)
        ]
        assert broken
        for statements, measure, statement in broken:
            patch.setitem(statements, measure, statement)

    return plant


PLANTED = (
    Planted("figures", "figures without the marking of requests", _without(REQUEST)),
    Planted("figures", "figures of all investigations", _without(ASKING)),
    Planted("figures", "a matrix without the marking of requests", _without(REQUEST, of=[cooperation.PAIRS])),
    Planted("figures", "a curve over requests that are not to be seen", _without(REQUEST, "true", Metric.M28)),
    Planted("figures", "what others were given of an item", _without(TOLD_HOLDER, "", Metric.M19)),
    Planted("figures", "what others asked of an item", _without(TOLD_HOLDER, "", Metric.M21)),
    Planted("figures", "what others have to confirm of an item", _without(TOLD_HOLDER, "", Metric.M22)),
    Planted("figures", "weeks in which what is not to be seen passed", _without(ENTRY, "true", Metric.M29)),
    *(Planted("figures", f"{each} over all exchanges", _without(SOURCE, "true", each)) for each in EXCHANGED),
)
"""What is broken, and which probe has to see it; row-level security is taken away at the same time."""

HELD_BY_THE_WALL = tuple(f"{each} over all exchanges" for each in EXCHANGED)
"""Of these, row-level security alone keeps what the statement forgets."""
