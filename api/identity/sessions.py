"""Sessions of browsers: kept in the database, known to a browser by a secret in its cookie and to us by its digest.

It must not know how somebody signed in, nor keep a secret: who reads the table can sign in as nobody.
Sources: OWASP Session Management Cheat Sheet; NIST SP 800-63B, section 7 (limits of idle and of all time).
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, LiteralString

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from api.identity.bearer import Bearer, IdentityUnavailable, InvalidToken, known_level, known_roles
from api.identity.standing import Standing

__all__ = ["Begun", "SessionLimits", "Sessions", "digest_of", "session_pool"]

SECRET_BYTES = 32

LONGEST_SECRET = 200
"""Characters that are looked at; ours have 43."""

MOST_KNOWN = 10_000
"""Sessions that are remembered; each takes about half a kilobyte."""

Pool = AsyncConnectionPool[AsyncConnection[DictRow]]

# Nothing begins two sessions; those that were over long ago are cleared away meanwhile.
_BEGIN: LiteralString = """
WITH over AS (DELETE FROM identity.sessions WHERE ends_at < clock_timestamp() - interval '1 day')
INSERT INTO identity.sessions (digest, sign_in, member_id, agency_id, unit_id, roles, ceiling, token_id, subject,
                               issuer_session, issuer_token, issued_at, ends_at)
VALUES (%(digest)s, %(sign_in)s, %(member_id)s, %(agency_id)s, %(unit_id)s, %(roles)s, %(ceiling)s, %(token_id)s,
        %(subject)s, %(issuer_session)s, %(issuer_token)s, %(issued_at)s, %(ends_at)s)
ON CONFLICT DO NOTHING
RETURNING digest
"""

# A session that is open: neither over, nor ended, nor idle for too long.
_FIND: LiteralString = """
SELECT digest, member_id, agency_id, unit_id, roles, ceiling, token_id, begun_at, ends_at FROM identity.sessions
WHERE digest = %(digest)s AND ended_at IS NULL AND ends_at > clock_timestamp()
AND used_at > clock_timestamp() - %(idle)s
"""

# It was used by a person; one that was ended or idle meanwhile stays so.
_TOUCH: LiteralString = """
UPDATE identity.sessions SET used_at = clock_timestamp()
WHERE digest = %(digest)s AND ended_at IS NULL AND used_at > clock_timestamp() - %(idle)s
"""

# One that ended before keeps its time.
_END: LiteralString = """
UPDATE identity.sessions SET ended_at = clock_timestamp() WHERE digest = %(digest)s AND ended_at IS NULL
RETURNING issuer_token
"""

# All of a person at the provider, or the one that the provider names.
_END_AT_ISSUER: LiteralString = """
UPDATE identity.sessions SET ended_at = clock_timestamp()
WHERE ended_at IS NULL AND subject = coalesce(%(subject)s, subject)
AND (%(issuer_session)s::text IS NULL OR issuer_session = %(issuer_session)s)
AND (%(subject)s::text IS NOT NULL OR %(issuer_session)s::text IS NOT NULL)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLimits:
    """How long a session lasts.

    idle: without a use; longest: from its beginning on. recheck_s: until a known session is looked up again,
    less than the minutes for which Standing knows what was ended.
    """

    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=12)
    recheck_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """With what a session begins. sign_in: 32 bytes that nothing else begins with; None where that does not matter.

    ends_at: no later than this; None for as long as the limits let it. subject, issuer_session, issuer_token: as the
    provider calls person and session, and the id token that it gave.
    """

    bearer: Bearer
    sign_in: bytes | None = None
    ends_at: datetime | None = None
    subject: str | None = None
    issuer_session: str | None = None
    issuer_token: str | None = None


@dataclass(slots=True)
class _Known:
    bearer: Bearer
    read_s: float
    touched_s: float


def session_pool(conninfo: str) -> Pool:
    """This will make the pool of a process's sessions; few connections serve, for what is known is not asked again."""
    kwargs: dict[str, Any] = {"autocommit": True, "row_factory": dict_row}
    return AsyncConnectionPool(conninfo, min_size=0, max_size=3, open=False, kwargs=kwargs, timeout=5.0)


def digest_of(secret: str) -> bytes:
    """This will return under what a secret is kept."""
    return hashlib.sha256(b"entente session " + secret.encode()).digest()


