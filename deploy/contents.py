"""Where the contents of items are kept, and what looks at them on their way in, as the settings say.

It must not decide who may have one.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from deploy.settings import Settings
from domain.storage import Keyring, Vault

if TYPE_CHECKING:
    from api.files.scanning import Scanner

__all__ = ["MEGABYTE", "opened_vault", "scanner"]

MEGABYTE = 1_000_000

CONNECTIONS = 4
"""Of their own: those that answer questions see no content, whatever they are asked. None is held between pieces."""


@asynccontextmanager
async def opened_vault(conninfo: str, keyring: Keyring) -> AsyncIterator[Vault]:
    """This will open the vault for as long as the block lasts. conninfo: of a member of `entente_app`."""
    pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
        conninfo, min_size=1, max_size=CONNECTIONS, open=False, kwargs={"autocommit": True}
    )
    async with pool:
        yield Vault(pool, keyring)


def scanner(settings: Settings) -> "Scanner | None":
    """This will return what scans contents; None where nothing does."""
    from api.files.scanning import ClamDaemon  # noqa: PLC0415  # only who takes contents in pays for the API

    return ClamDaemon(settings.scanner) if settings.scanner else None
