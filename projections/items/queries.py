"""Reads of the register of shared items, as far as the viewer needs to know of each.

They must not tell an agency that was given an item of others that were: only of the originator, of itself, and of those
to whom it passed the item on (projections/decisions/0005).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import LiteralString, Protocol, TypeVar
from uuid import UUID

from domain.marking import LEVELS, PAP, TLP
from projections.items import statements
from projections.items.rows import CopyRow, EvaluationRow, ItemFilter, ItemRow, RestrictionRow
from projections.paging import Page, PageAsked, Paging, as_number, cut, window
from projections.reading import Source, containing, read, read_count
from projections.viewer import Viewer

__all__ = [
    "ORDER", "CopyRow", "EvaluationRow", "ItemFilter", "ItemRow", "RestrictionRow", "copies", "evaluations", "items",
    "items_of", "items_total", "page_asked", "restrictions", "within_one_case",
]  # fmt: skip

ORDER = "items"
"""The name of the list, in its cursors."""

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""


class OfItem(Protocol):
    """A row of an item."""

    @property
    def item_id(self) -> UUID:
        """Id of the item."""
        ...


R = TypeVar("R", bound=OfItem)


async def items(source: Source, viewer: Viewer, wanted: ItemFilter, paging: Paging) -> Page[ItemRow]:
    """This will return a page of items, what the viewer's agency got last first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = page_asked(viewer, wanted, paging)
    rows = await read(source, asked.statement, asked.parameters, ItemRow)
    return cut(rows, asked.window, ORDER, lambda row: (str(row.since_position),))


def page_asked(viewer: Viewer, wanted: ItemFilter, paging: Paging) -> PageAsked:
    """This will say how a page of `items` is read; raises InvalidInput as it does."""
    asked = window(paging, ORDER, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0]}
    statement = statements.ITEMS_BACKWARD if asked.backward else statements.ITEMS_FORWARD
    return PageAsked(statement, {**_parameters(viewer, wanted), **bounds, "limit": asked.limit}, asked)


def within_one_case(asked: PageAsked) -> PageAsked:
    """This will have a page read along the index of its case, which is known."""
    total = statements.of_one_case(asked.total or statements.ITEMS_TOTAL)
    return replace(asked, statement=statements.of_one_case(asked.statement), total=total)


async def items_total(source: Source, viewer: Viewer, wanted: ItemFilter) -> int:
    """This will count the items that `items` would page through."""
    return await read_count(source, statements.ITEMS_TOTAL, _parameters(viewer, wanted))


async def items_of(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, ItemRow]:
    """This will return those of the items that there are for the viewer."""
    parameters = {**viewer.parameters, "items": list(ids)}
    return {row.item_id: row for row in await read(source, statements.ITEMS, parameters, ItemRow)}


async def copies(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[CopyRow, ...]]:
    """This will return who was given several items, in order, as far as the viewer may know."""
    return await _by_item(source, viewer, ids, (statements.COPIES, CopyRow))


async def evaluations(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[EvaluationRow, ...]]:
    """This will return what agencies think of several items, as far as the viewer may know."""
    return await _by_item(source, viewer, ids, (statements.EVALUATIONS, EvaluationRow))


async def restrictions(source: Source, viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[RestrictionRow, ...]]:
    """This will return the restrictions of several items, as far as the viewer may know."""
    return await _by_item(source, viewer, ids, (statements.RESTRICTIONS, RestrictionRow))


async def _by_item(
    source: Source, viewer: Viewer, ids: Iterable[UUID], asked: tuple[LiteralString, type[R]]
) -> dict[UUID, tuple[R, ...]]:
    statement, row = asked
    found: dict[UUID, list[R]] = {}
    for each in await read(source, statement, {**viewer.parameters, "items": list(ids)}, row):
        found.setdefault(each.item_id, []).append(each)
    return {item_id: tuple(rows) for item_id, rows in found.items()}


def _parameters(viewer: Viewer, wanted: ItemFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "investigation": wanted.investigation_id,
        "kind": wanted.kind.value if wanted.kind else None,
        "originator": wanted.originator_agency_id,
        "holder": wanted.holder_agency_id,
        "request": wanted.request_id,
        "spontaneous": wanted.spontaneous,
        "pattern": containing(wanted.text),
        "tlps": _at_least(TLP, wanted.tlp_at_least),
        "paps": _at_least(PAP, wanted.pap_at_least),
        "levels": _at_least(LEVELS, wanted.classification_at_least),
        "erased": wanted.erased,
        "review_by": wanted.review_by,
        "erase_by": wanted.erase_by,
    }


def _at_least(axis: Sequence[StrEnum], value: StrEnum | None) -> list[str] | None:
    return None if value is None else [each.value for each in axis[axis.index(value) :]]
