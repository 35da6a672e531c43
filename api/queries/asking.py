"""What the compiled fields of the schema ask for: their arguments, read as the resolvers read them.

It must not read anything: where a question has to be asked first, ordinary execution answers.
"""

from collections.abc import Callable, Mapping
from typing import Any, LiteralString
from uuid import UUID

from strawberry import UNSET

from api.queries.connection import paging
from api.queries.filters import entries_wanted, wanted
from api.reads.declaring import Asked, Asking, Declined, One, Paged, Shape, Whole
from api.reads.leaves import utc_text
from api.scalars import read_uuid
from projections.investigations import queries as of_investigations
from projections.investigations import statements as investigation_statements
from projections.paging import PageAsked
from projections.timeline import queries as of_timeline
from projections.timeline import statements as timeline_statements

__all__ = [
    "CASES", "NOBODY", "TIMELINE", "Shapes", "entries", "investigation", "investigations",
    "members", "of_the_present", "page_of", "partners",
]  # fmt: skip

CASES = ("investigations", "board", "timeline", "followups", "items")
"""Read models that an answer about a case may touch through its nested fields."""

TIMELINE = ("timeline",)

NOBODY = UUID(int=0)
"""Stands for an id that the row around gives."""

Shapes = Callable[[], Shape]


def entries(shape: Shapes, **of: LiteralString) -> Paged:
    """This will declare a timeline. of: its case, and request, of the row around; else an argument names the case."""
    return Paged(
        order=of_timeline.ORDER,
        shape=shape,
        ask=_entries,
        keys=("coalesce(" + utc_text("{r}.occurred_from") + ", 'infinity')", "{r}.position"),
        total=lambda: timeline_statements.TOTAL,
        of=of,
    )


def investigations(shape: Shapes) -> Paged:
    """This will declare the list of the viewer's investigations."""
    return Paged(
        order=of_investigations.ORDER,
        shape=shape,
        ask=_investigations,
        keys=("{r}.position",),
        total=lambda: investigation_statements.TOTAL,
    )


def investigation(shape: Shapes, of: LiteralString | None = None) -> One:
    """This will declare one investigation. of: its id, of the row around; else an argument names it."""
    return One(shape=shape, ask=_investigation, of=_given("investigation", of))


def partners(shape: Shapes) -> Whole:
    """This will declare the partners of the investigation around."""
    return _of_investigation(shape, lambda: investigation_statements.PARTNERS, "{r}.agency_id")


def members(shape: Shapes) -> Whole:
    """This will declare the members of the investigation around."""
    return _of_investigation(shape, lambda: investigation_statements.MEMBERS, "{r}.member_id")


def of_the_present(asking: Asking, models: tuple[str, ...], given: dict[str, Any]) -> None:
    """This will take the arguments that say when. Raises Declined for a past, which is replayed first."""
    if given.pop("as_of", UNSET) not in (UNSET, None):
        raise Declined("a past has to be replayed first")
    position = given.pop("min_position", UNSET)
    asking.wait(None if position is UNSET else position, models)


def page_of(given: Mapping[str, Any]) -> Any:
    """This will read which page is asked for; the read model judges it."""
    return paging(*(given.get(name) for name in ("first", "after", "last", "before")))


def _of_investigation(shape: Shapes, statement: Callable[[], LiteralString], sort: LiteralString) -> Whole:
    def ask(_asking: Asking) -> Asked:
        return Asked(statement(), {})

    return Whole(shape=shape, ask=ask, sort=(sort,), of={"investigations": "ARRAY[{r}.investigation_id]"})


def _given(name: str, of: LiteralString | None) -> Mapping[str, LiteralString]:
    return {} if of is None else {name: of}


def _entries(asking: Asking, case_id: str | None = None, **given: Any) -> PageAsked:
    wait_id = NOBODY if case_id is None else read_uuid(case_id, "caseId")
    of_the_present(asking, TIMELINE, given)
    asked = entries_wanted(asking.viewer, given.pop("filter", UNSET))
    if asked.direction_of not in (None, asking.viewer.agency_id):
        raise Declined("whether there is such an agency has to be asked first")
    return of_timeline.page_asked(of_timeline.CaseView(asking.viewer, wait_id, asked), page_of(given))


def _investigations(asking: Asking, **given: Any) -> PageAsked:
    of_the_present(asking, CASES, given)
    asked = wanted(of_investigations.InvestigationFilter, given.pop("filter", UNSET))
    return of_investigations.page_asked(asking.viewer, asked, page_of(given))


def _investigation(asking: Asking, investigation_id: str | None = None, **given: Any) -> Asked:
    of_the_present(asking, CASES, given)
    known_as = NOBODY if investigation_id is None else read_uuid(investigation_id, "investigationId")
    return Asked(investigation_statements.ONE, {"investigation": known_as})
