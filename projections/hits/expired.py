"""The registrations whose time is over and whose digest is still there, for the clock process.

It must not end anything, nor be shown to anybody: it has no viewer.
"""

from datetime import date
from typing import Any, LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg import AsyncConnection

from projections.reading import read

__all__ = ["ExpiredRegistration", "expired_registrations"]

# The earliest first.
_EXPIRED: LiteralString = """
SELECT registration_id, drawer_id, valid_until FROM read.identifier_registrations
WHERE ended_at IS NULL AND valid_until <= %(day)s
ORDER BY valid_until, registration_id LIMIT %(limit)s
"""


class ExpiredRegistration(Struct, frozen=True, kw_only=True):
    """A registration to end. valid_until: the first day without it."""

    registration_id: UUID
    drawer_id: UUID
    valid_until: date


async def expired_registrations(
    connection: AsyncConnection[Any], day: date, limit: int
) -> tuple[ExpiredRegistration, ...]:
    """This will return registrations that stand no longer on a day."""
    return tuple(await read(connection, _EXPIRED, {"day": day, "limit": limit}, ExpiredRegistration))
