"""How far each read model is behind the log, how fast it goes, and why one stands still: for operators.

It must not read what an event says: when it was recorded is in its envelope.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection, sql
from psycopg.rows import class_row

__all__ = ["Divided", "Lag", "PartStanding", "divided", "lags"]

# A speed that was measured more than a minute ago is not that of the present.
_LAGS = sql.SQL("""
SELECT p.model, p.version, p.position, p.generation, p.fault, p.updated_at,
       greatest(head.position - p.position, 0) AS lag_events,
       coalesce(greatest(extract(epoch FROM now() - next.recorded_at), 0), 0)::float8 AS lag_s,
       s.events_per_s
FROM read.position p
CROSS JOIN (SELECT log.length() AS position) head
LEFT JOIN read.speed s ON s.model = p.model AND s.measured_at > now() - interval '1 minute'
LEFT JOIN log.event next ON next.position = p.position + 1
ORDER BY p.model
""")


@dataclass(frozen=True, slots=True)
class Lag:
    """Where a read model stands. lag_s: since when the first event that it lacks is recorded, 0.0 where it lacks none.

    fault: why it stopped, None while it follows. events_per_s: what it folded in the last second or so in which it had
    something to fold, None where that is more than a minute ago.
    """

    model: str
    version: int
    position: int
    generation: int
    fault: str | None
    updated_at: datetime
    lag_events: int
    lag_s: float
    events_per_s: float | None


def lags(connection: Connection[Any]) -> tuple[Lag, ...]:
    """This will tell of each read model. connection: of the role that serves; the tables must have been prepared."""
    return tuple(Lag(*row) for row in connection.execute(_LAGS).fetchall())


# Counted as `advance_whole` counts; read models that one process follows have no parts.
_DIVIDED = sql.SQL("""
SELECT d.model, greatest(log.length() - d.base - coalesce(sum(p.events), 0), 0)::bigint AS lag_events
FROM read.parted d LEFT JOIN read.part p USING (model)
GROUP BY d.model, d.base ORDER BY d.model
""")

# The same read models, part by part.
_PARTS = sql.SQL("""
SELECT source, number, model, place, position, is_whole, updated_at
FROM read.part JOIN read.parted USING (model)
ORDER BY source, number, model
""")


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How far one read model is in one part of the log. place: where it goes on, as the part counts.

    position: of the last event that was folded from there; is_whole: False where what stood before `place` was gone
    before anybody read it.
    """

    source: str
    number: int
    model: str
    place: int
    position: int
    is_whole: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Divided:
    """Where folding by parts stands. lag_events: read model to the events of the log that it has from no part yet."""

    lag_events: dict[str, int]
    parts: tuple[PartStanding, ...]


def divided(connection: Connection[Any]) -> Divided:
    """This will tell of the read models that are folded by parts now. connection: as of `lags`."""
    lacking = dict(connection.execute(_DIVIDED).fetchall())
    with connection.cursor(row_factory=class_row(PartStanding)) as cursor:
        return Divided(lacking, tuple(cursor.execute(_PARTS).fetchall()))
