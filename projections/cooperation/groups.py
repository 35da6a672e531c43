"""Pages of groups, by their codes.

It must not read anything: groups are counted all at once, since a comparison of two directions needs both.
"""

from collections.abc import Sequence

from projections.cooperation.rows import Group, GroupOfFigures
from projections.paging import Keys, Page, Paging, as_code, cut, window

__all__ = ["key_of", "page_of"]

_ORDER = "groups"


def key_of(group: Group) -> Keys:
    """This will tell by what a group is ordered: its codes, none coming first."""
    return tuple("" if value is None else str(value) for value in (getattr(group, name) for name in Group.__slots__))


def page_of(found: Sequence[GroupOfFigures], paging: Paging) -> Page[GroupOfFigures]:
    """This will cut a page of groups that are in order. Raises InvalidInput for a bad page or cursor."""
    asked = window(paging, _ORDER, *(as_code for _ in Group.__slots__))
    within = [
        each
        for each in found
        if (asked.after is None or key_of(each.group) > asked.after)
        and (asked.before is None or key_of(each.group) < asked.before)
    ]
    read = within[::-1] if asked.backward else within
    return cut(read[: asked.limit], asked, _ORDER, lambda each: key_of(each.group))
