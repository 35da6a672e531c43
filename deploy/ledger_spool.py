"""Where accesses are written down before an answer leaves, and who carries them to the log while `entente serve` runs.

It must not choose a folder that a restart may have emptied.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from api.ledger.carrying import Carrier
from api.ledger.spool import Spool
from deploy.faults import Fault
from deploy.settings import Settings

__all__ = ["carried", "opened_spool", "spool_folder"]


def spool_folder(settings: Settings) -> Path:
    """This will say where the spool is. Raises Fault where a database of one's own is served and nobody said it."""
    if settings.spool is not None:
        return settings.spool
    if not settings.is_embedded:
        raise Fault(
            "There is nowhere to write down who is shown what.",
            remedy="Set ENTENTE_SPOOL to a directory on a disk that outlives this process and its container.",
        )
    return settings.data / "spool"


@contextmanager
def opened_spool(folder: Path) -> Iterator[Spool]:
    """This will open the spool of this process. Raises Fault where nothing can be written there."""
    try:
        spool = Spool(folder)
    except OSError as error:
        remedy = "Set ENTENTE_SPOOL to a directory that this user may write in, on a disk with room."
        raise Fault(f"The ledger's spool {folder} takes nothing: {error.strerror}.", remedy=remedy) from error
    with spool:
        yield spool


@asynccontextmanager
async def carried(carrier: Carrier) -> AsyncIterator[None]:
    """This will carry for as long as the block lasts, first what killed processes left; at its end all that is there.

    What cannot be carried then stays on the disk for the next start.
    """
    running = asyncio.create_task(carrier.run())
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await asyncio.to_thread(carrier.carry)
