"""What of a row stands in the access ledger, in SQL, where read models tell it alike (api/ledger/noting.py).

It must not know any read model: `{r}` is a row that has these columns.
"""

from typing import LiteralString

__all__ = ["TRACED", "guarded"]

# As domain.marking.is_guarded judges it.
_GUARDED: LiteralString = """
CASE WHEN {r}.tlp IN ('AMBER_STRICT', 'RED') OR {r}.classification IS NOT NULL OR {r}.compartments <> '{}'
          OR {r}.handling && '{H1,H2,H3}'::text[] THEN 'r' || {known_as} END
"""


def guarded(known_as: LiteralString) -> LiteralString:
    """This will note a request whose readers stand in the ledger. known_as: its id, null where the row is of none."""
    return _GUARDED.replace("{known_as}", known_as)


TRACED: tuple[LiteralString, ...] = (
    "'i' || {r}.noted_item",
    "'r' || {r}.noted_request",
    "CASE WHEN {r}.noted_items <> '{}' THEN 'i' || array_to_string({r}.noted_items, ',i') END",
    "CASE WHEN {r}.noted_requests <> '{}' THEN 'r' || array_to_string({r}.noted_requests, ',r') END",
)
"""Of a row that may tell of an item, of a request, and of what a part of a review is pinned to."""
