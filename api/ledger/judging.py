"""Finds out which of the ids that somebody asked for in vain name something, and why it was not for that person.

It must not let the number of entries depend on what there is: who watches the log grow would learn it. Each id that
was asked for in vain becomes one entry, whatever is found; beyond FEW of one person on one page, all others share one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import groupby
from typing import NamedTuple, TypeVar
from uuid import UUID

from domain.aggregate import Actor, Aggregate
from domain.event import Recorded
from domain.investigation import INVESTIGATION
from domain.investigation.readers import reader_of
from domain.item import ITEM, SharedItem
from domain.item.events import ItemEvent
from domain.ledger import Access, AccessKind, SubjectKind
from domain.marking import is_guarded
from domain.need_to_know import Denial, denial
from domain.request import REQUEST, Request
from domain.request.events import RequestEvent
from domain.storage import EventLog

__all__ = ["FEW", "Denials"]

FEW = 20
"""Entries that one person gets on one page; those of things that there are come first."""

S = TypeVar("S")

_OF_ITEM, _OF_REQUEST = frozenset(ItemEvent.__args__), frozenset(RequestEvent.__args__)


class _Verdict(NamedTuple):
    subject: SubjectKind
    denial: Denial


class Denials:
    """Judges by the streams of the log as they stand now. log: read from any thread."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def __call__(self, accesses: Sequence[Access]) -> Sequence[Access]:
        """This will return the accesses of a page, what was asked for in vain judged; those come last."""
        shown = [each for each in accesses if each.kind is not AccessKind.DENIAL]
        in_vain = sorted((each for each in accesses if each.kind is AccessKind.DENIAL), key=_person)
        return [*shown, *(entry for _, one in groupby(in_vain, _person) for entry in self._of_person(one))]

    def _of_person(self, in_vain: Iterable[Access]) -> Iterator[Access]:
        judged = [self._judged(each, asked) for each in in_vain for asked in each.subject_ids]
        judged.sort(key=lambda each: each.denial is None)
        yield from judged[:FEW]
        if len(judged) > FEW:
            last = judged[-1]
            yield replace(last, subject_ids=(), denial=None, times=len(judged) - FEW)

    def _judged(self, access: Access, asked: UUID) -> Access:
        verdict = self._verdict(access, asked)
        if verdict is None:
            return replace(access, subject_ids=())
        return replace(access, subject=verdict.subject, subject_ids=(asked,), denial=verdict.denial)

    def _verdict(self, access: Access, asked: UUID) -> _Verdict | None:
        """None where there is no such thing, none whose readers are noted, or it may be seen by now."""
        stream = self._log.stream(asked)
        kind = type(stream[0].event) if stream else None
        reason: Denial | None = None
        if kind in _OF_ITEM:
            reason = self._of_item(access, _folded(ITEM, stream))
            return _Verdict(SubjectKind.ITEM, reason) if reason else None
        if kind in _OF_REQUEST:
            reason = self._of_request(access, _folded(REQUEST, stream))
            return _Verdict(SubjectKind.REQUEST, reason) if reason else None
        return None

    def _of_item(self, access: Access, item: SharedItem) -> Denial | None:
        investigation = _folded(INVESTIGATION, self._log.stream(item.investigation_id))
        reader = reader_of(investigation, _actor(access), access.at.date())
        return denial(reader, item.need_of(access.agency_id))

    def _of_request(self, access: Access, request: Request) -> Denial | None:
        if not is_guarded(request.marking):
            return None
        if request.investigation_id is None:
            parties = {request.requesting_agency_id, *request.asked_agencies}
            return None if access.agency_id in parties else Denial.NOT_A_RECIPIENT
        investigation = _folded(INVESTIGATION, self._log.stream(request.investigation_id))
        return denial(reader_of(investigation, _actor(access), access.at.date()), request.need)


def _folded(room: Aggregate[S], stream: Sequence[Recorded]) -> S:
    return reduce(room.evolve, stream, room.initial)


def _person(access: Access) -> tuple[str, str]:
    return access.agency_id, access.member_id


def _actor(access: Access) -> Actor:
    return Actor(actor_id=access.member_id, agency_id=access.agency_id)
