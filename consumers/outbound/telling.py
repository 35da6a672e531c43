"""One turn as the active publisher: what comes in the log is told, chunk by chunk, each with the position it reaches.

It must not wait, nor try again: after any fault another turn begins, where the broker says that this one got to.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from consumers.contracts import Log, Trace
from consumers.contracts.topics import CASE_EVENTS
from consumers.kafka.positions import Kept
from consumers.kafka.sending import TransactionalSender
from consumers.outbound import mirror
from consumers.outbound.addressing import Told, addressed
from consumers.outbound.faults import NewerEvent
from consumers.outbound.letters import Inbox
from consumers.outbound.recipients import Recipients
from consumers.outbound.standing import Standing, linked, settled
from domain.event import Recorded
from domain.storage import EventLog, UnknownEvent
from domain.storage.chain import Link, leaf_of
from projections.gateways.queries import may_know, reached

__all__ = ["PLACE", "WITNESS", "Source", "Telling"]

PLACE, WITNESS = (CASE_EVENTS, 0), (CASE_EVENTS, 1)
"""Where the broker keeps the position in the log, and the token by which it is known that it tells the newest one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is told. origin: name of the log, as in its checkpoints; inbox: None where no gateway sends anything.

    chunk: events of one transaction, at most.
    """

    log: EventLog
    origin: str
    inbox: Inbox | None = None
    chunk: int = 500


class Telling:
    """Where the turn stands. connection: in autocommit, of a role that reads the schema `read`; kept: by the broker.

    Making one raises LogRestored, BrokerRestored.
    """

    def __init__(
        self, source: Source, sender: TransactionalSender, connection: Connection[Any], kept: Kept | None
    ) -> None:
        self._source, self._sender, self._connection = source, sender, connection
        mirrored = mirror.mirrored(connection)
        self.standing = settled(None if kept is None else Standing.of(kept), mirrored, source.log)
        mirror.mirror(connection, self.standing, 0)

    def advance(self, recipients: Recipients) -> int:
        """This will tell the next events that the read models hold, and return how many; 0 where there are none.

        Raises PublishingStopped, KafkaFault.
        """
        began = time.monotonic()
        ahead = reached(self._connection) - self.standing.position
        links = linked(self._source.log, self.standing, max(0, min(ahead, self._source.chunk)))
        if not links:
            return 0
        agencies = recipients.now(self._connection, self.standing.position)
        messages = list(addressed(Log(self._source.origin, self.standing.epoch), self._told(links, agencies)))
        to = Standing(self.standing.epoch, links[-1].position, leaf_of(links[-1]))
        self._sender.send(messages, {PLACE: to.kept})
        self.standing = to
        pace = len(links) / max(time.monotonic() - began, 0.001)
        mirror.mirror(self._connection, to, len(messages), pace)
        return len(links)

    def _told(self, links: Sequence[Link], agencies: Sequence[str]) -> list[Told]:
        recorded = [self._read(each) for each in links]
        known = may_know(self._connection, recorded, agencies)
        traces = self._traces(recorded)
        return [
            Told(
                recorded=each,
                leaf=leaf_of(link),
                agencies=known.get(each.position, frozenset()),
                trace=traces.get(each.envelope.command_id),
            )
            for link, each in zip(links, recorded, strict=True)
        ]

    def _read(self, link: Link) -> Recorded:
        """Without the key of its texts: nothing that people wrote is opened here."""
        recorded = self._source.log.documents.read(link.topic, link.state, link.position)
        if isinstance(recorded.event, UnknownEvent):
            raise NewerEvent(link.position, link.topic)
        return recorded

    def _traces(self, recorded: Sequence[Recorded]) -> dict[object, Trace]:
        if self._source.inbox is None:
            return {}
        commands = {each.envelope.command_id for each in recorded}
        found = self._source.inbox.traces(self._connection, commands)
        return {command: Trace(parent) for command, parent in found.items()}
