"""What compiled items ask for: lists of all, of an investigation and of a request, one item, and what hangs on each.

It must not read anything: where a question has to be asked first, ordinary execution answers.
"""

from collections.abc import Callable
from typing import Any, LiteralString

from strawberry import UNSET

from api.queries.asking import Shapes, of_the_present, page_of
from api.queries.filters import wanted
from api.reads.declaring import Asked, Asking, One, Paged, Whole
from api.scalars import read_uuid
from projections.items import queries as of_items
from projections.items import statements
from projections.paging import PageAsked

__all__ = ["MODELS", "evaluations", "holders", "item", "items", "items_of_case", "restrictions"]

MODELS = ("investigations", "items")


def items(shape: Shapes, **of: LiteralString) -> Paged:
    """This will declare a list of items, what one's agency got last first. of: the request, of the row around."""
    return _listed(shape, _items, of)


def items_of_case(shape: Shapes, investigation: LiteralString) -> Paged:
    """This will declare the items of the investigation around, along its own index."""
    return _listed(shape, _of_case, {"investigation": investigation})


def item(shape: Shapes) -> One:
    """This will declare an item by its id."""
    return One(shape=shape, ask=_item, is_sought=True)


def holders(shape: Shapes) -> Whole:
    """This will declare who was given the item around."""
    return _of_item(shape, lambda: statements.COPIES, "{r}.given_at", "{r}.agency_id")


def evaluations(shape: Shapes) -> Whole:
    """This will declare what agencies think of the item around."""
    return _of_item(shape, lambda: statements.EVALUATIONS, "{r}.agency_id")


def restrictions(shape: Shapes) -> Whole:
    """This will declare the conditions that were added to those of the item around."""
    return _of_item(shape, lambda: statements.RESTRICTIONS, "{r}.imposed_at", "{r}.restriction_id")


def _of_item(shape: Shapes, statement: Callable[[], LiteralString], *sort: LiteralString) -> Whole:
    given: dict[str, LiteralString] = {"items": "ARRAY[{r}.item_id]"}
    return Whole(shape=shape, ask=lambda _asking: Asked(statement(), {}), sort=sort, of=given)


def _listed(shape: Shapes, ask: Any, of: dict[str, LiteralString]) -> Paged:
    return Paged(
        order=of_items.ORDER,
        shape=shape,
        ask=ask,
        keys=("{r}.since_position",),
        total=lambda: statements.ITEMS_TOTAL,
        of=of,
    )


def _items(asking: Asking, **given: Any) -> PageAsked:
    of_the_present(asking, MODELS, given)
    asked = wanted(of_items.ItemFilter, given.pop("filter", UNSET))
    return of_items.page_asked(asking.viewer, asked, page_of(given))


def _of_case(asking: Asking, **given: Any) -> PageAsked:
    return of_items.within_one_case(_items(asking, **given))


def _item(asking: Asking, item_id: str, **given: Any) -> Asked:
    wanted_id = read_uuid(item_id, "itemId")
    of_the_present(asking, MODELS, given)
    return Asked(statements.ITEMS, {"items": [wanted_id]})
