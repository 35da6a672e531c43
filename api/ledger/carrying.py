"""Carries what was accessed from the spool to the event log, a page at a time, each line once.

It must not hold up an answer, nor lose a line: a file goes when the log has it, and a repeated page is known by its id.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

from api.ledger.segment import abandoned, read_segment
from api.ledger.spool import Spool
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind
from domain.ledger import Access, RecordAccesses
from domain.refusal import CommandIdReused

__all__ = ["PAGE", "Carrier", "Judge"]

PAGE = 500
"""Lines that share a command: one stream each, so that none grows."""

PAUSE_S = 1.0
"""How long an access waits at most before it is on its way to the log, where nothing is wrong."""

PATIENCE_S = 60.0
"""How long the log may take over a page before the file is left for the next turn."""

ACTOR = Actor(actor_id="entente-ledger", kind=ActorKind.PROCESS)

PAGES = UUID("0b6f9f0a-6a0f-5c35-9a4e-5c1f6f2e8f11")
"""Namespace of the ids of pages, which follow from the file's name: a page that is sent twice is recorded once."""

_log = logging.getLogger(__name__)

Judge = Callable[[Sequence[Access]], Sequence[Access]]
"""Finds out, off the request's path, which denials were of things that there are, and why."""


class _Page(NamedTuple):
    """Lines that share a command. page_id: follows from where they stand, not from what is judged of them."""

    page_id: UUID
    lines: Sequence[Access]


class Carrier:
    """Carries for as long as `run` runs. judge: see Judge."""

    def __init__(self, spool: Spool, application: Application, judge: Judge) -> None:
        self._spool, self._application, self._judge = spool, application, judge
        self._one_at_a_time = threading.Lock()

    async def run(self) -> None:
        """This will carry until it is cancelled; what fails is tried again."""
        while True:
            await asyncio.to_thread(self.carry)
            await asyncio.sleep(PAUSE_S)

    def carry(self) -> None:
        """This will carry all that is there now: this process's own, and what others left behind."""
        with self._one_at_a_time:
            try:
                self._spool.rotate()
            except OSError:
                _log.exception("the ledger's spool takes no new file")
            for path in abandoned(self._spool.folder):
                try:
                    self._carry_file(path)
                except Exception:  # noqa: BLE001  # whatever it is, the file stays and the next turn tries again
                    _log.exception("the ledger's file %s was not carried", path.name)

    def _carry_file(self, path: Path) -> None:
        read = read_segment(path)
        for page in _pages(path, read.accesses):
            self._record(page.page_id, tuple(self._judge(page.lines)))
        if read.damaged:
            path.rename(path.with_suffix(".damaged"))
            _log.error("%d lines of the ledger's file %s are damaged; it is kept as .damaged", read.damaged, path.name)
        else:
            path.unlink()

    def _record(self, page_id: UUID, accesses: tuple[Access, ...]) -> None:
        """A page that was recorded before, and is judged otherwise by now, stays as it was recorded."""
        if not accesses:
            return
        command = RecordAccesses(page_id=page_id, accesses=accesses)
        asked = Submission(command=command, command_id=page_id, actor=ACTOR)
        outcome = self._application.submit(asked).result(PATIENCE_S)
        if not isinstance(outcome, Accepted | CommandIdReused):
            raise outcome


def _pages(path: Path, lines: Sequence[Access | None]) -> Iterator[_Page]:
    for start in range(0, len(lines), PAGE):
        whole = [line for line in lines[start : start + PAGE] if line is not None]
        yield _Page(uuid5(PAGES, f"{path.stem}:{start}"), whole)
