"""Measures how much more two processes fold than one, over the partitions of a topic on a genuine broker.

Run it with `python -m tests.benchmarks.partitions [--events N] [--rounds N]`; both in one run, in turns, each from an
empty database. The processes do what those of `entente project --partitions` do: all read models that are by case are
divided, and one process follows the log with what cannot be. The clock runs from when all processes have their
partitions until no read model lacks anything. Beside the ratio by the clock stands that by processor time: what one
process needed for all, to what the busier of two needed for its share. The former counts on cores that nobody else
uses; how idle they were is told with it.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg

from consumers.contracts.topics import PARTITIONS
from consumers.kafka.reach import Reach
from consumers.projecting import Member, Projecting, Site
from deploy.postgres_cluster import APP
from projections.catalogue import READ_MODELS
from projections.dividing import of_the_whole
from tests.benchmarks import calibrated
from tests.benchmarks.projections import say
from tests.support.kafka import fresh_topic, reach_of
from tests.support.kafka_broker import running_broker
from tests.support.keys import KEYRING
from tests.support.postgres import Server, fresh_database, running_server, template_of
from tests.support.projecting_process import fill_topic, folded_up_to

LOOK_S = 0.05
TICKS_S = 100  # of /proc, on every Linux


@dataclass(frozen=True, slots=True)
class Measured:
    """What one round took. ours: processor seconds of each process; postgres: of the server; idle: of all cores."""

    wall_s: float
    ours: Sequence[float]
    postgres_s: float
    idle: float

    def told(self, events: int) -> str:
        """This will say it for so many events."""
        each = " + ".join(f"{spent:.1f}" for spent in self.ours)
        return (
            f"{events / self.wall_s:>7,.0f} events/s ({self.wall_s:.1f} s; processor: ours {each} s, PostgreSQL "
            f"{self.postgres_s:.1f} s; cores idle {self.idle:.0%})"
        )


class Process:
    """A process that has joined the group and waits to begin."""

    def __init__(self, site: Site, partitions: int) -> None:
        words = [site.conninfo, site.reach.bootstrap[0], site.topic, str(partitions)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.partitions", "--work", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def said(self) -> str:
        """This will return its next line."""
        return self._process.stdout.readline().strip()  # type: ignore[union-attr]  # they are pipes

    def tell(self) -> None:
        """This will let it begin, and then let it end."""
        self._process.stdin.write("\n")  # type: ignore[union-attr]  # as above

    def end(self) -> None:
        """This will wait for its end, and see to it."""
        self._process.kill()
        self._process.communicate()


@contextmanager
def begun(site: Site, processes: int) -> Iterator[list[Process]]:
    """This will start processes, and wait until each has its partitions."""
    made = [Process(site, PARTITIONS // processes) for _ in range(processes)]
    try:
        for each in made:
            if each.said() != "ready":
                raise RuntimeError("a process could not begin; see above")
        yield made
    finally:
        for each in made:
            each.end()


def measured(site: Site, processes: int, events: int) -> Measured:
    """This will fold everything with so many processes."""
    with begun(site, processes) as made:
        spent, (idle, total), start = postgres_s(site.conninfo), cores(), time.perf_counter()
        for each in made:
            each.tell()
        while folded_up_to(site.conninfo) < events:
            time.sleep(LOOK_S)
        wall_s = time.perf_counter() - start
        after, (idle_after, total_after) = postgres_s(site.conninfo), cores()
        for each in made:
            each.tell()
        ours = [float(each.said()) for each in made]
    return Measured(wall_s, ours, after - spent, (idle_after - idle) / max(1, total_after - total))


def postgres_s(conninfo: str) -> float:
    """This will return the processor seconds of the server's processes that live, which these all do."""
    with psycopg.connect(conninfo) as connection:
        backend = connection.info.backend_pid
        parent = _stat(Path("/proc", str(backend)))[1]
        found = [_stat(entry) for entry in Path("/proc").glob("[0-9]*") if (entry / "stat").exists()]
        return sum(int(stat[11]) + int(stat[12]) for stat in found if stat and stat[1] == parent) / TICKS_S


def _stat(entry: Path) -> list[str]:
    try:
        return (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def cores() -> tuple[int, int]:
    """This will return ticks that all cores were idle, and all ticks, since the machine started."""
    ticks = [int(each) for each in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def work(conninfo: str, bootstrap: str, topic: str, partitions: str) -> None:
    """This will be one process of a round: join, wait, fold all there is, and say what processor time that took."""
    site = Site(conninfo=conninfo, keyring=KEYRING, reach=Reach(bootstrap=(bootstrap,)), topic=topic)
    with Member(site, again=True) as member:
        while len(member.partitions) != int(partitions):
            member.wait(LOOK_S)
        say("ready")
        sys.stdin.readline()
        before = _spent()
        with Projecting(site, of_the_whole(READ_MODELS)).following():
            fold_all(site, member)
        say(str(_spent() - before))
        sys.stdin.readline()


def fold_all(site: Site, member: Member) -> None:
    """This will fold until nobody lacks anything; all there is was sent before."""
    with site.log() as log:
        events = log.head()
    idle = 0
    while idle < 2 or folded_up_to(site.conninfo) < events:
        idle = 0 if member.advance(0.5) else idle + 1


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def round_of(server: Server, reach: Reach, topic: str, events: int) -> tuple[Measured, Measured]:
    """This will measure one process and then two, each from an empty database with the same log."""
    made = []
    for processes in (1, 2):
        with fresh_database(server, template_of(server)) as name:
            conninfo = server.conninfo(APP, name)
            calibrated.fill(conninfo, events)
            site = Site(conninfo=conninfo, keyring=KEYRING, reach=reach, topic=topic)
            made.append(measured(site, processes, events))
            say(f"{processes} process{'es' if processes > 1 else '  '}: {made[-1].told(events)}")
    return made[0], made[1]


def main() -> None:
    """This will print both, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=30_000, help="Length of the log.")
    parser.add_argument("--rounds", type=int, default=2, help="How often both are measured.")
    parser.add_argument("--work", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(*asked.work)
        return
    with ExitStack() as opened:
        run_id = uuid4().hex
        server = opened.enter_context(running_server(run_id))
        reach = reach_of(opened.enter_context(running_broker(run_id)))
        topic = fresh_topic(reach, PARTITIONS)
        with fresh_database(server, template_of(server)) as name:
            calibrated.fill(server.conninfo(APP, name), asked.events)
            fill_topic(server.conninfo(APP, name), reach, topic)
        for _ in range(asked.rounds):
            one, two = round_of(server, reach, topic, asked.events)
            by_processor = one.ours[0] / max(two.ours)
            say(f"two do {one.wall_s / two.wall_s:.2f}x of one by the clock, {by_processor:.2f}x by processor time")


if __name__ == "__main__":
    main()
