"""A process that folds read models as one of a group: `python -m tests.support.projecting_process`.

Arguments: conninfo, bootstrap, topic, messages of a portion. Beside it, what fills a topic from the log.
"""

import signal
import subprocess
import sys

import psycopg

from consumers.contracts.encoding import Log, Record, encode, encode_checkpoint
from consumers.kafka.reach import Reach
from consumers.kafka.sending import Message, Sending, TransactionalSender
from consumers.projecting import Projecting, Site
from domain.checkpoint.events import CheckpointSealed
from domain.event import Recorded
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.dividing import of_the_whole
from projections.engine import standings
from tests.support.kafka import fresh_name
from tests.support.keys import KEYRING

__all__ = ["SESSION_S", "fill_topic", "folded_up_to", "projecting", "send_log"]

SESSION_S = 6.0
"""The shortest that the broker allows."""

CHUNK = 500
LEAF = bytes(32)  # whoever folds does not look at it


def fill_topic(conninfo: str, reach: Reach, topic: str, after: int = 0) -> int:
    """This will send the references of all events behind a position, in order, and return the last position."""
    with EventLog(conninfo, KEYRING) as log:
        return send_log(log, reach, topic, after)


def send_log(log: EventLog, reach: Reach, topic: str, after: int = 0) -> int:
    """This will do so with a log that is open."""
    name = fresh_name("sender")
    with TransactionalSender(reach, Sending(name=name, group=name)) as sender:
        while told := log.read(after, CHUNK):
            records = [record for each in told for record in records_of(each)]
            sender.send([Message(topic=topic, key=r.key, value=r.value, headers=tuple(r.headers)) for r in records], {})
            after = told[-1].position
    return after


def records_of(recorded: Recorded) -> list[Record]:
    """This will write the reference of an event, and after that of a checkpoint the checkpoint as a whole."""
    references = [encode(Log("tests"), recorded, LEAF)]
    if isinstance(recorded.event, CheckpointSealed):
        references.append(encode_checkpoint(Log("tests"), recorded))
    return references


def folded_up_to(conninfo: str) -> int:
    """This will tell up to which position no read model lacks anything."""
    with psycopg.connect(conninfo) as connection:
        return min((each.position for each in standings(connection)), default=0)


def projecting(conninfo: str, reach: Reach, topic: str, portion: int) -> subprocess.Popen[bytes]:
    """This will start a process of the group."""
    words = [conninfo, reach.bootstrap[0], topic, str(portion)]
    return subprocess.Popen([sys.executable, "-m", "tests.support.projecting_process", *words])


def main() -> None:
    """This will fold until it is killed or told to stop."""
    conninfo, bootstrap, topic, portion = sys.argv[1:]
    site = Site(
        conninfo=conninfo,
        keyring=KEYRING,
        reach=Reach(bootstrap=(bootstrap,)),
        topic=topic,
        portion=int(portion),
        session_s=SESSION_S,
    )
    work = Projecting(site, of_the_whole(READ_MODELS))
    signal.signal(signal.SIGTERM, lambda _number, _frame: work.stop())
    work.run()


if __name__ == "__main__":
    main()
