"""Leaks in exports to be found: statements that forget a predicate, as in planted.py.

It must not be used anywhere else.
"""

from projections.board import statements as board
from projections.investigations import statements as investigations
from projections.items import statements as items
from projections.need_to_know import HOLDS, MEMBER_OF
from projections.timeline import statements as timeline
from tests.leaks.planted import ALL, ENTRY, REQUEST, Planted, _without

__all__ = ["PLANTED"]

PLANTED = (
    Planted("exports", "an export with entries for every member", _without(timeline, "FORWARD", ENTRY)),
    Planted("exports", "an export of items without clearance", _without(items, "ITEMS_FORWARD", HOLDS)),
    Planted("exports", "an export of requests without marking", _without(board, "NEWEST_FORWARD", REQUEST)),
    Planted("exports_over_http", "the export of another case", _without(investigations, "ONE MAY_SEE", MEMBER_OF, ALL)),
)
