"""Commits in groups: while one batch is committed the next gathers, so that waiting costs nothing and saves much.

It must not know what the commands are; it only sees to it that each of them is answered.
"""

import threading
from asyncio import AbstractEventLoop
from asyncio import Future as LoopFuture
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import groupby
from queue import Empty, SimpleQueue
from time import monotonic

from msgspec import Struct

from domain.application_batch import Batches
from domain.application_beside import Beside, Result
from domain.application_deciding import Asked
from domain.storage.faults import LogUnavailable

__all__ = ["CLOSING_S", "Committer", "Job", "Results"]

LARGEST_BATCH = 512
"""Commands per transaction: beyond a few hundred the fixed costs have vanished and callers only wait longer."""

PATIENCE_S = 30.0
"""How long a batch is tried again while the log is unavailable: a restart of the database takes less."""

CLOSING_S = 60.0
"""How long closing waits for what is queued: a log that is there commits a full batch in a second."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 2.0
"""Pauses between attempts double from the first to the longest."""


Results = Future[list[Result]] | LoopFuture[list[Result]]


class Job(Struct, frozen=True):
    """Commands that share a transaction, and the future that waits for their results; loop: where the future lives.

    beside: what changes in the same transaction, which is then theirs alone; caller: what it is part of, for those who
    watch.
    """

    asked: tuple[Asked, ...]
    future: Results
    loop: AbstractEventLoop | None = None
    beside: Beside | None = None
    caller: object = None


class Committer:
    """One thread that commits what is put into its queue."""

    def __init__(self, batches: Batches) -> None:
        self._batches = batches
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._closing = threading.Event()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="entente-committer", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """This will queue a job. Raises RuntimeError after `close`."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the application is closed")
            self._queue.put(job)

    def close(self, longest_s: float = CLOSING_S) -> None:
        """This will commit what is queued, then end the thread; without a log it gives up at once.

        Raises LogUnavailable where the log is there and does not answer for longest_s.
        """
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._closing.set()
        self._thread.join(longest_s)
        if self._thread.is_alive():
            raise LogUnavailable(f"the log did not answer within {longest_s:g} s; what was queued may yet be recorded")

    def _run(self) -> None:
        while jobs := self._gather():
            for together in _sharing(jobs):
                self._carry(together)
        self._batches.abandon()

    def _gather(self) -> list[Job]:
        """An empty list means the end; the end is put back when it comes behind jobs."""
        jobs: list[Job] = []
        size = 0
        job = self._queue.get()
        while job is not None:
            jobs.append(job)
            size += len(job.asked)
            if size >= LARGEST_BATCH:
                return jobs
            try:
                job = self._queue.get_nowait()
            except Empty:
                return jobs
        if jobs:
            self._queue.put(None)
        return jobs

    def _carry(self, jobs: Sequence[Job]) -> None:
        """This will answer every job; one that spoils a shared transaction is found by giving each its own."""
        try:
            with self._batches.watching.together([job.caller for job in jobs]):
                results = self._insist([one for job in jobs for one in job.asked], jobs[0].beside)
        except LogUnavailable as fault:
            _answer((job, fault) for job in jobs)
        except Exception as fault:  # noqa: BLE001  # the thread lives on whatever happens; the caller gets the fault
            self._batches.abandon()
            if len(jobs) == 1:
                _answer([(jobs[0], fault)])
                return
            for job in jobs:
                self._carry([job])
        else:
            following = iter(results)
            _answer([(job, [next(following) for _ in job.asked]) for job in jobs])

    def _insist(self, asked: Sequence[Asked], beside: Beside | None) -> list[Result]:
        """A commit whose answer was lost may have happened: the register then answers the next attempt."""
        until, pause_s = monotonic() + PATIENCE_S, FIRST_PAUSE_S
        while True:
            try:
                return self._batches.run_beside(asked, beside) if beside else self._batches.run(asked)
            except LogUnavailable:
                self._batches.abandon()
                if monotonic() + pause_s > until or self._closing.wait(pause_s):
                    raise
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def _sharing(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    """Neighbours share a transaction, but for those with something beside."""
    for _, together in groupby(enumerate(jobs), key=lambda each: each[0] if each[1].beside else None):
        yield [job for _, job in together]


Answer = list[Result] | Exception


def _answer(answers: Iterable[tuple[Job, Answer]]) -> None:
    by_loop: dict[AbstractEventLoop | None, list[tuple[Job, Answer]]] = defaultdict(list)
    for job, answer in answers:
        by_loop[job.loop].append((job, answer))
    for loop, waiting in by_loop.items():
        _wake(loop, partial(_settle, waiting))


def _wake(loop: AbstractEventLoop | None, settle: Callable[[], None]) -> None:
    if loop is None:
        settle()
    elif not loop.is_closed():
        # One wake-up for all callers of a loop: waking it costs more than a decision.
        loop.call_soon_threadsafe(settle)


def _settle(waiting: Iterable[tuple[Job, Answer]]) -> None:
    for job, answer in waiting:
        if job.future.done():
            continue  # the caller went away; what was committed stays committed
        if isinstance(answer, Exception):
            job.future.set_exception(answer)
        else:
            job.future.set_result(answer)
