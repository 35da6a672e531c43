"""Carries one batch of commands through one transaction: look up, load, decide in order, append.

It must not know who waits for the outcomes, nor try again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from domain.aggregate import StreamKey
from domain.application_deciding import Asked, Decided, Present, decide
from domain.application_outcome import Accepted, Outcome, from_register, to_register
from domain.application_states import States, Streams
from domain.occurred import exactly
from domain.refusal import Refused, RuleViolation
from domain.storage.append import Head
from domain.storage.documents import StoredRow
from domain.storage.faults import LogUnavailable
from domain.storage.writer import CommandKey, FirstResult, LogWriter

__all__ = ["Batches", "Result"]

Result = Outcome | Exception
"""An outcome, or the fault of a decision, which concerns its own command alone."""


class _Last(msgspec.Struct):
    recorded_at: datetime


_LAST = msgspec.json.Decoder(_Last)


@dataclass(slots=True)
class _Batch:
    head: Head
    present: Present
    registered: dict[CommandKey, FirstResult]
    rows: list[StoredRow] = field(default_factory=list)
    results: list[FirstResult] = field(default_factory=list)

    @property
    def position(self) -> int:
        return self.head.position + len(self.rows)


class Batches:
    """Turns batches of commands into results. For one thread."""

    def __init__(self, writer: LogWriter, states: States, now: Callable[[], datetime]) -> None:
        self._writer, self._states, self._now = writer, states, now

    def run(self, asked: Sequence[Asked]) -> list[Result]:
        """This will decide the commands in order in one transaction. Raises LogUnavailable; then nothing is certain.

        After any exception call `abandon` before the next run.
        """
        batch = self._begin(asked)
        results = [self._answer(batch, one) for one in asked]
        self._commit(batch)
        return results

    def abandon(self) -> None:
        """This will drop the transaction, and all that was learned in it."""
        self._states.forget()
        self._writer.reset()

    def _begin(self, asked: Sequence[Asked]) -> _Batch:
        streams: Streams = {one.stream_id: one.room for one in asked}
        unknown = self._states.unknown(streams)
        begun = self._writer.begin([one.key for one in asked], [(id_, 0) for id_ in unknown])
        self._states.log_stands_at(begun.head.position)
        self._states.fold(unknown, begun.loaded)
        self._states.bring(streams)
        self._states.bring(self._states.streams(key for one in asked for key in self._reads(one)))
        return _Batch(begun.head, self._present(begun.head), begun.registered)

    def _reads(self, one: Asked) -> Iterable[StreamKey]:
        kept = self._states.get(one.stream_id, one.room)
        return one.room.reads(one.submission.command, kept.state) if kept.room is one.room else ()

    def _present(self, head: Head) -> Present:
        """Never before the last event, whatever the clock says."""
        now = self._now().astimezone(UTC)
        if head.state:
            now = max(now, _LAST.decode(head.state).recorded_at)
        return Present(now, exactly(now))

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
        batch.rows.extend([write(made.event, made.envelope) for made in decided.events])
        self._states.change(one.stream_id, decided.version, decided.state)
        topics = tuple(made.event.TOPIC for made in decided.events)
        return Accepted(aggregate_id=one.stream_id, version=decided.version, position=batch.position, events=topics)

    def _commit(self, batch: _Batch) -> None:
        head = self._writer.commit(batch.head, batch.rows, batch.results, batch.present.recorded_at)
        self._states.appended_to(head.position)
