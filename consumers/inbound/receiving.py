"""Takes in what came of one partition: each message once, each line in order, rows and events in one transaction.

It must not know Kafka, nor how a message is written.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from consumers.contracts import Refusal
from consumers.inbound import register
from consumers.inbound.incoming import Incoming, message_id_of
from consumers.inbound.originals import close
from consumers.inbound.refusals import id_reused, is_final, of_decision
from consumers.inbound.register import Entry, Line, Place, Step
from consumers.inbound.vocabulary import State
from domain.application import Accepted, Application, HeldBack, Result
from domain.storage import Keyring
from domain.storage.connection import WriterConnection

__all__ = ["Intake", "Settled", "Stretch", "Taken", "entry_of", "settle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a batch came to: numbers of messages. position: of the last event in the log, 0 without any."""

    applied: int = 0
    rejected: int = 0
    parked: int = 0
    repeated: int = 0
    position: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        """Both together."""
        position = max(self.position, other.position)
        mine, theirs = self.counts(), other.counts()
        return Taken(**{name: number + theirs[name] for name, number in mine.items()}, position=position)

    def counts(self) -> dict[str, int]:
        """The numbers by their names."""
        return {
            "applied": self.applied, "rejected": self.rejected, "parked": self.parked, "repeated": self.repeated,
        }  # fmt: skip


class Settled(Struct, frozen=True):
    """What a message came to. refusal: why, of what was refused."""

    message: Incoming
    state: State
    refusal: Refusal | None = None
    position: int | None = None

    @property
    def command_id(self) -> UUID | None:
        """Of the command that was accepted."""
        submission = self.message.submission
        return submission.command_id if submission is not None and self.state is State.APPLIED else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Messages of one partition in its order, none between them left out. start: where its position stands."""

    messages: Sequence[Incoming]
    start: int


class Intake:
    """What came is being carried out, and the position of each partition moved behind it."""

    def __init__(self, application: Application, keyring: Keyring, stretches: Sequence[Stretch]) -> None:
        self._batch = _Batch(stretches, keyring)
        self._results = application.submit_beside(self._batch.submissions, self._batch)

    @property
    def settled(self) -> Sequence[Settled]:
        """What each message came to that was not there before, once `finish` has returned."""
        return self._batch.settled

    def finish(self) -> Taken:
        """This will wait until it is done.

        Raises Fenced where a position does not stand where it should, LogUnavailable where the log cannot be had; then
        nothing was taken in.
        """
        self._results.result()
        return self._batch.taken


def settle(
    messages: Sequence[Incoming], blocked: Collection[Line], came_to: Callable[[Incoming], Result]
) -> Iterator[Settled]:
    """This will say what each message comes to, in order; behind one that is refused, those of its line wait.

    blocked: lines in which something waits already; came_to: what its command came to.
    """
    waiting = set(blocked)
    for each in messages:
        settled = _settled(each, each.line in waiting, came_to)
        if settled.state is State.REJECTED and each.line is not None:
            waiting.add(each.line)
        yield settled


def _settled(message: Incoming, is_waiting: bool, came_to: Callable[[Incoming], Result]) -> Settled:  # noqa: FBT001
    if message.refusal is not None and is_final(message.refusal):
        return Settled(message, State.REFUSED, message.refusal)
    if is_waiting:
        return Settled(message, State.PARKED)
    if message.refusal is not None:
        return Settled(message, State.REJECTED, message.refusal)
    result = came_to(message)
    if isinstance(result, Accepted):
        return Settled(message, State.APPLIED, position=result.position)
    if isinstance(result, HeldBack):
        return Settled(message, State.PARKED)
    return Settled(message, State.REJECTED, of_decision(result))


WOULD_BE_ACCEPTED = Accepted(aggregate_id=UUID(int=0), version=0, position=0, events=())


class _Batch:
    """Keeps the tables of the inbox beside the log."""

    def __init__(self, stretches: Sequence[Stretch], keyring: Keyring) -> None:
        self._stretches, self._keyring = stretches, keyring
        self._incoming = [each for stretch in stretches for each in stretch.messages]
        self._asking = [each for each in self._incoming if each.submission is not None]
        self.submissions = [each.submission for each in self._asking if each.submission is not None]
        self.lines = [each.line for each in self._asking]
        self.taken = Taken()
        self.settled: Sequence[Settled] = ()
        self._news: list[Incoming] = []
        self._repeats: list[tuple[Place, UUID]] = []
        self._blocked: Collection[Line] = ()

    def before(self, connection: WriterConnection) -> Collection[int]:
        """This will move the position, and hold back what was taken in before or waits behind something."""
        steps = [Step(each.messages[-1].place, each.start) for each in self._stretches]
        lines = {each.line for each in self._incoming if each.line is not None}
        stood = register.move_on(connection, steps, [each.message_id for each in self._incoming], lines)
        self._tell_apart(stood.digests)
        self._blocked = stood.blocked
        if not (self._blocked or self._repeats or any(each.refusal for each in self._news)):
            return ()  # as nearly always
        at_best = settle(self._news, self._blocked, lambda _: WOULD_BE_ACCEPTED)
        free = {each.message.place for each in at_best if each.state is State.APPLIED}
        return {number for number, each in enumerate(self._asking) if each.place not in free}

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:
        """This will write down what each message came to."""
        came_to = dict(zip(map(id, self._asking), results, strict=True))
        settled = list(settle(self._news, self._blocked, lambda each: came_to[id(each)]))
        register.enter(connection, [entry_of(each) for each in settled], self._repeats)
        kept = [each for each in settled if each.state is not State.APPLIED]
        register.keep(connection, [close(each.message, each.refusal, self._keyring) for each in kept])
        letters = [(each.message.message_id, each.refusal.reason) for each in settled if each.refusal]
        register.write_letters(connection, letters)
        self.settled = settled
        self.taken = _taken(settled, len(self._repeats))

    def _tell_apart(self, known: Mapping[UUID, bytes]) -> None:
        """What came again is left; the same id with other content is a message by itself."""
        self._news, self._repeats = [], []
        digests = {message_id.int: digest for message_id, digest in known.items()}
        for each in self._incoming:
            first = digests.get(each.message_id.int)
            if first is None:
                digests[each.message_id.int] = each.digest
                self._news.append(each)
            elif first == each.digest:
                self._repeats.append((each.place, each.message_id))
            else:
                self._news.append(_as_another(each))


def _as_another(message: Incoming) -> Incoming:
    own_id = message_id_of(message.place, None)
    return replace(message, message_id=own_id, line=None, submission=None, refusal=id_reused())


def entry_of(settled: Settled) -> Entry:
    """This will make the row of the register."""
    message, refusal = settled.message, settled.refusal
    place = message.place
    return Entry(
        message_id=message.message_id,
        topic=place.topic,
        topic_id=place.topic_id,
        partition=place.partition,
        place=place.offset,
        digest=message.digest,
        state=settled.state,
        line=message.line and message.line[1],
        source=message.source,
        id=message.id,
        type=message.type,
        reason=None if refusal is None else refusal.reason,
        field=(refusal.field or None) if refusal else None,
        position=settled.position,
        command_id=settled.command_id,
        trace=message.trace,
    )


def _taken(settled: Sequence[Settled], repeated: int) -> Taken:
    states = [each.state for each in settled]
    return Taken(
        applied=states.count(State.APPLIED),
        rejected=states.count(State.REJECTED) + states.count(State.REFUSED),
        parked=states.count(State.PARKED),
        repeated=repeated,
        position=max((each.position or 0 for each in settled), default=0),
    )
