"""How far each automation is behind the log, what it is still to do, and why one stands still: for operators.

It must not read what an event says: when it was recorded is in its envelope.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from psycopg import Connection

__all__ = ["Standing", "standings"]

_STANDINGS: LiteralString = """
SELECT p.automation, p.position, p.fault, p.updated_at,
       greatest(head.position - p.position, 0) AS lag_events,
       coalesce(greatest(extract(epoch FROM now() - next.recorded_at), 0), 0)::float8 AS lag_s,
       (SELECT count(*) FROM automations.agenda a WHERE a.automation = p.automation) AS to_do,
       (SELECT min(a.due) FROM automations.agenda a WHERE a.automation = p.automation) AS next_due
FROM automations.position p
CROSS JOIN (SELECT log.length() AS position) head
LEFT JOIN log.event next ON next.position = p.position + 1
ORDER BY p.automation
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an automation stands. lag_s: since when the first event that it has not seen is recorded, 0.0 for none.

    fault: why it stopped, None while it follows. to_do: lines of its agenda; next_due: when the first comes, aware.
    """

    automation: str
    position: int
    fault: str | None
    updated_at: datetime
    lag_events: int
    lag_s: float
    to_do: int
    next_due: datetime | None


def standings(connection: Connection[Any]) -> tuple[Standing, ...]:
    """This will tell of each automation that ever ran. connection: of the role that serves."""
    return tuple(Standing(*row) for row in connection.execute(_STANDINGS).fetchall())
