"""What the role that reads sees of the cycles: those of the requests that the reader may see.

They must not let through more than the statements ask for.
"""

from collections.abc import Mapping
from typing import LiteralString

from projections.need_to_know import BY_SETTINGS, cases_of, is_party, sees_request

__all__ = ["COOPERATION"]


def _of_a_request(table: LiteralString) -> LiteralString:
    member = "(" + table + ".investigation_id IN (" + cases_of(BY_SETTINGS) + ") AND "
    return member + sees_request(BY_SETTINGS, table) + ") OR " + is_party(BY_SETTINGS, table)


COOPERATION: Mapping[str, LiteralString] = {
    "cooperation_cycles": _of_a_request("cooperation_cycles"),
    "cooperation_past": _of_a_request("cooperation_past"),
    "cooperation_as_it_was": _of_a_request("cooperation_as_it_was"),
}
"""cooperation_courses is closed: only the folding needs it."""
