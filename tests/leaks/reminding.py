"""Reminds, in the random work of agencies, of every limit that has come near, as the clock and the automations do.

It must not hold expectations, nor take anything from chance.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from uuid import UUID, uuid5

from consumers.automations.automation import AUTOMATIONS
from domain.aggregate import Submission
from domain.clocks import clocks
from domain.occurred import exactly
from domain.request import REQUEST
from domain.request.commands import RaiseTimeLimitWarning, RemindOfTimeLimit
from domain.storage import EventLog

__all__ = ["reminders"]


def reminders(log: EventLog, requests: Iterable[UUID], now: datetime) -> Iterator[Submission]:
    """This will warn of each limit of some requests that is near or past, and remind of it."""
    for known_as in requests:
        request = reduce(REQUEST.evolve, log.stream(known_as), REQUEST.initial)
        for clock in clocks(request.clock):
            at, key = clock.warn_utc, clock.key
            if at is None or at > now:
                continue
            warning = RaiseTimeLimitWarning(request_id=known_as, obligation=clock.obligation, cycle=clock.cycle)
            reminder = RemindOfTimeLimit(request_id=known_as, obligation=clock.obligation, cycle=clock.cycle)
            first, second = uuid5(known_as, f"warn {key}"), uuid5(known_as, f"remind {key}")
            yield Submission(command=warning, command_id=first, actor=AUTOMATIONS, occurred=exactly(at))
            yield Submission(command=reminder, command_id=second, actor=AUTOMATIONS)
