"""How fast a read model folds: what its worker measures, and notes in the database once a second at most.

It must not be needed for correctness, nor cost a write for each batch.
"""

import time
from typing import Any

from psycopg import Connection, sql

__all__ = ["Meter"]

_EVERY_S = 1.0
"""A shorter time would tell of single batches; and a row that is written for each of them would bloat."""

_IDLE_S = 10.0
"""After so long without an event a measurement begins anew: how long nothing came says nothing of the speed."""

_NOTE = sql.SQL("""
INSERT INTO read.speed (model, events_per_s, processor_us) VALUES (%(model)s, %(rate)s, %(cost)s)
ON CONFLICT (model) DO UPDATE
SET events_per_s = excluded.events_per_s, processor_us = excluded.processor_us, measured_at = now()
""")


class Meter:
    """What one worker measures."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._since = self._last = time.monotonic()
        self._processor_s, self._events = 0.0, 0
        self._all_s, self._all_events = 0.0, 0

    @property
    def cost_s(self) -> float:
        """Processor time of this process that an event took so far, in seconds; 0.0 before the first."""
        return self._all_s / self._all_events if self._all_events else 0.0

    def begin(self) -> float:
        """This will begin a batch; what it returns is for `note`."""
        now = time.monotonic()
        if now - self._last > _IDLE_S:
            self._since, self._processor_s, self._events = now, 0.0, 0
        return time.thread_time()

    def note(self, connection: Connection[Any], began: float, events: int) -> None:
        """This will count a batch, and write the speed down, within its transaction, where it is time to."""
        spent, self._last = time.thread_time() - began, time.monotonic()
        self._processor_s, self._events = self._processor_s + spent, self._events + events
        self._all_s, self._all_events = self._all_s + spent, self._all_events + events
        seconds = self._last - self._since
        if seconds >= _EVERY_S:
            rate, cost = self._events / seconds, self._processor_s / self._events * 1e6
            connection.execute(_NOTE, {"model": self._model, "rate": rate, "cost": cost})
            self._since, self._processor_s, self._events = self._last, 0.0, 0
