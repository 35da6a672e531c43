"""When a limit nears, then the unit that has the request, and the liaison officers of both sides, are reminded of it.

That it nears, the clock records. It must not say who they are: the domain does, as of the moment of the reminder.
"""

from collections.abc import Iterable

from consumers.automations.automation import Automation, History, Step
from domain.event import Event, Recorded
from domain.request.commands import RemindOfTimeLimit
from domain.request.events import TimeLimitWarningRaised

__all__ = ["WHEN_A_LIMIT_NEARS"]


def _follow(recorded: Recorded, _history: History) -> Iterable[Step]:
    event = recorded.event
    if isinstance(event, TimeLimitWarningRaised):
        command = RemindOfTimeLimit(request_id=event.request_id, obligation=event.obligation, cycle=event.cycle)
        yield Step("remind", command)


_EVENTS: frozenset[type[Event]] = frozenset({TimeLimitWarningRaised})

WHEN_A_LIMIT_NEARS = Automation(name="limit-nears", events=_EVENTS, follow=_follow)
