"""Leaks of registered identifiers and hits, to be found by their probes (tests/leaks/planted.py).

It must not be used anywhere else: what it breaks, it breaks for a moment.
"""

from projections.hits import statements as of_hits
from projections.need_to_know import BY_PARAMETERS, is_steward, sees_counterpart, sees_registration
from tests.leaks.planted import Planted, _without

__all__ = ["HELD_BY_THE_WALL", "PLANTED"]

REGISTERED = sees_registration(BY_PARAMETERS, "s")
COUNTERPART = sees_counterpart(BY_PARAMETERS, "c")

PLANTED = (
    Planted("hits", "hits of all", _without(of_hits, "HITS_FORWARD", REGISTERED)),
    Planted("hits", "a count of all hits", _without(of_hits, "HITS_TOTAL", REGISTERED)),
    Planted("hits", "the other side's case", _without(of_hits, "HITS_FORWARD", COUNTERPART)),
    Planted("hits", "a hit by its id for everybody", _without(of_hits, "ONE_HIT", REGISTERED)),
    Planted("case_links", "links with cases of others", _without(of_hits, "LINKS_FORWARD", COUNTERPART)),
    Planted("case_links", "links of all", _without(of_hits, "LINKS_TOTAL", REGISTERED)),
    Planted("registrations", "registrations of all", _without(of_hits, "REGISTRATIONS_FORWARD", REGISTERED)),
    Planted("registrations", "rates for every member", _without(of_hits, "RATES", is_steward())),
)
"""What is broken, and which probe has to see it; row-level security is taken away at the same time."""

HELD_BY_THE_WALL = ("hits of all", "the other side's case", "registrations of all")
"""Of these, row-level security alone keeps what the statement forgets."""
