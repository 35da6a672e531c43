"""What the steps of a review have in common: an exact time, an investigation in use, a review that is not finalised.

It must not know what a step brings.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from domain.aggregate import Act, timed_exactly
from domain.event import Event
from domain.investigation import INVESTIGATION
from domain.investigation.vocabulary import Phase
from domain.review.rules import AReviewBelongsToAnInvestigationInUse, TheReviewIsNotFinalised
from domain.review.state import Review

__all__ = ["in_work", "while_in_use"]

C = TypeVar("C")
Decide = Callable[[C, Review, Act], Iterable[Event]]


def in_work(decide: Decide[C]) -> Decide[C]:
    """This will let a step be decided only while the review is not finalised."""

    @wraps(decide)
    def while_open(command: C, review: Review, act: Act) -> Iterable[Event]:
        if review.is_finalised:
            raise TheReviewIsNotFinalised
        return decide(command, review, act)

    return while_in_use(while_open)


def while_in_use(decide: Decide[C]) -> Decide[C]:
    """This will let a step be decided until the investigation is archived; its time is exact."""

    @wraps(decide)
    def in_use(command: C, review: Review, act: Act) -> Iterable[Event]:
        if act.facts.of(INVESTIGATION, review.investigation_id).phase is Phase.ARCHIVED:
            raise AReviewBelongsToAnInvestigationInUse
        return decide(command, review, act)

    return timed_exactly(in_use)
