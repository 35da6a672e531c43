"""One look at the limits: what has come is submitted in one batch, and the next moment to look is told.

It must not wait, and must not know which process is the active one.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from consumers.clock.sealing import Sealing
from consumers.clock.submitting import Log
from consumers.clock.when_a_limit_nears_then_raise_a_warning import raise_warning
from consumers.clock.when_a_limit_passes_then_record_the_breach import record_breach
from consumers.clock.when_a_month_ends_then_look_ahead import Ahead
from consumers.clock.when_no_item_refers_to_a_content_then_delete_it import Forsaken
from consumers.measuring import ClockMeasures
from domain.aggregate import Submission
from domain.application import Accepted, Outcome
from domain.refusal import Conflict, Refused
from projections.board.queries import LimitToActOn, limits_to_act_on
from projections.waiting import wait_for

__all__ = ["CATCH_UP_S", "ClockWork", "Round", "act_once"]

LOGGER = logging.getLogger(__name__)
BATCH = 500
"""Limits per round: one transaction of some 50 ms, short beside what people submit meanwhile."""
LONGEST_PAUSE = timedelta(seconds=5)
"""Legal limits are counted in hours; a clock that starts and ends within this pause is recorded that late at most."""
CATCH_UP_S = 5.0
"""How long a round waits for the board to show what the round recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWork:
    """What the clock works with.

    now: returns an aware datetime in UTC; batch: limits per round; sealing: None where the log has no key to sign with;
    ahead: None where nobody looks ahead.
    """

    log: Log
    now: Callable[[], datetime]
    batch: int = BATCH
    longest_pause: timedelta = LONGEST_PAUSE
    sealing: Sealing | None = None
    ahead: Ahead | None = None
    forsaken: Forsaken = field(default_factory=Forsaken)
    measures: ClockMeasures = field(default_factory=ClockMeasures)
    refused: dict[tuple[UUID, str, int, bool], int] = field(default_factory=dict)
    """Limits that the domain refused, by the version of their request: not asked again before that version grows."""
    kept: dict[UUID, int] = field(default_factory=dict)
    """Items that the domain refused to erase, by their version: as above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one look came to. next_look: aware, UTC; equal to the present where more waits already."""

    warnings: int = 0
    breaches: int = 0
    repeated: int = 0
    refused: int = 0
    next_look: datetime

    @property
    def outcomes(self) -> dict[str, int]:
        """The limits by what came of them."""
        return {"warning": self.warnings, "breach": self.breaches, "repeated": self.repeated, "refused": self.refused}


async def act_once(connection: AsyncConnection[Any], work: ClockWork) -> Round:
    """This will submit what has come as of now, wait until the board shows it, and tell when to look again."""
    now = work.now()
    horizon = now + work.longest_pause
    found = await limits_to_act_on(connection, horizon, work.batch + len(work.refused))
    waiting = [limit for limit in found if work.refused.get(_key(limit)) != limit.version]
    come = [limit for limit in waiting if _has_come(limit, now)][: work.batch]
    if not come:
        return Round(next_look=min((limit.moment for limit in waiting), default=horizon))
    outcomes = await asyncio.to_thread(work.log.submit_batch, _submissions(come))
    position = max((outcome.position for outcome in outcomes if isinstance(outcome, Accepted)), default=0)
    shown = await wait_for(connection, position, ["board"], CATCH_UP_S)
    return _told(work, list(zip(come, outcomes, strict=True)), now if shown else horizon)


def _has_come(limit: LimitToActOn, now: datetime) -> bool:
    """A limit is still met by an act at that very moment; a warning is due from its moment on."""
    return limit.moment < now if limit.is_breach else limit.moment <= now


def _submissions(limits: Sequence[LimitToActOn]) -> list[Submission]:
    """Several limits of one request: each expects the version that the one before leaves behind."""
    before: Counter[UUID] = Counter()
    made = []
    for limit in limits:
        submit = record_breach if limit.is_breach else raise_warning
        made.append(submit(limit, limit.version + before[limit.request_id]))
        before[limit.request_id] += 1
    return made


def _told(work: ClockWork, answered: list[tuple[LimitToActOn, Outcome]], next_look: datetime) -> Round:
    accepted = [limit for limit, outcome in answered if isinstance(outcome, Accepted) and not outcome.repeated]
    refused = [(limit, outcome) for limit, outcome in answered if isinstance(outcome, Refused)]
    final = [(limit, outcome) for limit, outcome in refused if not isinstance(outcome, Conflict)]
    for limit, outcome in final:
        work.refused[_key(limit)] = limit.version
        LOGGER.warning("limit not recorded", extra={"request_id": str(limit.request_id), "code": outcome.code})
    return Round(
        warnings=sum(not limit.is_breach for limit in accepted),
        breaches=sum(limit.is_breach for limit in accepted),
        repeated=len(answered) - len(accepted) - len(refused),
        refused=len(refused),
        next_look=next_look if accepted or final else next_look + work.longest_pause,
    )


def _key(limit: LimitToActOn) -> tuple[UUID, str, int, bool]:
    return limit.request_id, limit.obligation, limit.cycle, limit.is_breach
