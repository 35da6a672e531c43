"""A moment of the record: what a read of the past is asked for, and which events it takes in.

It must not read anything: whoever has the events, in the order of the log, asks it which of them count.
Source: Richard T. Snodgrass, Developing Time-Oriented Database Applications in SQL (1999), on transaction time (`as
known then`) and valid time (`as it was then`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from domain.event import Envelope, Event
from domain.refusal import InvalidInput
from domain.request.events import RecordCorrected

__all__ = ["AsOf"]


class Happened(Protocol):
    """An event of the log, be it read already or only when it is looked at."""

    @property
    def position(self) -> int:
        """Its place in the log."""

    @property
    def topic(self) -> str:
        """Its topic."""

    @property
    def envelope(self) -> Envelope:
        """Its envelope."""

    @property
    def event(self) -> Event:
        """What happened."""


H = TypeVar("H", bound=Happened)

_ONE = "exactly one of position, recordedAt and occurredAt"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """A moment of the record, told in exactly one way.

    position: as was known once the log held the event at this place; 0 for before the first.
    recorded_at: as was known at this time; aware.
    occurred_at: as it was at this time, as far as is known by now: late reports and corrections count; aware.

    Raises InvalidInput unless exactly one is given.
    """

    position: int | None = None
    recorded_at: datetime | None = None
    occurred_at: datetime | None = None

    def __post_init__(self) -> None:
        given = sum(each is not None for each in (self.position, self.recorded_at, self.occurred_at))
        if given != 1:
            raise InvalidInput(field="as_of", rule=f"{given} moments are given", accepted=_ONE)

    @property
    def moment(self) -> datetime | None:
        """The time at which limits are near, passed or left; None where only a position is told."""
        return self.recorded_at or self.occurred_at

    def of(self, history: Sequence[H]) -> tuple[H, ...]:
        """This will return what counts of a history, in its order. history: whole, in the order of the log.

        As it was: an event without a date counts from its recording on, one whose time was corrected by its right time,
        a correction with what it corrects; and nothing of a stream that had not begun.
        """
        if self.position is not None:
            return tuple(each for each in history if each.position <= self.position)
        if self.recorded_at is not None:
            return tuple(each for each in history if each.envelope.recorded_at <= self.recorded_at)
        until, times = self.occurred_at, _times(history)
        return _begun(history, {each for each, at in times.items() if until is not None and at <= until})


def _times(history: Iterable[Happened]) -> dict[UUID, datetime]:
    """When each event happened, by its id; none is read but what corrects another."""
    times = {each.envelope.event_id: each.envelope.occurred_at or each.envelope.recorded_at for each in history}
    corrections = [
        (each.envelope.event_id, correction)
        for each in history
        if each.topic == RecordCorrected.TOPIC and isinstance(correction := each.event, RecordCorrected)
    ]
    for _, correction in corrections:
        if correction.right_utc is not None and correction.corrected_event_id in times:
            times[correction.corrected_event_id] = correction.right_utc
    return times | {own: times.get(each.corrected_event_id, times[own]) for own, each in corrections}


def _begun(history: Iterable[H], happened: set[UUID]) -> tuple[H, ...]:
    """Of what happened, only what is of a stream whose first event did."""
    has_begun: dict[UUID, bool] = {}
    return tuple(
        each
        for each in history
        if has_begun.setdefault(each.envelope.aggregate_id, (known_as := each.envelope.event_id) in happened)
        and known_as in happened
    )
