"""Begins a new epoch: the log is told anew under a new source, where what was published is of a log that is gone.

It must not be done by itself: an operator decides it, and asks partners to set aside what they had.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from psycopg import Connection

from consumers.kafka.positions import Kept
from consumers.kafka.sending import TransactionalSender
from consumers.outbound.audience import Audience
from consumers.outbound.faults import AnotherPublishes
from consumers.outbound.letters import Inbox, Positions, place_of, topic_of
from consumers.outbound.mirror import Mirror, renew
from consumers.outbound.publishing import Publishing, positions, take_place
from consumers.outbound.standing import Standing
from consumers.outbound.telling import PLACE
from domain.refusal import InvalidInput
from domain.storage import EventLog
from domain.storage.chain import leaf_of

__all__ = ["begin_epoch"]


def begin_epoch(connection: Connection[Any], work: Publishing, first: int) -> Standing:
    """This will let the next publisher begin a new epoch with the event at position `first`, and tell where it stands.

    Agencies that have a topic then are told from there on, and so are we. Dead letters go on behind those that this
    database knows to be out: some may come twice. What broke off is begun again, in an epoch of its own.
    connection: in autocommit. Raises InvalidInput for a position that the log does not reach, AnotherPublishes,
    KafkaFault.
    """
    before = _before(work.source.log, first)
    if not all(take_place(connection, each) for each in Audience):
        raise AnotherPublishes
    mirrors = [Mirror(connection, each) for each in Audience]
    with ExitStack() as opened:
        senders = [opened.enter_context(TransactionalSender(work.reach, work.sending_to(each))) for each in Audience]
        kept = [positions(work, each) for each in senders]
        standing = Standing(1 + _last_epoch(kept, mirrors), first - 1, before)
        for sender, its in zip(senders, kept, strict=True):
            sender.send((), {PLACE: standing.kept, **_letters(connection, work.source.inbox, its)})
    renew(connection)
    for mirror in mirrors:
        mirror.note(standing)
        mirror.unstop()
    return standing


def _before(log: EventLog, first: int) -> bytes:
    head = log.head()
    if not 1 <= first <= head + 1:
        raise InvalidInput(
            field="from", rule="the log has no such position", accepted=f"a whole number from 1 to {head + 1}"
        )
    return leaf_of(log.links(first - 2, 1)[0]) if first > 1 else b""


def _last_epoch(kept: Iterable[Positions], mirrors: Iterable[Mirror]) -> int:
    mirrored = [noted for each in mirrors if (noted := each.standing())]
    return max(each.epoch for each in (*(Standing.of(each[PLACE]) for each in kept), *mirrored))


def _letters(connection: Connection[Any], inbox: Inbox | None, kept: Positions) -> dict[tuple[str, int], Kept]:
    topics = [topic for place in kept if (topic := topic_of(place))]
    last = {topic: inbox.last_out(connection, topic) for topic in topics} if inbox else {}
    return {place_of(topic): Kept(at[0], str(at[1])) if at else Kept(0) for topic, at in last.items()}