class Sessions:
    """Those of all processes on one database."""

    def __init__(self, pool: Pool, standing: Standing, limits: SessionLimits) -> None:
        self._pool, self._standing, self._limits = pool, standing, limits
        self._known: OrderedDict[bytes, _Known] = OrderedDict()

    async def begin(self, begun: Begun, now: datetime) -> tuple[str, datetime]:
        """This will begin a session, and return its secret and its end. Raises InvalidToken for what began one."""
        secret = secrets.token_urlsafe(SECRET_BYTES)
        longest = now + self._limits.longest
        ends_at = min(longest, begun.ends_at or longest)
        row = {
            "digest": digest_of(secret), "sign_in": begun.sign_in or secrets.token_bytes(32), "ends_at": ends_at,
            "member_id": begun.bearer.member_id, "agency_id": begun.bearer.agency_id, "unit_id": begun.bearer.unit_id,
            "roles": sorted(begun.bearer.roles), "ceiling": begun.bearer.ceiling, "token_id": begun.bearer.token_id,
            "issued_at": begun.bearer.issued_at,
            "subject": begun.subject, "issuer_session": begun.issuer_session,
            "issuer_token": None if begun.issuer_token is None else _sealed(secret, begun.issuer_token),
        }  # fmt: skip
        if await self._one(_BEGIN, row) is None:
            raise InvalidToken
        return secret, ends_at

    async def recall(self, secret: str, *, is_use: bool) -> Bearer:
        """This will return the bearer of an open session; raises InvalidToken where it is none.

        is_use: a person does something.
        """
        if len(secret) > LONGEST_SECRET:
            raise InvalidToken
        digest, now_s = digest_of(secret), monotonic()
        if self._standing.has_ended(digest):
            raise InvalidToken
        known = self._known.get(digest)
        if known is None or now_s - known.read_s > self._limits.recheck_s:
            known = await self._read(digest, known)
        if is_use and now_s - known.touched_s > self._limits.recheck_s:
            known.touched_s = now_s
            await self._do(_TOUCH, {"digest": digest, "idle": self._limits.idle})
        if known.bearer.expires_at <= datetime.now(UTC):
            raise InvalidToken
        return known.bearer

    async def end(self, secret: str) -> str | None:
        """This will end a session, and return the id token that it began with, if it did."""
        self._known.pop(digest_of(secret), None)
        row = await self._one(_END, {"digest": digest_of(secret)})
        return _opened(secret, row["issuer_token"]) if row and row["issuer_token"] else None

    async def end_at_issuer(self, subject: str | None, issuer_session: str | None) -> None:
        """This will end the sessions of which the provider says that they are over."""
        await self._do(_END_AT_ISSUER, {"subject": subject, "issuer_session": issuer_session})

    async def _read(self, digest: bytes, before: _Known | None) -> _Known:
        self._known.pop(digest, None)
        row = await self._one(_FIND, {"digest": digest, "idle": self._limits.idle})
        if row is None:
            raise InvalidToken
        touched_s = before.touched_s if before else float("-inf")
        known = self._known[digest] = _Known(_bearer(row), monotonic(), touched_s)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return known

    async def _one(self, statement: LiteralString, parameters: dict[str, Any]) -> DictRow | None:
        async with self._asking() as connection:
            return await (await connection.execute(statement, parameters)).fetchone()

    async def _do(self, statement: LiteralString, parameters: dict[str, Any]) -> None:
        async with self._asking() as connection:
            await connection.execute(statement, parameters)

    @asynccontextmanager
    async def _asking(self) -> AsyncIterator[AsyncConnection[DictRow]]:
        try:
            async with self._pool.connection() as connection:
                yield connection
        except (psycopg.OperationalError, PoolTimeout) as fault:
            raise IdentityUnavailable from fault


def _bearer(row: DictRow) -> Bearer:
    return Bearer(
        member_id=row["member_id"],
        agency_id=row["agency_id"],
        unit_id=row["unit_id"],
        roles=known_roles(row["roles"]),
        ceiling=known_level(row["ceiling"]),
        issued_at=row["begun_at"].astimezone(UTC),
        expires_at=row["ends_at"].astimezone(UTC),
        token_id=row["token_id"],
        session=bytes(row["digest"]),
    )


def _key(secret: str) -> bytes:
    """Another digest of the same secret: who has the table alone can open nothing."""
    return hashlib.sha256(b"entente id token " + secret.encode()).digest()


def _sealed(secret: str, text: str) -> bytes:
    """One text under one key: the nonce is never used again."""
    return AESGCM(_key(secret)).encrypt(bytes(12), text.encode(), None)


def _opened(secret: str, box: bytes) -> str | None:
    try:
        return AESGCM(_key(secret)).decrypt(bytes(12), bytes(box), None).decode()
    except InvalidTag:
        return None
