"""When the time of a registered identifier is over, then its digest is erased, once.

It must not judge whether it is over: the domain does.
"""

import asyncio
from typing import Any
from uuid import uuid5

from psycopg import AsyncConnection

from consumers.clock.keeping import CATCH_UP_S, ClockWork
from consumers.clock.submitting import CLOCK, NAMESPACE
from domain.aggregate import Submission
from domain.application import Accepted
from domain.identifier.commands import EndRegistration
from domain.identifier.vocabulary import EndReason
from projections.hits.expired import ExpiredRegistration, expired_registrations
from projections.waiting import wait_for

__all__ = ["end_expired"]


async def end_expired(connection: AsyncConnection[Any], work: ClockWork) -> int:
    """This will end what has expired as of now, wait until it shows, and return how many registrations it were."""
    expired = await expired_registrations(connection, work.now().date(), work.batch)
    if not expired:
        return 0
    outcomes = await asyncio.to_thread(work.log.submit_batch, [_ending(each) for each in expired])
    ended = [outcome for outcome in outcomes if isinstance(outcome, Accepted) and not outcome.repeated]
    await wait_for(connection, max((each.position for each in ended), default=0), ["hits"], CATCH_UP_S)
    return len(ended)


def _ending(expired: ExpiredRegistration) -> Submission:
    return Submission(
        command=EndRegistration(
            drawer_id=expired.drawer_id,
            registration_id=expired.registration_id,
            reason=EndReason.RETENTION_ENDED,
        ),
        command_id=uuid5(NAMESPACE, f"{expired.registration_id}:expired:{expired.valid_until.isoformat()}"),
        actor=CLOCK,
    )
