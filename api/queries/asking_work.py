"""What compiled requests and follow-ups ask for: lists of all one's investigations and of one, and one request.

It must not read anything: where a question has to be asked first, ordinary execution answers.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, LiteralString

from strawberry import UNSET

from api.queries.asking import CASES, NOBODY, Shapes, of_the_present, page_of
from api.queries.filters import requests_wanted, wanted
from api.reads.declaring import Asked, Asking, Declined, One, Paged, Whole
from api.reads.leaves import utc_text
from api.scalars import read_datetime, read_uuid
from projections.board import queries as of_board
from projections.board import statements as board_statements
from projections.followups import queries as of_followups
from projections.followups import statements as followup_statements
from projections.paging import PageAsked

__all__ = ["clocks", "followups", "request", "requests"]

Ask = Callable[..., PageAsked]


def requests(shape: Shapes, of: LiteralString | None = None) -> Paged:
    """This will declare a board, by what is due first. of: its investigation, of the row around; else of all."""
    return Paged(
        order=of_board.NEXT_DUE,
        shape=shape,
        ask=_within(_requests, of),
        keys=("coalesce(" + utc_text("{r}.next_due") + ", 'infinity')", "{r}.request_id"),
        total=lambda: board_statements.TOTAL,
        of=_investigation(of),
    )


def request(shape: Shapes) -> One:
    """This will declare a request by its id."""
    return One(shape=shape, ask=_request, is_sought=True)


def clocks(shape: Shapes) -> Whole:
    """This will declare the clocks of the request around, as of the moment by which that is asked."""

    def ask(_asking: Asking) -> Asked:
        return Asked(board_statements.CLOCKS, {})

    return Whole(shape=shape, ask=ask, sort=("{r}.place",), of={"requests": "ARRAY[{r}.request_id]", "at": "{r}.at"})


def followups(shape: Shapes, of: LiteralString | None = None) -> Paged:
    """This will declare follow-ups, by what is due first. of: their investigation, of the row around; else of all."""
    due: LiteralString = "CASE WHEN {r}.is_outstanding THEN {r}.due_at END"
    return Paged(
        order=of_followups.ORDER,
        shape=shape,
        ask=_within(_followups, of),
        keys=("coalesce(" + utc_text("(" + due + ")") + ", 'infinity')", "{r}.followup_id"),
        total=lambda: followup_statements.TOTAL,
        of=_investigation(of),
    )


def _within(ask: Callable[..., PageAsked], of: LiteralString | None) -> Ask:
    """Within an investigation, that is the one asked for, whatever else a filter names."""
    fixed = {} if of is None else {"investigation_id": NOBODY}

    def asked(asking: Asking, **given: Any) -> PageAsked:
        return ask(asking, fixed, given)

    return asked


def _requests(asking: Asking, fixed: Mapping[str, object], given: dict[str, Any]) -> PageAsked:
    of_the_present(asking, CASES, given)
    asked = requests_wanted(asking.viewer, given.pop("filter", UNSET), **fixed)
    if asked.order is not of_board.RequestOrder.NEXT_DUE:
        raise Declined("requests in another order")
    return of_board.page_asked(of_board.BoardView(asking.viewer, asked, _at(asking, given)), page_of(given))


def _request(asking: Asking, request_id: str, **given: Any) -> Asked:
    wanted_id = read_uuid(request_id, "requestId")
    of_the_present(asking, CASES, given)
    return Asked(board_statements.ONE, {"request": wanted_id, "at": _at(asking, given)})


def _followups(asking: Asking, fixed: Mapping[str, object], given: dict[str, Any]) -> PageAsked:
    of_the_present(asking, CASES, given)
    asked = wanted(of_followups.FollowUpFilter, given.pop("filter", UNSET), **fixed)
    return of_followups.page_asked(of_followups.FollowUpView(asking.viewer, asked, _at(asking, given)), page_of(given))


def _at(asking: Asking, given: dict[str, Any]) -> datetime:
    """The moment as of which limits are near or passed."""
    at = given.pop("at", UNSET)
    asking.is_of_the_moment |= not at
    return read_datetime(at, "at") if at else asking.now


def _investigation(of: LiteralString | None) -> Mapping[str, LiteralString]:
    return {} if of is None else {"investigation": of}
