"""An inbox over an application with real rooms, on a fresh database.

It must not know a broker.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from consumers.inbound import register, waiting
from consumers.inbound.incoming import Incoming
from consumers.inbound.operating import Desk
from consumers.inbound.receiving import Intake, Stretch, Taken
from consumers.inbound.register import Place
from consumers.inbound.vocabulary import State
from consumers.inbound.waiting import Message
from domain.application import Application
from domain.storage import EventLog
from tests.support.gateways import TOPIC, TOPIC_ID, notes, set_up
from tests.support.keys import KEYRING
from tests.support.logs import everything

CASES = 4


@dataclass(slots=True)
class Inbox:
    """What specs ask of an inbox."""

    conninfo: str
    application: Application
    log: EventLog

    def take(self, *messages: Incoming, start: int | None = None) -> Taken:
        """This will take in messages of one partition, from where its position stands unless told."""
        first = messages[0].place
        at = first.offset if start is None else start
        return Intake(self.application, KEYRING, [Stretch(messages, at)]).finish()

    def states(self, *states: State) -> list[tuple[str | None, State, str | None]]:
        """This will list id, state and reason of messages, in the order of their places."""
        found = sorted(self.messages(*states), key=lambda each: (each.partition, each.place))
        return [(each.id, each.state, each.reason) for each in found]

    def messages(self, *states: State) -> list[Message]:
        """This will list messages, of all states unless told."""
        with psycopg.connect(self.conninfo) as connection:
            return waiting.find(connection, list(states or State), None, 1_000)

    def reminders(self) -> list[str | None]:
        """This will list what the reminders of the log say."""
        return notes(everything(self.log))

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        """This will ask the tables."""
        with psycopg.connect(self.conninfo) as connection:
            return connection.execute(statement.encode()).fetchall()


@pytest.fixture
def inbox(database: str) -> Iterator[Inbox]:
    """An inbox with a few cases, and two partitions that stand at their beginning."""
    with EventLog(database, KEYRING) as log, Application(log) as application:
        set_up(application, CASES)
        with psycopg.connect(database, autocommit=True) as connection:
            for partition in (0, 1):
                register.begin(connection, Place(TOPIC, TOPIC_ID, partition, 0))
        yield Inbox(database, application, log)


@pytest.fixture
def desk(inbox: Inbox) -> Desk:
    """Where an operator works on that inbox."""
    return Desk(inbox.conninfo, inbox.application, KEYRING, "olga")
