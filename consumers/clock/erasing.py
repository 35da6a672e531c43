"""One look at the items whose retention ended: what can be erased by itself is, in one batch.

It must not wait, and must not know which process is the active one.
"""

import asyncio
import logging
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from consumers.clock.keeping import CATCH_UP_S, ClockWork
from consumers.clock.when_a_retention_date_passes_then_erase_the_content import SELF_ERASING, erase_content
from domain.application import Accepted, Outcome
from domain.refusal import Conflict, Refused
from projections.items.ended import EndedItem, ended_items
from projections.waiting import wait_for

__all__ = ["erase_once"]

LOGGER = logging.getLogger(__name__)


async def erase_once(connection: AsyncConnection[Any], work: ClockWork) -> int:
    """This will erase what has ended as of now, wait until the register shows it, and return how many items it were."""
    found = await ended_items(connection, work.now().date(), SELF_ERASING, work.batch + len(work.kept))
    ended = [item for item in found if work.kept.get(item.item_id) != item.version][: work.batch]
    if not ended:
        return 0
    outcomes = await asyncio.to_thread(work.log.submit_batch, [erase_content(item) for item in ended])
    erased = [outcome for outcome in outcomes if isinstance(outcome, Accepted) and not outcome.repeated]
    _remember(work.kept, ended, outcomes)
    await wait_for(connection, max((each.position for each in erased), default=0), ["items"], CATCH_UP_S)
    return len(erased)


def _remember(kept: dict[UUID, int], ended: list[EndedItem], outcomes: list[Outcome]) -> None:
    """An item that the domain refused to erase is not asked for again before its version grows."""
    for item, outcome in zip(ended, outcomes, strict=True):
        if isinstance(outcome, Refused) and not isinstance(outcome, Conflict):
            kept[item.item_id] = item.version
            LOGGER.warning("item not erased", extra={"item_id": str(item.item_id), "code": outcome.code})
