"""What of the messages of gateways is left, in numbers, for whoever watches.

It must not count what is done: that grows for years.
"""

from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import Connection

__all__ = ["Backlog", "backlog"]

# By the index of what waits, and by that of letters which are not out.
_BACKLOG: LiteralString = """
SELECT (SELECT coalesce(sum(greatest(end_offset - next_offset, 0)), 0)::bigint FROM inbox.partitions),
       (SELECT count(*) FROM inbox.messages WHERE state = 'REJECTED' AND state IN ('REJECTED', 'PARKED')),
       (SELECT count(*) FROM inbox.messages WHERE state = 'PARKED' AND state IN ('REJECTED', 'PARKED')),
       (SELECT count(*) FROM inbox.letters WHERE published_at IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Backlog:
    """Numbers of messages.

    lag: not taken in when the brokers were last asked; rejected: an operator has to look; parked: wait behind a
    rejected one; letters: dead letters that are not out.
    """

    lag: int
    rejected: int
    parked: int
    letters: int


def backlog(connection: Connection[Any]) -> Backlog:
    """This will tell what is left. connection: of the role that serves."""
    row = connection.execute(_BACKLOG).fetchone()
    return Backlog(*row) if row else Backlog(0, 0, 0, 0)
