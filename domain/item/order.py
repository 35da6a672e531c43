"""What an act on an item rests on in time: nothing happens before it.

It must not decide whether the act is allowed otherwise. Imports tell of the past as they know it: they are exempt.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from domain.aggregate import Act, lies_before
from domain.item.rules.order import NothingHappensToAnItemBeforeWhatItRestsOn
from domain.item.state import SharedItem

__all__ = ["require_order"]

ANSWERED = ("consent_id", "restriction_id", "recall_id", "hold_id")
"""Fields by which a command names what came before it; a new id names nothing yet."""


def require_order(command: object, item: SharedItem, act: Act) -> None:
    """This will refuse an act that is said to have happened before something that it rests on."""
    for since in _rests_on(command, item, act):
        if lies_before(act, since):
            raise NothingHappensToAnItemBeforeWhatItRestsOn(since=since, occurred_at=act.occurred.at)


def _rests_on(command: object, item: SharedItem, act: Act) -> Iterator[datetime | None]:
    agency_id = act.actor.agency_id or ""
    holder = item.holders.get(agency_id) or item.recalled.get(agency_id)
    yield item.happened_at
    yield None if holder is None else holder.given_at
    for name in ANSWERED:
        answered = getattr(command, name, None)
        yield item.begun.get(answered) if isinstance(answered, UUID) else None
