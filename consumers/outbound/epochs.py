"""Begins a new epoch: the log is told anew under a new source, where what was published is of a log that is gone.

It must not be done by itself: an operator decides it, and asks partners to set aside what they had.
"""

from typing import Any

from psycopg import Connection

from consumers.kafka.positions import Kept
from consumers.kafka.sending import TransactionalSender
from consumers.outbound import mirror
from consumers.outbound.faults import AnotherPublishes
from consumers.outbound.letters import Inbox, Positions, place_of, topic_of
from consumers.outbound.publishing import Publishing, take_place
from consumers.outbound.standing import Standing
from consumers.outbound.telling import PLACE, WITNESS
from domain.refusal import InvalidInput
from domain.storage import EventLog
from domain.storage.chain import leaf_of

__all__ = ["begin_epoch"]


def begin_epoch(connection: Connection[Any], work: Publishing, first: int) -> Standing:
    """This will let the next publisher begin a new epoch with the event at position `first`, and tell where it stands.

    Agencies that have a topic then are told from there on. Dead letters go on behind those that this database knows to
    be out: some may come twice. connection: in autocommit.
    Raises InvalidInput for a position that the log does not reach, AnotherPublishes, KafkaFault.
    """
    before = _before(work.source.log, first)
    if not take_place(connection):
        raise AnotherPublishes
    with TransactionalSender(work.reach, work.sending) as sender:
        kept = sender.surely_kept(WITNESS)
        standing = Standing(1 + _last_epoch(connection, kept), first - 1, before)
        letters = _letters(connection, work.source.inbox, kept)
        sender.send((), {PLACE: standing.kept, **letters})
    mirror.renew(connection)
    mirror.mirror(connection, standing, 0)
    mirror.unstop(connection)
    return standing


def _before(log: EventLog, first: int) -> bytes:
    head = log.head()
    if not 1 <= first <= head + 1:
        raise InvalidInput(
            field="from", rule="the log has no such position", accepted=f"a whole number from 1 to {head + 1}"
        )
    return leaf_of(log.links(first - 2, 1)[0]) if first > 1 else b""


def _last_epoch(connection: Connection[Any], kept: Positions) -> int:
    known = [Standing.of(kept[PLACE])] if PLACE in kept else []
    mirrored = mirror.mirrored(connection)
    return max((each.epoch for each in (*known, mirrored) if each), default=0)


def _letters(connection: Connection[Any], inbox: Inbox | None, kept: Positions) -> dict[tuple[str, int], Kept]:
    topics = [topic for place in kept if (topic := topic_of(place))]
    last = {topic: inbox.last_out(connection, topic) for topic in topics} if inbox else {}
    return {place_of(topic): Kept(at[0], str(at[1])) if at else Kept(0) for topic, at in last.items()}
