"""Leaks to be found in figures over all cases: each breaks one thing for a moment, and the probe has to notice.

It must not be used anywhere else.
"""

from typing import LiteralString

import pytest

from projections.cells import publishing, queries
from tests.leaks.planted import Planted

__all__ = ["PLANTED"]


def _few_cycles(patch: pytest.MonkeyPatch) -> None:
    """Blocks of any size count."""
    patch.setattr(publishing, "SMALLEST", 1)
    patch.setattr(publishing, "LEAST_CASES", 1)


def _exact_counts(patch: pytest.MonkeyPatch) -> None:
    """Blocks count as they are."""
    was = publishing._COUNTS
    exact: LiteralString = was.replace("count(*) / %(smallest)s * %(smallest)s", "count(*)")
    exact = exact.replace("count(*) >= %(smallest)s", "count(*) > 0")
    assert exact != was
    patch.setattr(publishing, "_COUNTS", exact)
    patch.setattr(publishing, "LEAST_CASES", 1)


def _without_the_role(patch: pytest.MonkeyPatch) -> None:
    """Whoever asks is answered."""
    patch.setattr(queries, "permit", lambda _viewer: None)


PLANTED = (
    Planted("aggregates", "months of few requests", _few_cycles),
    Planted("aggregates", "months counted to the last request", _exact_counts),
    Planted("aggregates", "figures over all cases for everybody", _without_the_role),
)
