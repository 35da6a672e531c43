"""Writes messages, and the position up to which they tell the log, in one Kafka transaction.

It must not know what a message says, nor where positions come from.

The client's producer can lose, double or hang; each danger named below was seen on it, and is avoided here. A sender is
used up by its first fault: its owner makes another, whose start ends what was left open and shuts the old one out.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NoAnswer
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4

from kafka import KafkaProducer, TopicPartition
from kafka.errors import KafkaError
from kafka.record.default_records import DefaultRecordBatchBuilder
from kafka.structs import OffsetAndMetadata

from consumers.kafka.connecting import connected
from consumers.kafka.faults import Infrastructure, KafkaFault, Refused, WrongSetting, answered, fault_of
from consumers.kafka.positions import Kept, group_positions, kept_positions
from consumers.kafka.reach import Reach

__all__ = ["Message", "Placed", "Sending", "TransactionalSender"]

DELIVERY_MS = 86_400_000
"""A day, so that no batch ever expires: one that was sent once and expires leaves a producer that hangs for ever, or a
transaction that commits without it. We give up sooner, by `patience_s`."""

END_S = 5.0  # for the client's thread to end
LOOK_S = 0.05

Answer = TypeVar("Answer")

Reached = Mapping[tuple[str, int], int | Kept]
"""(topic, partition) to position, perhaps with a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to send. key decides the partition (murmur2, as Java's clients do), None leaves it to chance.

    value None is a tombstone, which has a key.
    """

    topic: str
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a message came to stand; it is there for those who read what is committed."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How one publisher sends.

    name: its transactional id; a second sender of this name shuts out the first; group: keeps its positions.
    patience_s: how long one transaction may take; less than transaction_s, after which the broker ends it by itself.
    """

    name: str
    group: str
    patience_s: float = 20.0
    transaction_s: float = 30.0
    message_bytes: int = 1_000_000
    batch_bytes: int = 262_144  # one batch of a partition is on its way at a time: three times as fast as with 16 kB
    linger_ms: int = 5
    compression: str | None = "zstd"

    def options(self) -> dict[str, Any]:
        """This will return the producer's options. Raises WrongSetting."""
        if not 0 < self.patience_s < self.transaction_s:
            raise WrongSetting("patience_s", f"is {self.patience_s}", f"less than transaction_s, {self.transaction_s}")
        return {
            "transactional_id": self.name,
            "transaction_timeout_ms": int(self.transaction_s * 1_000),
            "delivery_timeout_ms": DELIVERY_MS,
            "max_block_ms": int(self.patience_s * 1_000),
            "max_request_size": self.message_bytes,
            "batch_size": self.batch_bytes,
            "linger_ms": self.linger_ms,
            "compression_type": self.compression,
            "allow_auto_create_topics": False,
        }


class TransactionalSender:
    """Sends chunks of messages, each whole or not at all, together with the position that it reaches.

    Making one waits until transactions of an earlier sender of this name are at an end. Use it as a context manager.
    Raises KafkaFault: Infrastructure, Fenced or Refused.
    """

    def __init__(self, reach: Reach, sending: Sending) -> None:
        self._reach, self._sending = reach, sending
        self._doing = f"sending as {sending.name}"
        self._is_used_up = False
        self._producer = connected(KafkaProducer, reach, **sending.options())
        self._within_patience(self._producer.init_transactions)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_used_up(self) -> bool:
        """True after the first fault, and once closed."""
        return self._is_used_up

    def positions(self) -> dict[tuple[str, int], int]:
        """This will read the positions of the last committed transactions: (topic, partition) to position.

        Raises KafkaFault. Ask after the sender is made, not before: only then is no earlier transaction under way.
        """
        return group_positions(self._reach, self._sending.group)

    def kept(self) -> dict[tuple[str, int], Kept]:
        """This will read the same positions, each with what was noted beside it. Raises KafkaFault."""
        return kept_positions(self._reach, self._sending.group)

    def surely_kept(self, witness: tuple[str, int]) -> dict[tuple[str, int], Kept]:
        """This will read them once the broker tells of a token that is committed first: no older state is told then.

        A broker that was killed and has just come back may for a moment tell of what was before. witness: a topic and
        partition that there are, at which nothing else is kept; it is not among what is told. Raises KafkaFault.
        """
        token = Kept(0, str(uuid4()))
        self.send((), {witness: token})
        deadline = time.monotonic() + self._sending.patience_s
        while (found := self.kept()).pop(witness, None) != token:
            if time.monotonic() > deadline:
                raise Infrastructure(f"{self._doing}: the broker does not tell what was committed.")
            time.sleep(LOOK_S)
        return found

    def send(self, messages: Sequence[Message], reached: Reached) -> tuple[Placed, ...]:
        """This will commit messages and positions together, and return where they stand, in the order given.

        reached: (topic, partition) to position, perhaps with a note; any pair of an existing topic, which names what
        the position is of.
        Raises Refused for a message that is too large, before anything is sent, and the sender stays fit for use;
        raises KafkaFault else, after which it is used up and nobody who reads what is committed sees any of it,
        except that after Infrastructure it may have been committed in full: the positions tell.
        """
        if self._is_used_up:
            raise Infrastructure(f"{self._doing}: this sender is used up; make another.")
        self._check_sizes(messages)
        return self._within_patience(lambda: self._transaction(messages, reached))

    def close(self) -> None:
        """This will end the client at once; it sends nothing afterwards. What was not committed never will be.

        The client's own `close` waits for what is unsent first, fails when that takes too long, and then leaves a
        thread that sends it later.
        """
        self._is_used_up = True
        sender = self._producer._sender  # noqa: SLF001  # the client gives no other way to end without sending
        sender.force_close()
        sender.join(END_S)
        with suppress(KafkaError):
            self._producer.close(timeout=0)

    def _transaction(self, messages: Sequence[Message], reached: Reached) -> tuple[Placed, ...]:
        producer = self._producer
        producer.begin_transaction()
        under_way = [
            producer.send(each.topic, key=each.key, value=each.value, headers=list(each.headers)) for each in messages
        ]
        producer.flush()
        # A message that failed does not fail the commit that follows it: every answer is looked at.
        written = [each.get(timeout=self._sending.patience_s) for each in under_way]
        offsets = {TopicPartition(*where): _offset(to) for where, to in reached.items()}
        if offsets:
            producer.send_offsets_to_transaction(offsets, self._sending.group)
        producer.commit_transaction()
        return tuple(Placed(each.topic, each.partition, each.offset) for each in written)

    def _within_patience(self, act: Callable[[], Answer]) -> Answer:
        """Several calls of the client wait without end: they do so on a thread that can be left to itself."""
        future: Future[Answer] = Future()
        Thread(target=_settle, args=(future, act), name=self._doing, daemon=True).start()
        try:
            with answered(self._doing):
                return future.result(self._sending.patience_s)
        except NoAnswer as error:
            raise Infrastructure(f"{self._doing} took more than {self._sending.patience_s} s.") from error
        except KafkaFault as fault:
            raise self._told(fault) from fault.__cause__
        finally:
            if not (future.done() and future.exception() is None):
                self.close()

    def _told(self, fault: KafkaFault) -> KafkaFault:
        """After its first fault the client says only that there was one; its own record says which."""
        first = self._producer._transaction_manager.last_error  # noqa: SLF001  # only there
        return fault_of(first, self._doing) if first is not None else fault

    def _check_sizes(self, messages: Sequence[Message]) -> None:
        """One message that is too large would end the whole client."""
        for each in messages:
            size = DefaultRecordBatchBuilder.estimate_size_in_bytes(each.key, each.value, list(each.headers))
            if size > self._sending.message_bytes:
                raise Refused(
                    f"A message for {each.topic} has {size} bytes, at most {self._sending.message_bytes} are accepted."
                )


def _offset(to: int | Kept) -> OffsetAndMetadata:
    return OffsetAndMetadata(to.position, to.note, -1) if isinstance(to, Kept) else OffsetAndMetadata(to, "", -1)


def _settle(future: "Future[Answer]", act: Callable[[], Answer]) -> None:
    try:
        future.set_result(act())
    except BaseException as error:  # noqa: BLE001  # it belongs to whoever waits
        future.set_exception(error)
