"""Leaks of figures, to be found by their probe (tests/leaks/planted.py).

It must not be used anywhere else: what it breaks, it breaks for a moment.
"""

import pytest

from projections.cooperation import statements as cooperation
from projections.cooperation.vocabulary import Metric
from projections.need_to_know import BY_PARAMETERS, MEMBER_OF, TOLD_HOLDER, sees_entry, sees_request, sees_source
from tests.leaks.planted import ALL, Plant, Planted

__all__ = ["HELD_BY_THE_WALL", "PLANTED"]

REQUEST = sees_request(BY_PARAMETERS, "r")
SOURCE = sees_source(BY_PARAMETERS, "e", "read.exchange", TOLD_HOLDER)
ENTRY = sees_entry(BY_PARAMETERS, "e", "read.timeline")
EXCHANGED = (Metric.M19, Metric.M21, Metric.M22, Metric.M26, Metric.M27)


def _without(predicate: str, instead: str = "true", *metrics: Metric) -> Plant:
    """Figures, of all metrics where none is named, that rest on what a predicate would have kept out."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        broken = {
            measure: was.replace(predicate, instead)
            for measure, was in cooperation.STATEMENTS.items()
            if predicate in was and (not metrics or measure.metric in metrics)
        }
        assert broken
        for measure, statement in broken.items():
            patch.setitem(cooperation.STATEMENTS, measure, statement)

    return plant


PLANTED = (
    Planted("figures", "figures without the marking of requests", _without(REQUEST)),
    Planted("figures", "figures of all investigations", _without(MEMBER_OF, ALL)),
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
