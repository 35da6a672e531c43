"""Carries one batch of commands through one transaction: look up, load, decide in order, append.

It must not know who waits for the outcomes, nor try again.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import msgspec

from domain.aggregate import StreamKey
from domain.application_beside import Beside, HeldBack, Result
from domain.application_deciding import Asked, Decided, Present, decide
from domain.application_outcome import Accepted, Outcome, from_register, to_register
from domain.application_states import States
from domain.application_watching import NotWatching, Watching
from domain.occurred import exactly
from domain.refusal import Refused, RuleViolation
from domain.storage.append import CHUNK, CommandKey, FirstResult, Growth
from domain.storage.documents import StoredRow
from domain.storage.faults import LogUnavailable
from domain.storage.writer import LogWriter

__all__ = ["Batches"]


class _Last(msgspec.Struct):
    recorded_at: datetime


_LAST = msgspec.json.Decoder(_Last)


@dataclass(slots=True)
class _Batch:
    """position: of the last event that was decided; rows and results: what was not sent yet."""

    position: int
    present: Present
    registered: dict[CommandKey, FirstResult]
    rows: list[StoredRow] = field(default_factory=list)
    results: list[FirstResult] = field(default_factory=list)

    def take(self) -> Growth:
        """This will hand over what was not sent yet."""
        growth = Growth(self.rows, self.results, self.present.recorded_at)
        self.rows, self.results = [], []
        return growth


class Batches:
    """Turns batches of commands into results. For one thread, which `watching` is told of."""

    def __init__(
        self, writer: LogWriter, states: States, now: Callable[[], datetime], watching: Watching | None = None
    ) -> None:
        self._writer, self._states, self._now = writer, states, now
        self.watching = watching or NotWatching()

    def run(self, asked: Sequence[Asked]) -> list[Result]:
        """This will decide the commands in order in one transaction. Raises LogUnavailable; then nothing is certain.

        After any exception call `abandon` before the next run.
        """
        batch = self._begin(asked)
        with self.watching.step("decide"):
            results = [self._answer_and_send(batch, one) for one in asked]
        self._commit(batch)
        return results

    def run_beside(self, asked: Sequence[Asked], beside: Beside) -> list[Result]:
        """This will do the same together with what is kept beside the log."""
        batch = self._begin(asked)
        with self.watching.step("look beside"):
            held = self._writer.accompany(beside.before)
        with self.watching.step("decide"):
            results = self._decide_but(held, batch, asked, beside.lines)
        with self.watching.step("keep beside"):
            self._writer.accompany(partial(beside.after, results=results))
        self._commit(batch)
        return results

    def abandon(self) -> None:
        """This will drop the transaction, and all that was learned in it."""
        self._states.forget()
        self._writer.reset()

    def _decide_but(
        self, held: Collection[int], batch: _Batch, asked: Sequence[Asked], lines: Sequence[Hashable]
    ) -> list[Result]:
        """held: places of commands that are not carried out."""
        results: list[Result] = []
        stopped: set[Hashable] = set()
        for place, (one, line) in enumerate(zip(asked, lines, strict=True)):
            is_held = place in held or line in stopped
            results.append(HeldBack() if is_held else self._answer_and_send(batch, one))
            if line is not None and not is_held and not isinstance(results[-1], Accepted):
                stopped.add(line)
        return results

    def _commit(self, batch: _Batch) -> None:
        with self.watching.step("commit"):
            self._states.appended_to(self._writer.commit(batch.take()))

    def _begin(self, asked: Sequence[Asked]) -> _Batch:
        with self.watching.step("begin"):
            begun = self._writer.begin([one.key for one in asked])
        with self.watching.step("load"):
            self._states.log_stands_at(begun.position)
            self._states.bring((one.stream_id, one.room) for one in asked)
            self._states.bring(self._states.streams(key for one in asked for key in self._reads(one)))
        return _Batch(begun.position, self._present(begun.state), begun.registered)

    def _reads(self, one: Asked) -> Iterable[StreamKey]:
        kept = self._states.get(one.stream_id, one.room)
        return one.room.reads(one.submission.command, kept.state) if kept.room is one.room else ()

    def _present(self, last: bytes) -> Present:
        """Never before the last event, whatever the clock says."""
        now = self._now().astimezone(UTC)
        if last:
            now = max(now, _LAST.decode(last).recorded_at)
        return Present(now, exactly(now))

    def _answer_and_send(self, batch: _Batch, one: Asked) -> Result:
        result = self._answer(batch, one)
        if len(batch.rows) >= CHUNK:
            self._writer.append(batch.take())
        return result

    def _answer(self, batch: _Batch, one: Asked) -> Result:
        first = batch.registered.get(one.key)
        if first is not None:
            return from_register(first.outcome, same_content=first.digest == one.digest)
        try:
            outcome: Outcome = self._apply(batch, one, decide(one, self._states, batch.present, batch.position))
        except Refused as refusal:
            outcome = refusal
        except LogUnavailable:
            raise
        except Exception as fault:  # noqa: BLE001  # whatever a decision stumbles over concerns its own command alone
            return fault
        if isinstance(outcome, Accepted | RuleViolation):
            result = FirstResult(one.key, one.digest, to_register(outcome))
            batch.results.append(result)
            batch.registered[one.key] = result
        return outcome

    def _apply(self, batch: _Batch, one: Asked, decided: Decided) -> Accepted:
        write = self._writer.documents.write
        rows = [write(made.event, made.envelope) for made in decided.events]
        batch.rows.extend(rows)
        batch.position += len(rows)
        self._states.change(one.stream_id, decided.version, decided.state)
        topics = tuple(made.event.TOPIC for made in decided.events)
        return Accepted(aggregate_id=one.stream_id, version=decided.told, position=batch.position, events=topics)
