"""What the role that reads sees of the items' tables, whatever a statement asks for (projections/engine/walls.py).

It must not let through more than the statements ask for. Within a policy, those of the tables that it names hold too:
a row of item_holders found here is one by which the reader sees the item.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.need_to_know import BY_SETTINGS, sees_holder

__all__ = ["POLICIES"]


def _seen(table: LiteralString, also: LiteralString = "true") -> LiteralString:
    """There is a row by which the reader sees the item, and what is told of it may be told to that agency."""
    return "EXISTS (SELECT FROM item_holders h WHERE h.item_id = " + table + ".item_id AND (" + also + "))"


POLICIES: Mapping[str, LiteralString] = {
    "item_holders": sees_holder(BY_SETTINGS, "item_holders"),
    "items": _seen("items"),
    "item_copies": _seen("item_copies", "h.is_owner OR h.agency_id = item_copies.agency_id"),
    "item_passings": _seen("item_passings", "h.is_owner OR h.agency_id = item_passings.by_agency_id"),
    "item_evaluations": _seen(
        "item_evaluations",
        "h.is_owner OR item_evaluations.agency_id IN (h.agency_id, (SELECT i.originator_agency_id FROM items i "
        "WHERE i.item_id = h.item_id))",
    ),
    "item_restrictions": _seen(
        "item_restrictions",
        "h.is_owner OR NOT item_restrictions.own_use_only OR item_restrictions.by_agency_id = h.agency_id",
    ),
    "item_obligations": sees_holder(BY_SETTINGS, "item_obligations") + " OR " + _seen("item_obligations", "h.is_owner"),
    "item_consents": _seen("item_consents", "h.is_owner OR item_consents.by_agency_id = h.agency_id"),
}
"""item_states is closed: it holds the whole item, with all that its holders may not know of each other."""
