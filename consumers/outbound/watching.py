"""Tells how far the log was published, for those who watch.

It must not load the broker's client: whoever looks at the database has no broker.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg import Connection

from consumers.outbound.audience import Audience

__all__ = ["Published", "published"]

_PUBLISHED: LiteralString = """
SELECT audience, coalesce(p.epoch, 0), coalesce(p.position, 0), greatest(log.length() - coalesce(p.position, 0), 0),
       coalesce(p.messages, 0), p.events_per_s, p.published_at, s.fault
FROM outbox.published p FULL JOIN outbox.stop s USING (audience)
ORDER BY audience
"""


@dataclass(frozen=True, slots=True)
class Published:
    """How far the log was told to an audience; up to 0 where nothing was yet. lag_events: what is still to be.

    events_per_s: of the last stretch, None before any; fault: why it stands still.
    """

    audience: Audience
    epoch: int
    position: int
    lag_events: int
    messages: int
    events_per_s: float | None
    published_at: datetime | None
    fault: str | None


def published(connection: Connection[Any]) -> list[Published]:
    """This will tell how far the log was published to each audience; without those to whom nobody ever tried."""
    return [Published(Audience(to), *told) for to, *told in connection.execute(_PUBLISHED)]
