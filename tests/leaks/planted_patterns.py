"""Leaks of patterns, to be found by their probes (tests/leaks/planted.py).

It must not be used anywhere else: what it breaks, it breaks for a moment.
"""

from projections.items.statements import KNOWN_COPY
from projections.need_to_know import BY_PARAMETERS, HOLDS, VISIBLE_REQUESTS, sees_registration
from projections.patterns import statements as of_patterns
from tests.leaks.planted import Planted, _without

__all__ = ["HELD_BY_THE_WALL", "PLANTED"]

OF_CASES, ALL = VISIBLE_REQUESTS[0], "r.investigation_id IS NOT NULL"
REGISTERED = sees_registration(BY_PARAMETERS, "s")

PLANTED = (
    Planted("routes", "routes of all requests", _without(of_patterns, "ROUTES_FORWARD", OF_CASES, ALL)),
    Planted("routes", "routes of all items", _without(of_patterns, "ROUTES_FORWARD", HOLDS)),
    Planted("routes", "routes of copies of others", _without(of_patterns, "ROUTES_FORWARD", KNOWN_COPY)),
    Planted("routes", "routes of all hits", _without(of_patterns, "ROUTES_FORWARD", REGISTERED)),
    Planted("routes", "a count of all routes", _without(of_patterns, "ROUTES_TOTAL", OF_CASES, ALL)),
    Planted("routes", "requests as evidence for all", _without(of_patterns, "EVIDENCE_FORWARD", OF_CASES, ALL)),
    Planted("rising", "crime areas of all requests", _without(of_patterns, "AREAS", OF_CASES, ALL)),
    Planted("rising", "requests of areas for all", _without(of_patterns, "AREA_EVIDENCE_FORWARD", OF_CASES, ALL)),
)
"""What is broken, and which probe has to see it; row-level security is taken away at the same time."""

HELD_BY_THE_WALL = ("routes of all requests", "routes of all hits", "crime areas of all requests")
"""Of these, row-level security alone keeps what the statement forgets."""
