"""What who follows the log does about an event that cannot be read, and how a fault is told to operators.

It must not stop anything, nor hold more of a row than an error's message does.
"""

from collections.abc import Callable

import psycopg

from domain.event import Recorded
from domain.storage import LogUnavailable

__all__ = ["read_up_to_damage", "told_of"]

_LONGEST_FAULT = 2_000
"""Characters of a fault that are kept: enough for the message, not for a page of rows."""


def told_of(position: int, fault: Exception) -> str:
    """This will say at which event a read model stopped, and why."""
    return f"position {position}: {type(fault).__name__}: {fault}"[:_LONGEST_FAULT].replace("\0", "")


def read_up_to_damage(
    read: Callable[[int, int], list[Recorded]], position: int, limit: int
) -> tuple[list[Recorded], Exception | None]:
    """This will read a batch behind a position, or as much of one as lies before an event that cannot be read.

    The fault is that of the very next event, where it is the one. Raises psycopg.OperationalError, LogUnavailable.
    """
    while True:
        try:
            return read(position, limit), None
        except (psycopg.OperationalError, LogUnavailable):
            raise
        except Exception as damage:  # noqa: BLE001  # whatever an event that cannot be read raises
            if limit == 1:
                return [], damage
            limit = max(1, limit // 2)
