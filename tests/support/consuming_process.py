"""A process of its own that takes in what gateways send, for tests that kill or freeze it.

Run as `python -m tests.support.consuming_process CONNINFO BOOTSTRAP GROUP TOPIC`.
It must not do anything else than `entente consume` does, but for shorter times of patience.
"""

import signal
import sys
from threading import Event

from consumers.inbound.consuming import Consuming, consume
from consumers.kafka.reach import Reach
from consumers.kafka.reading import Reading
from domain.application import Application
from domain.storage import EventLog
from tests.support.keys import KEYRING

SESSION_S = 3.0
PORTION = 40
"""Small, so that there are many transactions to disturb."""


def main(conninfo: str, bootstrap: str, group: str, topic: str) -> None:
    """This will consume until SIGTERM."""
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    reading = Reading(topics=(), group=group, batch=PORTION, session_s=SESSION_S, work_s=60.0)
    with EventLog(conninfo, KEYRING) as log, Application(log) as application:
        consuming = Consuming(
            reach=Reach(bootstrap=(bootstrap,)), reading=reading, topics=lambda: [topic], conninfo=conninfo,
            application=application, keyring=KEYRING,
        )  # fmt: skip
        consume(consuming, stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
