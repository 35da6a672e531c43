"""Carries out what waited in a line, from its head on, until something is refused again or nothing waits any more.

It must not decide what is to be done: `operating.py` does. Register, log and the note of the deed change together.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from msgspec import Struct

from consumers.inbound import register
from consumers.inbound.faults import ChangedMeanwhile
from consumers.inbound.incoming import Incoming
from consumers.inbound.originals import close
from consumers.inbound.receiving import Settled, entry_of, settle
from consumers.inbound.vocabulary import State, Verb
from domain.application import Application, Result
from domain.storage import Keyring
from domain.storage.connection import WriterConnection

__all__ = ["Deed", "Release", "Seen", "carry_out", "note"]

Seen = Mapping[UUID, tuple[State, int]]
"""State and number of attempts of messages when something was decided about them."""

_STATES: LiteralString = "SELECT message_id, state, attempts FROM inbox.messages WHERE message_id = ANY(%(ids)s)"

_CHANGE: LiteralString = """
UPDATE inbox.messages m SET state = row.state, reason = row.reason, field = row.field, position = row.position,
       command_id = row.command_id, attempts = m.attempts + 1, changed_at = now()
FROM unnest(%(ids)s::uuid[], %(states)s::text[], %(reasons)s::text[], %(fields)s::text[], %(positions)s::bigint[],
            %(command_ids)s::uuid[]) AS row (message_id, state, reason, field, position, command_id)
WHERE m.message_id = row.message_id
"""

_DISCARD: LiteralString = """
UPDATE inbox.messages SET state = 'DISCARDED', changed_at = now() WHERE message_id = %(message_id)s
"""

_REPLACE_ORIGINALS: LiteralString = "DELETE FROM inbox.originals WHERE message_id = ANY(%(ids)s)"

_LETTERED: LiteralString = "SELECT message_id FROM inbox.letters WHERE message_id = ANY(%(ids)s)"

_NOTE: LiteralString = """
INSERT INTO inbox.acts (message_id, topic, verb, actor, note, came_to)
VALUES (%(message_id)s, %(topic)s, %(verb)s, %(actor)s, %(note)s, %(came_to)s)
"""


class Deed(Struct, frozen=True, kw_only=True):
    """What an operator does. message_id: None where it is about a topic; actor: who; note: why."""

    verb: Verb
    topic: str
    actor: str
    note: str
    message_id: UUID | None = None


class Release(Struct, frozen=True, kw_only=True):
    """What is to be carried out in one transaction, in order.

    new: stands among the messages, and not yet in the register; falls: is let fall.
    """

    deed: Deed
    messages: Sequence[Incoming]
    seen: Seen
    new: UUID | None = None
    falls: UUID | None = None


def carry_out(application: Application, keyring: Keyring, release: Release) -> list[Settled]:
    """This will carry out a release, and tell what each message came to.

    Raises ChangedMeanwhile where a message is not what it was when the release was decided; then nothing changed.
    """
    batch = _Released(release, keyring)
    application.submit_beside(batch.submissions, batch).result()
    return batch.settled


def note(connection: WriterConnection, deed: Deed, came_to: str) -> None:
    """This will note a deed for good."""
    told = {"message_id": deed.message_id, "topic": deed.topic, "verb": deed.verb, "actor": deed.actor}
    connection.execute(_NOTE, {**told, "note": deed.note, "came_to": came_to})


class _Released:
    """Keeps the tables of the inbox beside the log; all messages are of one line."""

    def __init__(self, release: Release, keyring: Keyring) -> None:
        self._release, self._keyring = release, keyring
        self._asking = [each for each in release.messages if each.submission is not None]
        self.submissions = [each.submission for each in self._asking if each.submission is not None]
        self.lines = [each.line for each in self._asking]
        self.settled: list[Settled] = []

    def before(self, connection: WriterConnection) -> Collection[int]:
        """This will insist that nothing changed, and hold back what stands behind a message that is no command."""
        found = connection.execute(_STATES, {"ids": list(self._release.seen)}).fetchall()
        if {row[0]: (State(row[1]), row[2]) for row in found} != self._release.seen:
            raise ChangedMeanwhile
        stopped = next((place for place, each in enumerate(self._release.messages) if each.refusal), None)
        free = {each.message_id for each in self._release.messages[:stopped]}
        return {place for place, each in enumerate(self._asking) if each.message_id not in free}

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:
        """This will write down what became of each, and the deed."""
        came_to = {each.message_id: result for each, result in zip(self._asking, results, strict=True)}
        self.settled = list(settle(self._release.messages, (), lambda each: came_to[each.message_id]))
        if self._release.falls:
            connection.execute(_DISCARD, {"message_id": self._release.falls})
        self._enter_new(connection)
        tried = [each for each in self.settled if each.state is not State.PARKED]
        self._change(connection, [each for each in tried if each.message.message_id != self._release.new])
        self._write_letters(connection, tried)
        register.forget(connection, list(self._release.seen))
        note(connection, self._release.deed, self._told())

    def _enter_new(self, connection: WriterConnection) -> None:
        new = [each for each in self.settled if each.message.message_id == self._release.new]
        register.enter(connection, [entry_of(each) for each in new], ())
        kept = [each for each in new if each.state is not State.APPLIED]
        register.keep(connection, [close(each.message, each.refusal, self._keyring) for each in kept])

    def _change(self, connection: WriterConnection, tried: Sequence[Settled]) -> None:
        if not tried:
            return
        ids = [each.message.message_id for each in tried]
        rows = {
            "ids": ids,
            "states": [each.state for each in tried],
            "reasons": [each.refusal and each.refusal.reason for each in tried],
            "fields": [(each.refusal and each.refusal.field) or None for each in tried],
            "positions": [each.position for each in tried],
            "command_ids": [each.command_id for each in tried],
        }
        connection.execute(_CHANGE, rows)
        refused = [each for each in tried if each.refusal]
        connection.execute(_REPLACE_ORIGINALS, {"ids": [each.message.message_id for each in refused]})
        register.keep(connection, [close(each.message, each.refusal, self._keyring) for each in refused])

    def _write_letters(self, connection: WriterConnection, tried: Sequence[Settled]) -> None:
        """Each message becomes a dead letter once, however often it is tried."""
        refused = {each.message.message_id: each.refusal.reason for each in tried if each.refusal}
        have = {row[0] for row in connection.execute(_LETTERED, {"ids": list(refused)}).fetchall()}
        register.write_letters(connection, [(id_, reason) for id_, reason in refused.items() if id_ not in have])

    def _told(self) -> str:
        states = [each.state for each in self.settled]
        return ", ".join(f"{states.count(state)} {state}" for state in State if state in states) or "nothing waited"
