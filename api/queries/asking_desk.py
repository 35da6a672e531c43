"""What a compiled desk asks for: what waits, page by page, and how much of each kind.

It must not read anything, nor decide what waits.
"""

from collections.abc import Mapping
from typing import Any, LiteralString

from strawberry import UNSET

from api.queries.asking import Shapes, of_the_present, page_of
from api.queries.filters import wanted
from api.reads.declaring import Asked, Asking, Group, One, Paged, Whole
from api.reads.leaves import utc_text
from api.scalars import read_datetime
from projections.desk import queries as of_desk
from projections.desk import statements
from projections.paging import PageAsked

__all__ = ["desk", "entries", "kinds", "tally"]

# As one row, for what is overdue of all; the kinds stand beside their entries, null where nothing waits.
_TALLY: LiteralString = """
SELECT coalesce(sum(c.overdue), 0) AS overdue, array_agg(c.kind ORDER BY c.kind) AS kinds,
       array_agg(c.entries ORDER BY c.kind) AS entries
FROM ({counts}) c
"""

_KINDS: LiteralString = """
SELECT * FROM unnest(%(kinds)s::text[], %(entries)s::bigint[]) WITH ORDINALITY counted (kind, entries, place)
"""


def desk(shape: Shapes) -> Group:
    """This will declare the desk."""
    return Group(shape=shape, ask=_desk)


def entries(shape: Shapes) -> Paged:
    """This will declare what waits on the desk around."""
    due = "coalesce(" + utc_text("{r}.due") + ", 'infinity')"
    return Paged(
        order=of_desk.ORDER,
        shape=shape,
        ask=_entries,
        keys=(due, utc_text("{r}.began"), "{r}.subject_id", "{r}.part"),
        total=lambda: statements.TOTAL,
    )


def tally(shape: Shapes) -> One:
    """This will declare how much waits on the desk around."""
    return One(shape=shape, ask=_tally)


def kinds(shape: Shapes) -> Whole:
    """This will declare the kinds of the tally around."""
    of: Mapping[str, LiteralString] = {"kinds": "{r}.kinds", "entries": "{r}.entries"}
    return Whole(shape=shape, ask=lambda _asking: Asked(_KINDS, {}), sort=("{r}.place",), of=of)


def _desk(asking: Asking, **given: Any) -> Mapping[str, Any]:
    of_the_present(asking, of_desk.MODELS, given)
    at = given.get("at")
    asking.is_of_the_moment |= not at
    asked = wanted(of_desk.DeskFilter, given.get("filter", UNSET))
    view = of_desk.DeskView(asking.viewer, asked, read_datetime(at, "at") if at else asking.now)
    return {"at": view.at, "view": view}


def _entries(_asking: Asking, *, outer: Mapping[str, Any], **given: Any) -> PageAsked:
    return of_desk.page_asked(outer["view"], page_of(given))


def _tally(_asking: Asking, *, outer: Mapping[str, Any]) -> Asked:
    return Asked(_TALLY.replace("{counts}", statements.COUNTS), of_desk.parameters_of(outer["view"]))
