"""When a partner leaves, then each restriction that it never confirmed is listed as an exception, at once.

It must not remind anybody: nobody is left who may confirm. It must not tell others than the originator.
"""

from collections.abc import Iterable

from consumers.automations.automation import Automation, History, Step
from consumers.automations.cases import standing
from domain.event import Event, Recorded
from domain.investigation.events import PartnerLeft
from domain.item import ITEM
from domain.item.commands import ListUnconfirmedRestriction

__all__ = ["WHEN_A_PARTNER_LEAVES_UNCONFIRMED"]


def _follow(recorded: Recorded, history: History) -> Iterable[Step]:
    event = recorded.event
    if not isinstance(event, PartnerLeft):
        return
    for item_id, item in standing(history.case(event.investigation_id), ITEM, recorded.position).items():
        for restriction in item.restrictions.values():
            if event.agency_id in restriction.unconfirmed and not restriction.is_lifted:
                command = ListUnconfirmedRestriction(
                    item_id=item_id, restriction_id=restriction.restriction_id, agency_id=event.agency_id
                )
                yield Step(f"{item_id} {restriction.restriction_id}", command)


_EVENTS: frozenset[type[Event]] = frozenset({PartnerLeft})

WHEN_A_PARTNER_LEAVES_UNCONFIRMED = Automation(name="partner-leaves-unconfirmed", events=_EVENTS, follow=_follow)
