"""The things that can be looked up by their id alone, and how each of them is where an operation over it is compiled.

It must not read anything, nor write a statement: each read model has its own for things of its kind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import LiteralString

from api.queries.followup import FOLLOW_UP
from api.queries.investigation import INVESTIGATION
from api.queries.item import ITEM
from api.queries.request import REQUEST
from api.queries.review import REVIEW
from api.reads.declaring import Asked, Asking, Either, One, Shape
from api.scalars import read_uuid
from projections.board import statements as board
from projections.followups import statements as followups
from projections.investigations import statements as investigations
from projections.items import statements as items
from projections.reviews import statements as reviews

__all__ = ["FOLLOW_UPS", "INVESTIGATIONS", "ITEMS", "REQUESTS", "REVIEWS", "Things", "node"]


@dataclass(frozen=True, slots=True)
class Things:
    """Things of one kind. statement: finds those of an id; known_as: its parameter for that, as an array if of several.

    All are asked for as of a moment, on which some of them depend.
    """

    shape: Shape
    statement: Callable[[], LiteralString]
    known_as: str
    of_several: bool = False

    def by_argument(self) -> One:
        """This will declare the thing that an argument names."""
        return One(shape=lambda: self.shape, ask=self._by_argument)

    def by_row(self, known_as: LiteralString, at: LiteralString) -> One:
        """This will declare the thing that the row around names, if it is not null, as of the moment around."""
        given = {self.known_as: f"ARRAY[{known_as}]" if self.of_several else known_as, "at": at}
        return One(shape=lambda: self.shape, ask=lambda _asking: Asked(self.statement(), {}), of=given)

    def _by_argument(self, asking: Asking, id: str) -> Asked:  # noqa: A002  # the argument's public name
        wanted = read_uuid(id, "id")
        asking.is_of_the_moment = True
        return Asked(self.statement(), {self.known_as: [wanted] if self.of_several else wanted, "at": asking.now})


INVESTIGATIONS = Things(INVESTIGATION, lambda: investigations.ONE, "investigation")
REQUESTS = Things(REQUEST, lambda: board.ONE, "request")
FOLLOW_UPS = Things(FOLLOW_UP, lambda: followups.ONE, "followup")
ITEMS = Things(ITEM, lambda: items.ITEMS, "items", of_several=True)
REVIEWS = Things(REVIEW, lambda: reviews.SOME, "reviews", of_several=True)


def node() -> Either:
    """This will declare whatever an id names: all kinds of things are looked up, whichever of them is found."""
    kinds = (INVESTIGATIONS, REQUESTS, FOLLOW_UPS, ITEMS, REVIEWS)
    return Either(ones=lambda: [each.by_argument() for each in kinds], is_sought=True)
