"""Writes the load at the end of a log by the log's own writer, in large commits; the database works beside.

It must not choose what is said.
"""

from itertools import islice

from domain.storage import EventLog
from domain.storage.append import CHUNK, Growth
from tests.benchmarks.calibrated.telling import told
from tests.support.keys import KEYRING

__all__ = ["fill"]

CHUNKS_A_COMMIT = 40
"""20,000 events: a commit then costs nothing, and a failed one little."""


def fill(conninfo: str, events: int, seed: int = 1) -> int:
    """This will append so many events to an empty log, and return its last position. conninfo: of `entente_app`.

    Raises ValueError where the log is not empty: it would be told of the same agencies twice.
    """
    telling = told(events, seed)
    with EventLog(conninfo, KEYRING) as log:
        if log.head():
            raise ValueError("the load is told to an empty log")
        writer, write, position = log.writer(), log.documents.write, 0
        try:
            while position < events:
                writer.begin([])
                for _ in range(CHUNKS_A_COMMIT):
                    if rows := [write(each.event, each.envelope) for each in islice(telling, CHUNK)]:
                        writer.append(Growth(rows))
                position = writer.commit(Growth([]))
        finally:
            writer.close()
    return position
