"""Which read models can be folded case by case, and which need the whole log in its order.

It must not know how the log is divided. One that stands nowhere here is a fault that a test finds.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from projections.engine.read_model import ReadModel

__all__ = ["DIVISIONS", "Division", "by_case", "of_the_whole"]


class Division(StrEnum):
    """What the rows of a read model follow from.

    BY_CASE: each row from the events of one case, or from those that belong to no case (agencies, units, checkpoints,
    the ledger, registered identifiers), in their order among each other. Whatever else is folded meanwhile, in whatever
    order, the row is the same; totals over cases are counted by queries.
    WHOLE: some rows from events of several cases, whose order among each other matters.
    """

    BY_CASE = "BY_CASE"
    WHOLE = "WHOLE"


DIVISIONS: Mapping[str, Division] = MappingProxyType(
    {
        "accesses": Division.BY_CASE,  # a row of the ledger; whose its thing is, stands in rows of the thing's case
        "board": Division.BY_CASE,
        "checkpoints": Division.BY_CASE,  # all of them without a case
        "cooperation": Division.BY_CASE,  # cycles of requests; figures over them are queries
        "directory": Division.BY_CASE,  # all of it without a case
        "exchanges": Division.BY_CASE,  # what a follow-up grew out of is of its own investigation
        "followups": Division.BY_CASE,  # the same
        "hits": Division.WHOLE,  # a request of a case is noted on a hit, which is of no case
        "investigations": Division.BY_CASE,
        "items": Division.BY_CASE,  # an item is of the investigation in which it was registered
        "partnership": Division.BY_CASE,  # what partners did, of a case; what agencies let pass on, of none
        "reviews": Division.BY_CASE,  # the follow-up of a recommendation is of the investigation that was reviewed
        "timeline": Division.BY_CASE,
    }
)
"""Name of the read model -> what its rows follow from."""


def by_case(models: tuple[ReadModel, ...]) -> tuple[ReadModel, ...]:
    """This will return those that several may fold at once, each some cases. Raises KeyError for an unknown one."""
    return tuple(model for model in models if DIVISIONS[model.name] is Division.BY_CASE)


def of_the_whole(models: tuple[ReadModel, ...]) -> tuple[ReadModel, ...]:
    """This will return those that one has to fold by itself. Raises KeyError for an unknown one."""
    return tuple(model for model in models if DIVISIONS[model.name] is Division.WHOLE)
