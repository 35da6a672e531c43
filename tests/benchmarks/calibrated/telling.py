"""Tells what happens everywhere at once in the order of time, as the log would hold it.

It must not know a database: whoever asks takes one event after the other, and only what goes on is held in memory.
"""

import heapq
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from uuid import UUID

from domain.event import ActorKind, Envelope, Event, Recorded
from domain.vocabulary import Channel
from tests.benchmarks.calibrated.cases import Happening, Running, lone_request, opened_case
from tests.benchmarks.calibrated.figures import PERIOD_DAYS, YEARLY_GROWTH
from tests.benchmarks.calibrated.parties import Parties
from tests.support.histories import chance_of, member_of

__all__ = ["told"]

BEGIN = datetime(2024, 1, 1, 8, tzinfo=UTC)

EVENTS_OF_A_COURSE = 18.0
"""What a beginning comes to on average within the period, as counted: so any number spreads over all of it."""

IN_A_CASE = 0.4
"""Of what begins, investigations rather than lone requests: assumed."""


def told(events: int, seed: int = 1) -> Iterator[Recorded]:
    """This will tell exactly so many events, their positions from 1 on; what goes on at the end stays unfinished."""
    rng = chance_of(seed)
    telling = _Telling(rng)
    return islice(telling.run(max(1.0, events / EVENTS_OF_A_COURSE / PERIOD_DAYS)), events)


class _Telling:
    def __init__(self, rng: random.Random) -> None:
        self._rng, self._parties, self._order = rng, Parties(), count()
        self._waiting: list[tuple[float, int, Happening | None, Running]] = []
        self._versions: defaultdict[UUID, int] = defaultdict(int)
        self._position = 0

    def run(self, beginnings_a_day: float) -> Iterator[Recorded]:
        for told_ in self._parties.told():
            yield self._recorded(0.0, Happening(told_.stream, told_.case, told_.by, told_.event))
        self._go_on(0.0, self._beginnings(beginnings_a_day))
        while self._waiting:
            day, _, happening, running = heapq.heappop(self._waiting)
            if happening is not None:
                yield self._recorded(day, happening)
            self._go_on(day, running)

    def _beginnings(self, a_day: float) -> Running:
        """Without end: more and more of them, as messages grow from year to year."""
        rng, day = self._rng, 0.0
        while True:
            gap = rng.expovariate(a_day * YEARLY_GROWTH ** (day / 365 - PERIOD_DAYS / 730))
            day += gap
            begun = opened_case if rng.random() < IN_A_CASE else lone_request
            yield gap, begun(rng, self._parties)

    def _go_on(self, day: float, running: Running) -> None:
        step = next(running, None)
        if step is None:
            return
        after, what = step
        if isinstance(what, Happening):
            heapq.heappush(self._waiting, (day + after, next(self._order), what, running))
        else:
            heapq.heappush(self._waiting, (day + after, next(self._order), None, what))
            heapq.heappush(self._waiting, (day + after, next(self._order), None, running))

    def _recorded(self, day: float, what: Happening) -> Recorded:
        at = BEGIN + timedelta(days=day)
        said = what.said if isinstance(what.said, Event) else what.said(at)
        self._versions[what.stream] += 1
        self._position += 1
        return Recorded(said, self._envelope(at, what, said.VERSION), self._position)

    def _envelope(self, at: datetime, what: Happening, schema_version: int) -> Envelope:
        bits = self._rng.getrandbits
        return Envelope(
            event_id=UUID(int=bits(128), version=4),
            aggregate_id=what.stream,
            aggregate_version=self._versions[what.stream],
            case_id=what.case,
            recorded_at=at,
            occurred_at=at,
            actor_id=member_of(what.by) if what.by else "clock",
            actor_kind=ActorKind.PERSON if what.by else ActorKind.PROCESS,
            acting_agency_id=what.by,
            channel=Channel.SIENA if what.by else Channel.OTHER,
            command_id=UUID(int=bits(128), version=4),
            schema_version=schema_version,
        )
