"""Probes of what is published: the messages for an agency's topic tell what its gateway may know, and nothing else.

They must not know how it is found out who may know what; no broker is needed to see what would be sent.
"""

import re
from collections.abc import Iterator, Sequence

import psycopg

from consumers.contracts import Log
from consumers.contracts.registry import CHECKPOINT
from consumers.contracts.topics import to_agency
from consumers.kafka.sending import Message
from consumers.outbound.addressing import Told, to_agencies, to_ourselves
from domain.event import Recorded
from domain.storage import EventLog
from domain.storage.chain import leaf_of
from projections.gateways import queries
from tests.leaks.asking import Asker, canaries_in
from tests.leaks.gateways import told_to

UUIDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

__all__ = ["messages_of", "topics"]


SPEAKER = ".a"
"""How the first person of each agency ends: what is published is the same for all of them."""


def topics(asker: Asker) -> Iterator[str]:
    """A topic tells of the events that its agency's gateway may know, in their order, and names no other event."""
    agency = asker.person.agency_id
    if asker.person.member_id != f"{agency.lower()}{SPEAKER}":
        return
    log = asker.oracle.log
    allowed = told_to(log, agency, asker.oracle.on)
    sent = [each for each in messages_of(asker.house.given.log, log) if each.topic == to_agency(agency)]
    positions = [_position(each) for each in sent if _type(each) != CHECKPOINT.encode()]
    yield from asker.sets("topic", map(str, positions), allowed, len(log))
    if positions != sorted(positions):
        yield f"{asker.way}: {agency}: out of order"
    hidden = {str(each.envelope.event_id) for each in log if each.position not in allowed}
    for each in sent:
        asker.told()
        text = f"{each.value!r} {each.headers}"
        yield from (f"{asker.way}: {agency}: names {one}" for one in hidden.intersection(UUIDS.findall(text)))
        yield from (f"{asker.way}: {agency}: says {word}" for word in canaries_in(text))


def messages_of(log: EventLog, recorded: Sequence[Recorded]) -> list[Message]:
    """This will make the messages of a whole log, as the publisher makes them of a stretch."""
    links = log.links(0, len(recorded))
    read = [log.documents.read(each.topic, each.state, each.position) for each in links]
    with psycopg.connect(log.conninfo, autocommit=True) as connection:
        known = queries.may_know(connection, read, queries.agencies(connection))
    told = [Told(recorded=each, leaf=leaf_of(link)) for link, each in zip(links, read, strict=True)]
    return [*to_ourselves(Log("leaks"), told), *to_agencies(Log("leaks"), told, known)]


def _type(message: Message) -> bytes | None:
    return dict(message.headers)["ce_type"]


def _position(message: Message) -> int:
    return int(dict(message.headers)["ce_sequence"] or b"")
