"""Whose a thing is, in SQL: who may read its ledger.

It must not let anybody in who may not see the thing itself: that condition is of projections/need_to_know.py.
"""

from typing import LiteralString

from projections.need_to_know import Asking, sees_holder

__all__ = ["owns_item", "owns_request"]


def owns_item(by: Asking, h: LiteralString) -> LiteralString:
    """The reader sees the item as a member of its originator."""
    return "(" + h + ".is_owner AND " + sees_holder(by, h) + ")"


def owns_request(by: Asking, r: LiteralString) -> LiteralString:
    """The reader sees the request as one of the requesting agency, which before any investigation is all it takes."""
    before = "{r}.investigation_id IS NULL AND {r}.agency_id = ".replace("{r}", r) + by.agency
    return "(" + sees_holder(by, r) + " OR (" + before + "))"
