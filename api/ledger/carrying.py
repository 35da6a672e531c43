"""Carries what was accessed from the spool to the event log, a page at a time, each line once.

It must not hold up an answer, nor lose a line: a file goes when the log has it, and a repeated page is known by its id.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from uuid import UUID, uuid5

import msgspec

from api.ledger.spool import Spool, abandoned, read_segment
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind
from domain.ledger import Access, RecordAccesses

__all__ = ["Carrier"]

PAGE = 500
"""Accesses that share a command: one stream each, so that none grows."""

PAUSE_S = 1.0
"""How long an access waits at most before it is in the log, where nothing is wrong."""

ACTOR = Actor(actor_id="entente-ledger", kind=ActorKind.PROCESS)

PAGES = UUID("0b6f9f0a-6a0f-5c35-9a4e-5c1f6f2e8f11")
"""Namespace of the ids of pages, which follow from the file's name: a page that is sent twice is recorded once."""

_log = logging.getLogger("entente.ledger")

Judge = Callable[[Sequence[Access]], Sequence[Access]]
"""Finds out, off the request's path, which denials were of things that there are, and why; drops the others."""


class Carrier:
    """Carries for as long as `run` runs. judge: see Judge."""

    def __init__(self, spool: Spool, application: Application, judge: Judge) -> None:
        self._spool, self._application, self._judge = spool, application, judge

    async def run(self) -> None:
        """This will carry until it is cancelled; what fails is tried again."""
        while True:
            await asyncio.sleep(PAUSE_S)
            await asyncio.to_thread(self.carry)

    def carry(self) -> None:
        """This will carry all that is there now: this process's own, and what others left behind."""
        self._spool.rotate()
        for path in abandoned(self._spool.folder):
            try:
                self._carry_file(path)
            except Exception:  # noqa: BLE001  # whatever it is, the file stays and the next turn tries again
                _log.exception("the ledger's file %s was not carried", path.name)

    def _carry_file(self, path: Path) -> None:
        try:
            accesses = read_segment(path)
        except msgspec.DecodeError:
            path.rename(path.with_suffix(".damaged"))
            _log.error(
                "a line of the ledger's file %s is damaged; the file is kept as .damaged", path.name
            )  # the line itself is not logged
            return
        for page_id, page in _pages(path, self._judge(accesses)):
            submission = Submission(
                command=RecordAccesses(page_id=page_id, accesses=page), command_id=page_id, actor=ACTOR
            )
            outcome = self._application.submit(submission).result()
            if not isinstance(outcome, Accepted):
                raise outcome
        path.unlink()


def _pages(path: Path, accesses: Sequence[Access]) -> Iterator[tuple[UUID, tuple[Access, ...]]]:
    for start in range(0, len(accesses), PAGE):
        yield uuid5(PAGES, f"{path.stem}:{start}"), tuple(accesses[start : start + PAGE])
