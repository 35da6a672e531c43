"""What was revoked, and which machines are registered, as this process knows it.

It is told by the database at once, and looks each second besides. It must not let anybody in while it does not know:
where the database was not heard for a while, nobody can be judged.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, LiteralString

import psycopg
from psycopg import AsyncConnection

from api.identity.bearer import Bearer, IdentityUnavailable, InvalidToken, known_roles

__all__ = ["Standing", "standing"]

LOG = logging.getLogger(__name__)

POLL_S = 1.0
"""How long a revocation may go unnoticed where its announcement is not heard, as behind a pooler of connections."""

DEAF_S = 30.0
"""How long the database may not be heard before nobody is let in: a failover that is quick is not felt."""

# What the triggers of deploy/migrations/0015_identity.sql tell.
_LISTEN: LiteralString = "LISTEN entente_identity"

# How often anything was ended or revoked, ever.
_NUMBER: LiteralString = "SELECT number FROM identity.changes"

# All that was revoked; one row for each member, agency, token or machine.
_REVOKED: LiteralString = "SELECT kind, name, agency_id, revoked_at FROM identity.revocations"

# Sessions that were ended a moment ago: longer than a process remembers one without looking it up.
_ENDED: LiteralString = "SELECT digest FROM identity.sessions WHERE ended_at > clock_timestamp() - interval '5 minutes'"

# Machines that the operator registered; few.
_MACHINES: LiteralString = """
SELECT fingerprint, member_id, agency_id, unit_id, roles, registered_at, ends_at FROM identity.machines
"""

Key = tuple[str, str, str]


class Standing:
    """One for a process. conninfo: of a role that reads the schema `identity`."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._revoked: Mapping[Key, datetime] = {}
        self._machines: Mapping[str, Bearer] = {}
        self._ended: frozenset[bytes] = frozenset()
        self._number = -1
        self._heard = float("-inf")
        self._change = asyncio.Event()
        self._first = asyncio.Event()

    @property
    def change(self) -> asyncio.Event:
        """Is set once anything is ended or revoked, after which there is another one."""
        return self._change

    def require(self, bearer: Bearer, skew: timedelta = timedelta(0)) -> None:
        """This will raise InvalidToken where the bearer was revoked, IdentityUnavailable where that is not known.

        skew: by which the clock that says when it was issued may be ahead of the database's.
        """
        if monotonic() - self._heard > DEAF_S:
            raise IdentityUnavailable
        if bearer.session is not None and self.has_ended(bearer.session):
            raise InvalidToken
        revoked_at = self._revoked_at(bearer)
        if revoked_at is not None and bearer.issued_at <= revoked_at + skew:
            raise InvalidToken

    def machine(self, fingerprint: str) -> Bearer:
        """This will return as whom a machine was registered. Raises InvalidToken where none was, or it is over."""
        bearer = self._machines.get(fingerprint)
        if bearer is None or bearer.expires_at <= datetime.now(UTC):
            raise InvalidToken
        return bearer

    def has_ended(self, session: bytes) -> bool:
        """This will tell whether a session was ended within the last minutes. session: its digest."""
        return session in self._ended

    async def known(self) -> None:
        """This will return once the database was heard for the first time."""
        await self._first.wait()

    def _revoked_at(self, bearer: Bearer) -> datetime | None:
        keys: list[Key] = [
            ("MEMBER", bearer.member_id, ""),
            ("MEMBER", bearer.member_id, bearer.agency_id),
            ("AGENCY", bearer.agency_id, ""),
        ]
        if bearer.token_id is not None:
            keys.append(("TOKEN", bearer.token_id, ""))
        found = [at for key in keys if (at := self._revoked.get(key)) is not None]
        return max(found, default=None)

    async def run(self) -> None:
        """This will listen and look until it is cancelled, whatever the database does meanwhile."""
        while True:
            try:
                async with await AsyncConnection.connect(self._conninfo, autocommit=True) as connection:
                    await connection.execute(_LISTEN)
                    while True:
                        await self._look(connection)
                        async for _ in connection.notifies(timeout=POLL_S, stop_after=1):
                            pass
            except psycopg.Error as fault:
                LOG.warning("revocations cannot be listened to", extra={"reason": type(fault).__name__})
                await asyncio.sleep(POLL_S)

    async def _look(self, connection: AsyncConnection[Any]) -> None:
        row = await (await connection.execute(_NUMBER)).fetchone()
        number = int(row[0]) if row else 0
        if number != self._number:
            found = await (await connection.execute(_REVOKED)).fetchall()
            self._revoked = {(kind, name, agency): at for kind, name, agency, at in found}
            machines = await (await connection.execute(_MACHINES)).fetchall()
            self._machines = {bytes(row[0]).hex(): _machine(*row) for row in machines}
            ended = await (await connection.execute(_ENDED)).fetchall()
            self._ended = frozenset(bytes(digest) for (digest,) in ended)
            self._number = number
            self._change.set()
            self._change = asyncio.Event()
        self._heard = monotonic()
        self._first.set()


def _machine(fingerprint: bytes, *row: Any) -> Bearer:
    member_id, agency_id, unit_id, roles, registered_at, ends_at = row
    return Bearer(
        member_id=member_id,
        agency_id=agency_id,
        unit_id=unit_id,
        roles=known_roles(roles),
        issued_at=registered_at.astimezone(UTC),
        expires_at=ends_at.astimezone(UTC),
        token_id=bytes(fingerprint).hex(),
    )


@asynccontextmanager
async def standing(conninfo: str) -> AsyncIterator[Standing]:
    """This will listen for as long as the block lasts, which begins once it is known what was revoked."""
    made = Standing(conninfo)
    running = asyncio.create_task(made.run())
    try:
        await made.known()
        yield made
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
