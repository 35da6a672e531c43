"""Reads of what is still to be confirmed or answered of shared items.

They must not tell of an item more than whose it is: who was shut out of one confirms that without seeing it again.
"""

from collections.abc import Mapping
from typing import Any, LiteralString

from psycopg import AsyncConnection

from projections.items import statements
from projections.items.rows import (
    LISTED_AFTER_HOURS,
    ConsentFilter,
    ConsentRow,
    ConsentSide,
    ObligationFilter,
    ObligationRow,
    ObligationSide,
    ObligationView,
)  # fmt: skip
from projections.paging import Page, Paging, as_code, as_number, cut, window
from projections.reading import read, read_count
from projections.viewer import Viewer

__all__ = [
    "ConsentFilter", "ConsentRow", "ObligationFilter", "ObligationRow", "ObligationView", "consents",
    "consents_total", "obligations", "obligations_total",
]  # fmt: skip

_OBLIGATIONS, _CONSENTS = "obligations", "consents"

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""

_FORWARD: Mapping[ObligationSide, LiteralString] = {
    ObligationSide.TO_CONFIRM: statements.TO_CONFIRM_FORWARD,
    ObligationSide.UNCONFIRMED: statements.UNCONFIRMED_FORWARD,
}

_BACKWARD: Mapping[ObligationSide, LiteralString] = {
    ObligationSide.TO_CONFIRM: statements.TO_CONFIRM_BACKWARD,
    ObligationSide.UNCONFIRMED: statements.UNCONFIRMED_BACKWARD,
}

_TOTAL: Mapping[ObligationSide, LiteralString] = {
    ObligationSide.TO_CONFIRM: statements.TO_CONFIRM_TOTAL,
    ObligationSide.UNCONFIRMED: statements.UNCONFIRMED_TOTAL,
}


async def obligations(connection: AsyncConnection[Any], view: ObligationView, paging: Paging) -> Page[ObligationRow]:
    """This will return a page of what stands unconfirmed as of a moment, what was recorded first coming first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _OBLIGATIONS, as_number, as_code)
    after, before = asked.after or ("-1", ""), asked.before or (None, None)
    bounds = {
        "after_position": after[0], "after_agency": after[1], "before_position": before[0], "before_agency": before[1],
    }  # fmt: skip
    statement = _BACKWARD[view.wanted.side] if asked.backward else _FORWARD[view.wanted.side]
    parameters = {**_standing(view), **bounds, "limit": asked.limit}
    rows = await read(connection, statement, parameters, ObligationRow)
    return cut(rows, asked, _OBLIGATIONS, lambda row: (str(row.since_position), row.agency_id))


async def obligations_total(connection: AsyncConnection[Any], view: ObligationView) -> int:
    """This will count what `obligations` would page through."""
    return await read_count(connection, _TOTAL[view.wanted.side], _standing(view))


async def consents(
    connection: AsyncConnection[Any], viewer: Viewer, wanted: ConsentFilter, paging: Paging
) -> Page[ConsentRow]:
    """This will return a page of questions to originators, what was asked last coming first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _CONSENTS, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0]}
    statement = statements.CONSENTS_BACKWARD if asked.backward else statements.CONSENTS_FORWARD
    parameters = {**_questions(viewer, wanted), **bounds, "limit": asked.limit}
    rows = await read(connection, statement, parameters, ConsentRow)
    return cut(rows, asked, _CONSENTS, lambda row: (str(row.asked_position),))


async def consents_total(connection: AsyncConnection[Any], viewer: Viewer, wanted: ConsentFilter) -> int:
    """This will count what `consents` would page through."""
    return await read_count(connection, statements.CONSENTS_TOTAL, _questions(viewer, wanted))


def _standing(view: ObligationView) -> dict[str, object]:
    wanted = view.wanted
    is_exception = wanted.side is ObligationSide.UNCONFIRMED
    default = LISTED_AFTER_HOURS if is_exception else 0
    return {
        **view.viewer.parameters,
        "at": view.at,
        "after_hours": default if wanted.after_hours is None else wanted.after_hours,
        "kinds": list(wanted.kinds) or None,
        "investigation": wanted.investigation_id,
        "item": wanted.item_id,
    }


def _questions(viewer: Viewer, wanted: ConsentFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "is_owner": wanted.side is ConsentSide.TO_ANSWER,
        "kinds": list(wanted.kinds) or None,
        "investigation": wanted.investigation_id,
        "item": wanted.item_id,
        "answered": wanted.answered,
    }
