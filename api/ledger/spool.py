"""Writes accesses down before their answer leaves, so that no crash loses one: a file each line of which is an access.

It must not wait for the event log: what stands here is carried there later (api/ledger/carrying.py). Lines are forced
to the disk for all who wait at the same time together, as a database commits in groups.
"""

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from api.ledger.segment import Segment
from domain.ledger import Access

__all__ = ["Spool"]

_encode = msgspec.json.Encoder().encode


class _Waiting(NamedTuple):
    lines: bytes
    written: asyncio.Future[None]


class Spool:
    """What one process writes down. folder: on a disk that outlives the process. Use it in a `with`, or close it.

    `put` is for one event loop; everything else may be called from any thread.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self._segment = Segment(folder)
        self._changing = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._turn: asyncio.Task[None] | None = None
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="entente-ledger")

    async def put(self, accesses: Sequence[Access]) -> None:
        """This will return once the accesses are on the disk. Raises OSError where they cannot be written."""
        loop = asyncio.get_running_loop()
        mine = _Waiting(b"".join(_encode(access) + b"\n" for access in accesses), loop.create_future())
        self._waiting.append(mine)
        if self._turn is None or self._turn.done():
            self._turn = loop.create_task(self._write_for_all())
        await mine.written

    def rotate(self) -> Path | None:
        """This will begin a new file, and return the one before where anything stands in it. Raises OSError."""
        with self._changing:
            if self._segment.is_empty:
                return None
            before, self._segment = self._segment, Segment(self.folder)
        before.close()
        return before.path

    def close(self) -> None:
        """This will finish writing; the last file stays for whoever carries it."""
        self._disk.shutdown()
        self._segment.close()
        if self._segment.is_empty:
            self._segment.path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    async def _write_for_all(self) -> None:
        """This will write for all who wait, again and again until nobody does; a fault is for all of its turn."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            together, self._waiting = self._waiting, []
            lines = b"".join(each.lines for each in together)
            fault: Exception | None = None
            try:
                await loop.run_in_executor(self._disk, self._write, lines)
            except Exception as raised:  # noqa: BLE001  # whatever it is, it is for those who wait
                fault = raised
            for each in together:
                _tell(each.written, fault)

    def _write(self, lines: bytes) -> None:
        """A file that could not be written is given up: half a line may stand at its end."""
        with self._changing:
            if self._segment.is_spoilt:
                self._segment = Segment(self.folder)
            self._segment.write(lines)


def _tell(waiting: asyncio.Future[None], fault: Exception | None) -> None:
    """Who waits no more, because its client left, is told nothing."""
    if waiting.done():
        return
    if fault is None:
        waiting.set_result(None)
    else:
        waiting.set_exception(fault)
