"""When a restriction is imposed, then who has not confirmed it is reminded, and listed as an exception a term later.

It must not ask whether it was confirmed meanwhile, or lifted: the domain does when the moment comes.
"""

from collections.abc import Iterable

from consumers.automations.automation import Automation, History, Step
from domain.event import Event, Recorded
from domain.item.commands import ListUnconfirmedRestriction, RemindOfRestriction
from domain.item.commands.reminding import LISTED_AFTER, REMINDED_AFTER
from domain.item.events import RestrictionImposed

__all__ = ["WHEN_A_RESTRICTION_IS_IMPOSED"]


def _follow(recorded: Recorded, _history: History) -> Iterable[Step]:
    """The terms count from the recording: before that no recipient can know of it."""
    event, since = recorded.event, recorded.envelope.recorded_at
    if not isinstance(event, RestrictionImposed):
        return
    for agency_id in event.to_confirm:
        item_id, restriction_id = event.item_id, event.restriction_id
        remind = RemindOfRestriction(item_id=item_id, restriction_id=restriction_id, agency_id=agency_id)
        yield Step(f"remind {agency_id}", remind, since + REMINDED_AFTER)
        record = ListUnconfirmedRestriction(item_id=item_id, restriction_id=restriction_id, agency_id=agency_id)
        yield Step(f"list {agency_id}", record, since + LISTED_AFTER)


_EVENTS: frozenset[type[Event]] = frozenset({RestrictionImposed})

WHEN_A_RESTRICTION_IS_IMPOSED = Automation(name="restriction-imposed", events=_EVENTS, follow=_follow)
