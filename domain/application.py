"""Takes commands in, has them decided together, and answers each of its callers.

It must not know any rule, nor any transport.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from domain.aggregate import Actor, StreamKey, Submission
from domain.application_batch import Batches
from domain.application_beside import Beside, HeldBack, Result
from domain.application_committer import CLOSING_S, Committer, Job, Results
from domain.application_deciding import Asked
from domain.application_offering import Offering
from domain.application_outcome import Accepted, Outcome, digest_of
from domain.application_states import States
from domain.application_watching import NotWatching, Watching
from domain.beforehand import Offer
from domain.catalogue import ROOMS, Room
from domain.storage import EventLog

__all__ = ["Accepted", "Application", "Beside", "HeldBack", "Outcome", "Result"]

KEPT_STATES = 10_000
"""States kept in memory: a request keeps its history, some 20 kB, which makes 200 MB at most."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Application:
    """The one door through which anything changes. Use it in a `with`, or close it."""

    def __init__(
        self,
        log: EventLog,
        rooms: tuple[Room, ...] = ROOMS,
        now: Callable[[], datetime] = _utc_now,
        watching: Watching | None = None,
    ) -> None:
        self._decisions = {made.command: (room, made) for room in rooms for made in room.decisions}
        self._digest = log.keyring.digest
        self._watching = watching or NotWatching()
        writer, reader = log.writer(self._watching.cursor), log.writer(self._watching.cursor)
        self._committer = Committer(Batches(writer, States(rooms, writer, KEPT_STATES), now, self._watching))
        self._offering = Offering(reader, rooms, now)

    def submit(self, submission: Submission) -> Future[Outcome]:
        """This will queue a command; the future brings its outcome, or raises the fault that kept it from having one.

        Raises InvalidInput for text that cannot be stored, LookupError for a command of no room.
        """
        outcome: Future[Outcome] = Future()
        results: Future[list[Result]] = Future()
        results.add_done_callback(lambda done: _hand_over(done, outcome))
        self._put((submission,), results)
        return outcome

    async def handle(self, submission: Submission) -> Outcome:
        """This will do the same for a caller in an event loop, and wait for the outcome."""
        loop = asyncio.get_running_loop()
        results: asyncio.Future[list[Result]] = loop.create_future()
        self._put((submission,), results, loop=loop)
        return _outcome((await results)[0])

    async def offers(self, key: StreamKey, actor: Actor) -> tuple[Offer, ...]:
        """This will tell which commands of a thing the actor might give now, and why not the others.

        None where there is no such thing for it. Raises LogUnavailable.
        """
        return await self._offering.offers(key, actor)

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all of them in order in one transaction, each with its own outcome, and wait.

        Where one met a fault, the others are committed nevertheless, and the first fault is raised.
        """
        if not submissions:
            return []
        results: Future[list[Result]] = Future()
        self._put(submissions, results)
        return [_outcome(result) for result in results.result()]

    def submit_beside(self, submissions: Sequence[Submission], beside: Beside) -> Future[list[Result]]:
        """This will queue them, to be decided in order in a transaction of their own with the tables of `beside`.

        The future brings results, not outcomes: what is held back and the fault of a decision are told, not raised.
        Without any submissions the tables are kept all the same. It raises LogUnavailable, and what `beside` raises;
        then nothing is kept.
        """
        results: Future[list[Result]] = Future()
        self._put(submissions, results, beside=beside)
        return results

    def close(self, longest_s: float = CLOSING_S) -> None:
        """This will finish what is queued and stop; later submissions raise RuntimeError.

        Raises LogUnavailable where the log does not answer for longest_s: whether what was queued is recorded, the same
        commands tell when they are sent again.
        """
        self._offering.close()
        self._committer.close(longest_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _put(
        self,
        submissions: Iterable[Submission],
        results: Results,
        loop: asyncio.AbstractEventLoop | None = None,
        beside: Beside | None = None,
    ) -> None:
        asked = tuple(map(self._asked, submissions))
        self._committer.put(Job(asked, results, loop, beside, self._watching.caller()))

    def _asked(self, submission: Submission) -> Asked:
        kind = type(submission.command)
        if kind not in self._decisions:
            raise LookupError(f"no room decides on {kind.__name__}")
        room, decision = self._decisions[kind]
        stream_id = room.key(submission.command).stream_id
        key = (submission.actor.agency_id or "", submission.command_id)
        return Asked(submission, room, decision, stream_id, key, digest_of(submission, self._digest))


def _outcome(result: Result) -> Outcome:
    """A fault is raised; a refusal is an answer."""
    if isinstance(result, Outcome):
        return result
    raise result if isinstance(result, Exception) else AssertionError("only what is kept beside holds commands back")


def _hand_over(results: Future[list[Result]], outcome: Future[Outcome]) -> None:
    if not outcome.set_running_or_notify_cancel():
        return
    try:
        outcome.set_result(_outcome(results.result()[0]))
    except Exception as fault:  # noqa: BLE001  # whatever it is, it belongs to the caller
        outcome.set_exception(fault)
