"""Makes what acts without being asked: what keeps time, and the automations; each traced as what serves is.

It must not decide what time or events bring about.
"""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

import psycopg

from consumers.automations import ALL, Automating, Work
from consumers.clock import Ahead, ClockWork, Sealing, Traced
from consumers.inbound.letters import Letters
from consumers.tracing import Tracing
from deploy.bootstrap import Database, application, event_log, log_tree, present
from deploy.checkpoint_key import NOT_SEALED, checkpoint_key
from deploy.insight import chosen_insight
from deploy.looking_ahead import find_out_aside
from deploy.settings import Settings
from domain.application import Application

__all__ = ["TracesOfCommands", "automating", "clock_work"]

LOGGER = logging.getLogger(__name__)


@contextmanager
def clock_work(settings: Settings, database: Database) -> Iterator[ClockWork]:
    """This will open what the clock process works with."""
    key = checkpoint_key(settings)
    if key is None:
        LOGGER.warning(NOT_SEALED)
    with (
        chosen_insight("clock") as heard,
        application(database, heard.watching) as opened,
        log_tree(database) as tree,
    ):
        log = Traced(opened, heard.messages)
        sealing = (
            Sealing(
                tree=tree,
                log=log,
                key=key,
                now=present,
                every_events=settings.checkpoint_events,
                every=timedelta(minutes=settings.checkpoint_minutes),
            )
            if key
            else None
        )
        ahead = Ahead(partial(find_out_aside, database.serving))
        yield ClockWork(log=log, now=present, sealing=sealing, ahead=ahead)


@contextmanager
def automating(database: Database) -> Iterator[Automating]:
    """This will open what follows the log and does what follows from its events."""
    with (
        chosen_insight("automate") as heard,
        event_log(database) as log,
        Application(log, now=present, watching=heard.watching) as opened,
    ):
        traces = TracesOfCommands(database.serving, Letters(log.keyring), heard.messages)
        work = Work(log=opened, events=log, now=present, tracing=heard.messages, traces=traces)
        with Automating(database.serving, ALL, work) as made:
            yield made


@dataclass(frozen=True, slots=True)
class TracesOfCommands:
    """Tells the traces of commands. conninfo: of a role that reads the inbox."""

    conninfo: str
    letters: Letters
    tracing: Tracing

    def __call__(self, commands: Collection[UUID]) -> Iterator[str]:
        """This will tell that of a message where a command came with one, else the one that follows from its id.

        Nothing is looked up before the first is asked for.
        """
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            of_messages = self.letters.traces(connection, commands)
        found = (of_messages.get(each) or self.tracing.trace_of(each) for each in commands)
        yield from (each for each in found if each is not None)
