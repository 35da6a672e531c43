"""The library's subscription to a log, which here overlooks nothing that is committed while it begins.

It must not deliver anything itself: the library does that.
"""

from eventsourcing.postgres import PostgresSubscription
from psycopg.sql import SQL, Identifier

__all__ = ["LogSubscription"]

LOOK_S = 0.1
"""How long a subscription that was stopped may stay unaware of it."""

LISTEN = SQL("LISTEN {}")


class LogSubscription(PostgresSubscription):
    """Reads once more after LISTEN took effect.

    The library's own tells an event that was committed before that moment only after the next one (hazard H5); whoever
    waits for the last event then waits for ever.
    """

    def _listen(self) -> None:
        try:
            with self._recorder.datastore.get_connection() as connection:
                connection.execute(LISTEN.format(Identifier(self._recorder.channel_name)))
                self._has_been_notified.set()
                while not self._has_been_stopped and not self._thread_error:
                    for _ in connection.notifies(timeout=LOOK_S, stop_after=1):
                        self._has_been_notified.set()
        except BaseException as fault:  # noqa: BLE001  # it belongs to whoever iterates, as in the library
            self._thread_error = self._thread_error or fault
            self.stop()
