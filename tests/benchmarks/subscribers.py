"""Measures what thousands of idle subscribers hold, and how soon all of them are told of an event, in one run.

Run it with `python -m tests.benchmarks.subscribers [--subscribers N] [--events N]`. The server is a process of its own,
its clients are in another, over real sockets; commands and read models are in this one. The baselines are an idle
server of the same kind that knows nothing but the protocol of sockets, and one subscriber alone.
"""

import argparse
import multiprocessing
import os
import resource
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from uuid import uuid4

from api.live import gate
from deploy.postgres_cluster import APP
from domain.agency.shipped import shipped_commands
from tests.api.conftest import OWN_DIRECTORY, Case, opened_case
from tests.live.test_following_a_case import FOLLOW
from tests.support import served as house_of
from tests.support.live import live
from tests.support.many_sockets import followers, serve_nothing
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.served import served

PATIENCE_S = 120.0
SPAWN = multiprocessing.get_context("spawn")


def resident_mib(process: int) -> float:
    """This will return the memory of a process that is in use now."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def processor_s(process: int) -> float:
    """This will return the processor time that a process took until now."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def serve(conninfo: str, key: str, most: int, pipe: Connection) -> None:
    """This will serve the whole house, and nothing else in this process, until told to stop. key: signs the tokens."""
    house_of.KEY = key
    gate.MOST_CONNECTIONS = gate.MOST_UNKNOWN = most
    with served(conninfo) as house, live(house) as door:
        pipe.send(door.address)
        pipe.recv()


@contextmanager
def beside(target: Any, *given: Any) -> Iterator[tuple[int, Connection]]:
    """This will run something in a process of its own, until the block ends."""
    ours, theirs = multiprocessing.Pipe()
    process = SPAWN.Process(target=target, args=(*given, theirs))
    process.start()
    try:
        yield process.pid or 0, ours
    finally:
        ours.send(False)
        process.join(PATIENCE_S)


def reminded(case: Case) -> float:
    """This will record an entry, and return when it was committed."""
    case.leader.did("sendReminder", requestId=case.request, note="One more")
    return time.time()


def measured(conninfo: str, case: Case, subscribers: int, events: int) -> tuple[float, float, list[float]]:
    """This will return MiB that so many subscribers hold, processor ms per message, and ms until all were told."""
    init = {"type": "connection_init", "payload": {"Authorization": f"Bearer {case.partner.token}"}}
    asked = {"type": "subscribe", "id": "1", "payload": {"query": FOLLOW, "variables": {"case": case.id}}}
    with beside(serve, conninfo, house_of.KEY, subscribers + 1) as (server, control):
        address = control.recv()
        with beside(followers, address, [[init, asked]], 2) as (_, warm):
            assert warm.recv() == "following"
            before = resident_mib(server)
            with beside(followers, address, [[init, asked]] * subscribers, 2) as (_, pipe):
                assert pipe.recv() == "following"
                held, taken, began = resident_mib(server) - before, [], processor_s(server)
                for _ in range(events):
                    pipe.send(True)
                    warm.send(True)
                    committed = reminded(case)
                    taken.append((pipe.recv() - committed) * 1_000)
                    warm.recv()
                    time.sleep(0.3)
                spent = (processor_s(server) - began) * 1_000 / events / (subscribers + 1)
    return held, spent, taken


def idle(subscribers: int) -> float:
    """This will return the MiB that so many sockets hold of which a server knows nothing."""
    init = {"type": "connection_init"}
    with beside(serve_nothing) as (server, control):
        address = control.recv()
        time.sleep(1.0)  # it listens already, and answers now
        before = resident_mib(server)
        with beside(followers, address, [[init, init]] * subscribers, 1) as (_, pipe):
            assert pipe.recv() == "following"
            return resident_mib(server) - before


def main() -> None:
    """This will print memory and delivery, beside the baselines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=2_000)
    parser.add_argument("--events", type=int, default=10)
    given = parser.parse_args()
    nothing = idle(given.subscribers)
    with (
        running_server(uuid4().hex) as server,
        fresh_database(server, template_of(server)) as name,
        served(server.conninfo(APP, name)) as house,
    ):
        house.enter_all([*shipped_commands(), *OWN_DIRECTORY])
        case = opened_case(house, "alpha")
        house.settle()
        projecting = threading.Thread(target=house.runner.run, daemon=True)
        projecting.start()
        conninfo = server.conninfo(APP, name)
        _, _, alone = measured(conninfo, case, 1, given.events)
        held, spent, taken = measured(conninfo, case, given.subscribers, given.events)
        house.runner.stop()
        projecting.join()
    _print(given.subscribers, held, nothing)
    once, every = statistics.median(alone), statistics.median(taken)
    sys.stdout.write(f"told of an event: one alone after {once:.0f} ms, all after {every:.0f} ms at the median, ")
    sys.stdout.write(f"{every / once:.1f}x, at most {max(taken):.0f} ms; {spent:.2f} ms of processor per message\n")


def _print(subscribers: int, held: float, nothing: float) -> None:
    each, bare = held * 1024 / subscribers, nothing * 1024 / subscribers
    sys.stdout.write(f"{subscribers} idle subscribers hold {held:.0f} MiB, {each:.0f} KiB each; ")
    sys.stdout.write(f"bare sockets {nothing:.0f} MiB, {bare:.0f} KiB each: {held / nothing:.1f}x\n")


if __name__ == "__main__":
    main()
