"""One turn as the active publisher to an audience: the log is told chunk by chunk, each with the position it reaches.

It must not wait, nor try again: after any fault another turn begins, where the broker says that this one got to.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import Connection

from consumers.contracts import Log, Trace
from consumers.contracts.topics import CASE_EVENTS
from consumers.kafka.sending import TransactionalSender
from consumers.outbound.addressing import Told
from consumers.outbound.faults import NewerEvent
from consumers.outbound.letters import Inbox
from consumers.outbound.mirror import Mirror
from consumers.outbound.recipients import Recipients
from consumers.outbound.standing import Standing, linked
from consumers.tracing import NoTracing, Tracing, traced
from domain.event import Recorded
from domain.storage import EventLog, UnknownEvent
from domain.storage.chain import Link, leaf_of

__all__ = ["PLACE", "WITNESS", "Source", "Telling"]

PLACE, WITNESS = (CASE_EVENTS, 0), (CASE_EVENTS, 1)
"""Where the broker keeps an audience's position in the log, and the token by which it is known to tell the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is told. origin: name of the log, as in its checkpoints; inbox: None where no gateway sends anything.

    chunk: events of one transaction, at most; tracing: names the trace of what a person did.
    """

    log: EventLog
    origin: str
    inbox: Inbox | None = None
    chunk: int = 500
    tracing: Tracing = field(default_factory=NoTracing)


class Telling:
    """Where the turn stands, from where it begins on. recipients: to whom it tells."""

    def __init__(self, source: Source, sender: TransactionalSender, recipients: Recipients, standing: Standing) -> None:
        self._source, self._sender, self._recipients = source, sender, recipients
        self.standing = standing

    def advance(self, connection: Connection[Any]) -> int:
        """This will tell the next events that can be told, and return how many; 0 where there are none.

        connection: in autocommit. Raises PublishingStopped, KafkaFault.
        """
        began = time.monotonic()
        ahead = self._recipients.reached(connection) - self.standing.position
        links = linked(self._source.log, self.standing, max(0, min(ahead, self._source.chunk)))
        if not links:
            return 0
        self._recipients.look(connection, self.standing.position)
        told, to = self._told(connection, links), Standing(self.standing.epoch, links[-1].position, leaf_of(links[-1]))
        with traced(self._source.tracing, "publish", (each.trace.parent for each in told if each.trace)) as numbers:
            sent = self._send(connection, told, to)
            numbers |= {"events": len(told), "messages": sent}
        self.standing = to
        pace = len(links) / max(time.monotonic() - began, 0.001)
        Mirror(connection, self._recipients.audience).note(to, sent, pace)
        return len(links)

    def _send(self, connection: Connection[Any], told: Sequence[Told], to: Standing) -> int:
        log, step = Log(self._source.origin, self.standing.epoch), self._source.tracing.step
        with step("make messages"):
            messages = list(self._recipients.messages(connection, log, told))
        with step("send"):
            self._sender.send(messages, {PLACE: to.kept})
        return len(messages)

    def _told(self, connection: Connection[Any], links: Sequence[Link]) -> list[Told]:
        recorded = [self._read(each) for each in links]
        traces = self._traces(connection, recorded)
        return [
            Told(recorded=each, leaf=leaf_of(link), trace=traces.get(each.envelope.command_id))
            for link, each in zip(links, recorded, strict=True)
        ]

    def _read(self, link: Link) -> Recorded:
        """Without the key of its texts: nothing that people wrote is opened here."""
        recorded = self._source.log.documents.read(link.topic, link.state, link.position)
        if isinstance(recorded.event, UnknownEvent):
            raise NewerEvent(link.position, link.topic)
        return recorded

    def _traces(self, connection: Connection[Any], recorded: Sequence[Recorded]) -> dict[UUID, Trace]:
        """That of a message goes on; of any other command it is the one that follows from its id."""
        commands = {each.envelope.command_id for each in recorded}
        found = {each: parent for each in commands if (parent := self._source.tracing.trace_of(each))}
        if self._source.inbox is not None:
            found |= self._source.inbox.traces(connection, commands)
        return {command: Trace(parent) for command, parent in found.items()}
