"""The course of an item, a follow-up or a review: the exchanges in it, step by step, as known and as it was.

It must not fail, look at a clock, nor write a row.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from projections.exchanges.steps import Step

__all__ = ["VERIFIED_TASK", "Course", "Ending", "Exchange", "Kind", "Span", "as_it_was", "as_known"]

VERIFIED_TASK = "VerifiedTask"
"""The step of a review: what grew out of a recommendation for an agency was verified."""


class Kind(StrEnum):
    """What is exchanged."""

    SHARING = "SHARING"
    CONSENT = "CONSENT"
    RESTRICTION = "RESTRICTION"
    FOLLOW_UP = "FOLLOW_UP"
    RECOMMENDATION = "RECOMMENDATION"


class Ending(StrEnum):
    """How it ended. LIFTED, CANCELLED: it was not owed any more."""

    AUTHORISED = "AUTHORISED"
    REFUSED = "REFUSED"
    CONFIRMED = "CONFIRMED"
    LIFTED = "LIFTED"
    DONE = "DONE"
    CANCELLED = "CANCELLED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Exchange(Struct, frozen=True, kw_only=True):
    """An exchange as it stands. from_agency: who gives, asks or recommends; to_agency: who receives, or answers.

    begun, ended: the steps; verified_at: of a recommendation that was carried out.
    """

    kind: Kind
    from_agency: str
    begun: Step
    to_agency: str | None = None
    unit_id: str | None = None
    due_at: datetime | None = None
    ended: Step | None = None
    ending: Ending | None = None
    verified_at: datetime | None = None

    @property
    def took_s(self) -> float | None:
        """Seconds from its beginning to its end, where both are known to the minute, and in this order."""
        if self.ended is None or not (self.begun.is_exact and self.ended.is_exact):
            return None
        return (self.ended.at - self.begun.at).total_seconds() if self.ended.at >= self.begun.at else None


class Course(Struct, kw_only=True):
    """What is stored of a stream. owner: who registered the item; need_*: of what it grew out of, or is.

    review_id, recommendation: of a follow-up that grew out of one.
    """

    investigation_id: UUID
    owner: str = ""
    crime_area: str | None = None
    need_request: UUID | None = None
    need_item: UUID | None = None
    review_id: UUID | None = None
    recommendation: str = ""
    steps: list[Step] = field(default_factory=list)

    @property
    def is_reordered(self) -> bool:
        """Whether some step happened before one that was recorded earlier."""
        return any(after.at < before.at for before, after in pairwise(self.steps))


Span = tuple[Exchange, int | datetime, int | datetime | None]
"""An exchange, with from when to when it stood so; None without an end."""

_Found = dict[str, Exchange]


def as_known(course: Course) -> Iterator[Span]:
    """This will tell how each exchange stood from position to position of the log."""
    found: _Found = {}
    return _spans((step.position, _taken(found, course, step)) for step in course.steps)


def as_it_was(course: Course) -> Iterator[Span]:
    """This will tell how each exchange stood from moment to moment of the world.

    What counts at a moment are the steps that had happened, in the order of their recording, once the first had.
    """
    if not course.is_reordered:
        found: _Found = {}
        return _spans((step.at, _taken(found, course, step)) for step in course.steps)
    begun, times = course.steps[0].at, sorted({step.at for step in course.steps})
    return _spans((at, _whole(course, at)) for at in times if at >= begun)


def _whole(course: Course, at: datetime) -> _Found:
    found: _Found = {}
    for step in course.steps:
        if step.at <= at:
            _taken(found, course, step)
    return found


def _spans(moments: Iterable[tuple[int | datetime, Mapping[str, Exchange]]]) -> Iterator[Span]:
    """moments: each with the exchanges that may have changed."""
    standing: dict[str, tuple[Exchange, int | datetime]] = {}
    for moment, changed in moments:
        for known_as, exchange in changed.items():
            before, since = standing.get(known_as, (None, moment))
            if exchange == before:
                continue
            if before is not None and since != moment:
                yield before, since, moment
            standing[known_as] = exchange, moment
    for exchange, since in standing.values():
        yield exchange, since, None


def _taken(found: _Found, course: Course, step: Step) -> _Found:
    """This will take a step, and return the exchanges that it may have changed."""
    changed = dict(_changes(found, course, step))
    found.update(changed)
    return changed


def _changes(found: _Found, course: Course, step: Step) -> Iterator[tuple[str, Exchange]]:
    begins = _BEGINS.get(step.kind)
    if begins is Kind.CONSENT or begins is Kind.FOLLOW_UP:
        to_agency = course.owner if begins is Kind.CONSENT else None
        known_as = step.known_as if begins is Kind.CONSENT else ""
        yield known_as, Exchange(kind=begins, from_agency=step.by, to_agency=to_agency, begun=step)
    elif begins is not None:
        for agency in step.agencies:
            from_agency = step.by or course.owner
            yield step.known_as + agency, Exchange(kind=begins, from_agency=from_agency, to_agency=agency, begun=step)
    else:
        named = _named(found, step)
        yield from ((each, _changed(found[each], step)) for each in named if each in found)


def _named(found: _Found, step: Step) -> Iterable[str]:
    """The exchanges that a step goes on with: a follow-up is alone in its stream, a restriction is lifted for all."""
    if step.kind.startswith("FollowUp"):
        return ("",)
    if step.kind == "RestrictionLifted":
        return [each for each in found if each.startswith(step.known_as)]
    return [step.known_as + agency for agency in step.agencies or ("",)]


def _changed(exchange: Exchange, step: Step) -> Exchange:
    if step.kind == "FollowUpAssigned":
        return replace(exchange, to_agency=step.agencies[0], unit_id=step.unit_id)
    if step.kind == "FollowUpDueDateSet":
        return replace(exchange, due_at=step.due_at)
    if step.kind == VERIFIED_TASK:
        return replace(exchange, verified_at=exchange.verified_at or step.at)
    ending = _ENDS.get(step.kind)
    return exchange if ending is None or exchange.ended else replace(exchange, ended=step, ending=ending)


_BEGINS: Mapping[str, Kind] = {
    "IntelligenceShared": Kind.SHARING,
    "EvidenceShared": Kind.SHARING,
    "OnwardSharingRequested": Kind.CONSENT,
    "RestrictionImposed": Kind.RESTRICTION,
    "FollowUpOpened": Kind.FOLLOW_UP,
    "RecommendationMade": Kind.RECOMMENDATION,
}

_ENDS: Mapping[str, Ending] = {
    "OnwardSharingAuthorised": Ending.AUTHORISED,
    "OnwardSharingRefused": Ending.REFUSED,
    "RestrictionConfirmed": Ending.CONFIRMED,
    "RestrictionLifted": Ending.LIFTED,
    "FollowUpCompleted": Ending.DONE,
    "FollowUpVerified": Ending.DONE,
    "FollowUpCancelled": Ending.CANCELLED,
    "RecommendationAccepted": Ending.ACCEPTED,
    "RecommendationDeclined": Ending.DECLINED,
}
"""How what had no end yet ended: what comes after it changes nothing."""
