"""Leaks of what is published, to be found by their probe (tests/leaks/planted.py).

It must not be used anywhere else: what it breaks, it breaks for a moment.
"""

from collections.abc import Callable

import pytest

from projections.gateways import queries
from projections.gateways import statements as of_gateways
from projections.need_to_know import BY_GATEWAYS, is_party, sees_entry
from tests.leaks.planted import Planted, _without

__all__ = ["PLANTED"]

SEES = sees_entry(BY_GATEWAYS, "e", "read.timeline")
JOINED = "WHERE p.standing = 'JOINED'"
THEN = "e.then_rank AND e.then_compartments <@ m.compartments"
NAMED = "g.agency_id IN (a.agency_id, a.from_agency_id, a.to_agency_id)"
PRIVATE = "(e.private_to IS NULL OR e.private_to = g.agency_id)"


def _directory(told: Callable[..., object]) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(queries, "_of_directory", told)


PLANTED = (
    Planted("topics", "all of a case to its partners", _without(of_gateways, "ENTRIES", SEES)),
    Planted("topics", "cases to partners that left", _without(of_gateways, "ENTRIES", JOINED, "")),
    Planted("topics", "drafts to all partners", _without(of_gateways, "ENTRIES", PRIVATE)),
    Planted("topics", "requests of two to everybody", _without(of_gateways, "ENTRIES", is_party(BY_GATEWAYS, "r"))),
    Planted("topics", "what was marked then", _without(of_gateways, "ENTRIES", THEN, "e.then_rank")),
    Planted("topics", "all that is on no timeline", _directory(lambda _event, _parties, among: among)),
    Planted("topics", "authorisations of others", _without(of_gateways, "AUTHORISED", NAMED)),
)
"""What is broken; of gateways there is no row-level security that would hold it, for they are nobody's question."""
