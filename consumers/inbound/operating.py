"""What an operator can do about messages that wait: look at one, try again, send another in its place, let it fall.

It must not publish anything. Each deed is noted with who did it and why.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import psycopg
from msgspec.structs import replace

from consumers.inbound import register, waiting
from consumers.inbound.faults import NotWaiting
from consumers.inbound.incoming import Came, Incoming
from consumers.inbound.interpreting import Interpreter
from consumers.inbound.originals import Kept, open_again
from consumers.inbound.receiving import Settled
from consumers.inbound.register import Place
from consumers.inbound.releasing import Deed, Release, carry_out, note
from consumers.inbound.vocabulary import State, Verb
from consumers.inbound.waiting import Message
from domain.application import Application
from domain.storage import Keyring

__all__ = ["Desk"]

Connection = psycopg.Connection[Any]

AT_ONCE = 200
"""Messages in one transaction."""

WAITING = (State.REJECTED, State.PARKED)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where an operator works. conninfo: of a role that writes the inbox; actor: who it is."""

    conninfo: str
    application: Application
    keyring: Keyring
    actor: str

    def show(self, message_id: UUID, why: str) -> tuple[Message, Kept | None]:
        """This will return a message with what came, as long as that is kept. Raises NotWaiting for no such message."""
        with self._connected() as connection:
            message = _found(connection, message_id)
            original = waiting.original_of(connection, message_id)
            note(connection, self._deed(Verb.SHOW, message, why), "shown" if original else "nothing is kept")
        return message, None if original is None else open_again(original, self.keyring)

    def retry(self, message_id: UUID, why: str) -> list[Settled]:
        """This will try a rejected message again, and then what waits behind it. Raises NotWaiting."""
        with self._connected() as connection:
            head = _found(connection, message_id, State.REJECTED)
            first = self._interpreted(connection, head)
        return self._release(self._deed(Verb.RETRY, head, why), head, [first])

    def edit(self, message_id: UUID, value: bytes, why: str) -> list[Settled]:
        """This will carry out another message in the place of a rejected one, and then what waits behind that.

        value: what stands in the place of its value. The other one has an id of its own, and is of the same sender.
        Raises NotWaiting.
        """
        with self._connected() as connection:
            head = _found(connection, message_id, State.REJECTED)
            kept = self._kept(connection, head)
        edited = uuid5(message_id, f"edited {head.attempts}")
        came = Came(kept.came.key, value, kept.came.headers)
        other = Interpreter(self.keyring.digest).once_more(_place(head), came, edited, head.attempts + 1)
        other = replace(other, id=f"{other.id}#{head.attempts + 1}") if other.id else other
        deed = self._deed(Verb.EDIT, head, why)
        return self._release(deed, head, [other], new=edited, falls=message_id)

    def discard(self, message_id: UUID, why: str) -> list[Settled]:
        """This will let a message fall, and then carry out what waits behind it, where it was the head of its line.

        Raises NotWaiting.
        """
        with self._connected() as connection:
            message = _found(connection, message_id, *WAITING)
        deed = self._deed(Verb.DISCARD, message, why)
        if message.state is State.PARKED:
            seen = {message_id: (message.state, message.attempts)}
            return carry_out(
                self.application, self.keyring, Release(deed=deed, messages=(), seen=seen, falls=message_id)
            )
        return self._release(deed, message, [], falls=message_id)

    def _release(self, deed: Deed, head: Message, first: Sequence[Incoming], **changing: UUID) -> list[Settled]:
        """A transaction for as many as fit, and others for the rest, until one is refused or nothing waits."""
        settled: list[Settled] = []
        seen = {head.message_id: (head.state, head.attempts)}
        while True:
            with self._connected() as connection:
                behind = [] if head.line is None else waiting.following(connection, head.topic, head.line, AT_ONCE)
                messages = [*first, *(self._interpreted(connection, each) for each in behind)]
            seen |= {each.message_id: (each.state, each.attempts) for each in behind}
            release = Release(deed=deed, messages=messages, seen=seen, **changing)
            settled += carry_out(self.application, self.keyring, release)
            is_over = len(behind) < AT_ONCE or any(each.state is not State.APPLIED for each in settled)
            if is_over:
                return settled
            first, seen, changing = [], {}, {}

    def _interpreted(self, connection: Connection, message: Message) -> Incoming:
        came = self._kept(connection, message).came
        interpreter = Interpreter(self.keyring.digest)
        return interpreter.once_more(_place(message), came, message.message_id, message.attempts + 1)

    def _kept(self, connection: Connection, message: Message) -> Kept:
        original = waiting.original_of(connection, message.message_id)
        if original is None:
            raise NotWaiting(message.message_id, message.state)
        return open_again(original, self.keyring)

    def _deed(self, verb: Verb, message: Message, why: str) -> Deed:
        return Deed(verb=verb, message_id=message.message_id, topic=message.topic, actor=self.actor, note=why)

    def renew(self, topic: str, why: str) -> int:
        """This will have a topic that was made anew read from its beginning; returns how many partitions it had."""
        with self._connected() as connection, connection.transaction():
            partitions = register.renew(connection, topic)
            deed = Deed(verb=Verb.RENEW, topic=topic, actor=self.actor, note=why)
            note(connection, deed, f"{partitions} partitions begin anew")
        return partitions

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            yield connection


def _found(connection: Connection, message_id: UUID, *states: State) -> Message:
    message = waiting.message(connection, message_id)
    if message is None or (states and message.state not in states):
        raise NotWaiting(message_id, None if message is None else message.state)
    return message


def _place(message: Message) -> Place:
    return Place(message.topic, message.topic_id, message.partition, message.place)
