"""What the role that reads sees of the ledger's tables, whatever a statement asks for (projections/engine/walls.py).

They must not let through more than the statements ask for. Within a policy, those of the tables that it names hold too.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.accesses.owning import owns_item, owns_request
from projections.need_to_know import BY_SETTINGS

__all__ = ["POLICIES"]

POLICIES: Mapping[str, LiteralString] = {
    "accesses": (
        "(subject = 'ITEM' AND EXISTS (SELECT FROM access_holders h WHERE h.item_id = accesses.subject_id))"
        " OR (subject = 'REQUEST' AND EXISTS (SELECT FROM access_requests r WHERE r.request_id = accesses.subject_id))"
    ),
    "access_requests": owns_request(BY_SETTINGS, "access_requests"),
    "access_holders": owns_item(BY_SETTINGS, "access_holders"),
}
"""access_items is closed: only the folding needs it."""
