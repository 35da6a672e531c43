"""Rebuilds read models, and follows the log, with as many processes as there are cores; the read models are divided.

It must not keep anything in memory that a kill would lose: each share goes on from what the database holds. Each
process decodes the log by itself: pickling decoded events and reading them back took three times as long.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import psycopg

from domain.storage import EventLog, Keyring
from projections.engine.aside import Progress, progress_of
from projections.engine.crew import CORES, Crew, CrewFailed, divided
from projections.engine.memory import Batch, unhurried_collector
from projections.engine.read_model import ReadModel
from projections.engine.rebuild import REBUILD_BATCH, USUALLY, Manner, Rebuilding, RebuildStopped, rebuild
from projections.engine.runner import BATCH, Pace, Runner
from projections.engine.schema import connect, prepare, standings

__all__ = ["Following", "Site", "rebuild_on_all_cores"]

LOOK_S = 0.2
"""How often progress is looked at."""

SAMPLE = 3_000
"""Events on which costs are measured: by one process alone, and what memory they took counts for each that it forks."""

WORTHWHILE = 2 * REBUILD_BATCH
"""Events below which starting processes takes longer than they save."""

FAR = 10 * BATCH
"""Events behind from which a follower has others help it: some ten seconds' work."""

Watch = Callable[[tuple[Progress, ...]], None]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the work is done. conninfo: of a role that owns the schema `read`; cores: processes at most.

    worthwhile: events to be folded below which processes are not started; far: events behind, the same for following.
    """

    conninfo: str
    keyring: Keyring
    cores: int = CORES
    worthwhile: int = WORTHWHILE
    far: int = FAR

    def log(self) -> EventLog:
        """This will make the way to the log; each process needs one of its own."""
        return EventLog(self.conninfo, self.keyring)


def rebuild_on_all_cores(
    site: Site, models: Sequence[ReadModel], manner: Manner = USUALLY, watch: Watch = lambda _progress: None
) -> None:
    """This will rebuild read models; what was broken off goes on from where it was. It forks: no threads may run here.

    watch: told how far each is, several times a second. Raises RebuildStopped, and CrewFailed where a process failed.
    """
    costs = _first_batch(site, models, manner)
    if not costs or manner.is_stopped():
        return
    wanted = [model for model in models if model.name in costs]
    manner = replace(manner, anew=False)
    if site.cores == 1 or len(wanted) == 1 or _behind(site, wanted) < site.worthwhile:
        with site.log() as log:
            rebuild(site.conninfo, wanted, log, manner)
        return
    _rebuild_divided(site, wanted, divided(costs, site.cores), (manner, watch))


def _first_batch(site: Site, models: Sequence[ReadModel], manner: Manner) -> dict[str, float]:
    """This will fold a first few events with one after the other, and return the seconds that each needed.

    So they are divided by what they cost on this very log. Those that need no rebuild are left out.
    """
    batches: dict[int, Batch] = {}
    costs = {}
    with ExitStack() as opened, site.log() as log:
        opened.enter_context(unhurried_collector())
        with connect(site.conninfo) as connection:
            prepare(connection, models)
        for model in models:
            with connect(site.conninfo) as connection:
                working = Rebuilding(connection, model, manner)
                if not working.is_wanted:
                    continue
                if working.position not in batches:
                    batches[working.position] = Batch(log.read(working.position, min(SAMPLE, manner.batch)))
                if batch := batches[working.position]:
                    working.apply(batch)
                    working.settle()
                costs[model.name] = working.spent_s
    return costs


def _behind(site: Site, models: Sequence[ReadModel]) -> int:
    with psycopg.connect(site.conninfo) as connection:
        progress = progress_of(connection, [model.name for model in models])
    return max((each.head - each.position for each in progress), default=0)


def _rebuild_divided(
    site: Site, models: Sequence[ReadModel], shares: Sequence[Sequence[str]], how: tuple[Manner, Watch]
) -> None:
    manner, watch = how
    names = [model.name for model in models]

    def work(share: Sequence[str], is_stopped: Callable[[], bool]) -> None:
        own = [model for model in models if model.name in share]
        with site.log() as log:
            rebuild(site.conninfo, own, log, replace(manner, is_stopped=is_stopped))

    with Crew(work, shares) as crew, psycopg.connect(site.conninfo, autocommit=True) as connection:
        try:
            while not crew.wait(LOOK_S) and not manner.is_stopped():
                watch(progress_of(connection, names))
        except CrewFailed as failed:
            faults = {each.model: each.fault for each in progress_of(connection, names) if each.fault is not None}
            if not faults:
                raise
            raise RebuildStopped(faults) from failed


class Following:
    """Keeps read models up to date until told to stop: in one process, and on all cores where they are far behind."""

    def __init__(self, site: Site, models: Sequence[ReadModel]) -> None:
        self._site, self._models = site, tuple(models)
        self._stopping = threading.Event()
        self._stop: Callable[[], None] = lambda: None

    def run(self) -> None:
        """This will follow until `stop` is called. It forks: no threads may run here."""
        while not self._stopping.is_set():
            self._renew()
            costs = self._follow()
            if costs:
                self._catch_up(costs)

    def stop(self) -> None:
        """This will end `run` after the batch it is at; from a signal handler, too."""
        self._stopping.set()
        self._stop()

    def _renew(self) -> None:
        """This will rebuild what another version left; what cannot be rebuilt, the runner finds and tells."""
        outdated = self._outdated()
        if len(outdated) > 1:
            try:
                rebuild_on_all_cores(self._site, outdated, Manner(if_outdated=True, is_stopped=self._stopping.is_set))
            except (RebuildStopped, CrewFailed, psycopg.OperationalError):
                return

    def _outdated(self) -> list[ReadModel]:
        with psycopg.connect(self._site.conninfo) as connection:
            prepare(connection, self._models)
            versions = {each.model: each.version for each in standings(connection) if each.fault is None}
        return [model for model in self._models if versions.get(model.name, model.version) != model.version]

    def _follow(self) -> Mapping[str, float]:
        with (
            self._site.log() as log,
            Runner(
                self._site.conninfo, self._models, log, Pace(far=self._site.far if self._site.cores > 1 else None)
            ) as runner,
        ):
            self._stop = runner.stop
            if not self._stopping.is_set():
                runner.run()
            self._stop = lambda: None
            return runner.far_behind()

    def _catch_up(self, costs: Mapping[str, float]) -> None:
        def work(share: Sequence[str], is_stopped: Callable[[], bool]) -> None:
            own = [model for model in self._models if model.name in share]
            with self._site.log() as log, Runner(self._site.conninfo, own, log) as runner:
                while not is_stopped() and runner.advance():
                    pass

        with Crew(work, divided(costs, self._site.cores)) as crew:
            while not self._stopping.is_set():
                try:
                    if crew.wait(LOOK_S):
                        break
                except CrewFailed:
                    break  # what one could not do, the runner tries again, and says why
