"""Keeps the read models up to date as one of a group, until told to stop, whatever fails on the way.

It must not fold anything twice, nor pass anything over, when it begins anew: positions stand with the rows.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from consumers.kafka.faults import Fenced, Infrastructure, PositionOutOfRange
from consumers.projecting.member import Member
from consumers.projecting.site import Site
from domain.storage import LogUnavailable
from projections.engine import Manner, ReadModel, Runner, all_cores, prepare, rebuild_on_all_cores, standings

__all__ = ["Projecting"]

LOGGER = logging.getLogger(__name__)

TURN_S = 0.5
"""How long it looks for messages before it asks whether to stop."""

PAUSE_S = 1.0
"""After a fault of the broker or the database."""

_PASSING = (Infrastructure, Fenced, psycopg.OperationalError, psycopg.InterfaceError, LogUnavailable)


class Projecting:
    """Folds by case what the group gives it, and follows the log with what cannot be divided.

    whole: read models of the latter kind; of several processes one follows with each.
    """

    def __init__(self, site: Site, whole: tuple[ReadModel, ...]) -> None:
        self._site, self._whole, self.measures = site, whole, site.measures
        self._stopping = threading.Event()
        self._is_new = True

    def run(self) -> None:
        """This will work until `stop` is called. It forks: no threads may run here.

        Raises Superseded, NotOurLog, RebuildStopped, and Refused of the broker: all need an operator.
        """
        self._renew()
        with self.following():
            while not self._stopping.is_set():
                self._work()

    def stop(self) -> None:
        """This will end `run` after what it is at; from a signal handler, too."""
        self._stopping.set()

    @contextmanager
    def following(self) -> Iterator[None]:
        """This will follow the log with what cannot be divided, beside what the caller does."""
        with self._site.log() as log, Runner(self._site.conninfo, self._whole, log) as runner:
            thread = threading.Thread(target=runner.run, name="whole log")
            thread.start()
            try:
                yield
            finally:
                runner.stop()
                thread.join()

    def _renew(self) -> None:
        """This will rebuild what another version left; those who work with that go on until the tables are in place."""
        with psycopg.connect(self._site.conninfo) as connection:
            prepare(connection, self._site.models)
            versions = {each.model: each.version for each in standings(connection)}
        outdated = [model for model in self._site.models if versions[model.name] != model.version]
        if outdated:
            here = all_cores.Site(self._site.conninfo, self._site.keyring)
            rebuild_on_all_cores(here, outdated, Manner(if_outdated=True, is_stopped=self._stopping.is_set))

    def _work(self) -> None:
        try:
            with Member(self._site, again=self._is_new) as member:
                self._is_new = False
                while not self._stopping.is_set():
                    member.advance(TURN_S)
        except PositionOutOfRange as gone:
            if gone.position >= gone.first:
                raise
            LOGGER.warning("%s", gone)
        except _PASSING as fault:
            self._site.measures.failed()
            LOGGER.warning("folding begins anew: %s", fault)
            self._stopping.wait(PAUSE_S)
