"""Measures what idle subscribers cost and how soon they are told: memory, and from commit to message, in one run.

Run it with `python -m tests.benchmarks.live [--subscribers N] [--events N]`. The server runs in this process, its
clients in another, over real sockets. The baseline of a message is the shortest way there is: a bare listener of the
same announcement that reads the same entry by its primary key.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import uuid4

import psycopg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from api.live import gate
from deploy.postgres_cluster import APP
from domain.agency.shipped import shipped_commands
from tests.api.conftest import OWN_DIRECTORY, Case, opened_case
from tests.live.test_following_a_case import FOLLOW
from tests.support.live import PROTOCOL, live
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.served import served

PATIENCE_S = 30.0


def resident_kib() -> int:
    """This will return the memory of this process that is in use now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024


def followers(address: str, tokens: Sequence[str], case_id: str, pipe: Connection) -> None:
    """This will follow a case by many sockets, and tell for each entry when a given socket and all of them had it."""
    with ExitStack() as opened:
        sockets = []
        for token in tokens:
            socket = opened.enter_context(
                connect(f"ws://{address}/graphql", subprotocols=[Subprotocol(PROTOCOL)], compression=None)
            )
            socket.send(json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}))
            socket.recv(PATIENCE_S)
            asked = {"query": FOLLOW, "variables": {"case": case_id}}
            socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": asked}))
            socket.recv(PATIENCE_S)
            sockets.append(socket)
        pipe.send("following")
        while pipe.recv():
            sockets[0].recv(PATIENCE_S)
            first = time.time()
            for socket in sockets[1:]:
                socket.recv(PATIENCE_S)
            pipe.send((first, time.time()))


@contextmanager
def following(address: str, tokens: Sequence[str], case_id: str) -> Iterator[Connection]:
    """This will follow from another process for as long as the block lasts."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=followers, args=(address, tokens, case_id, theirs))
    process.start()
    try:
        assert ours.recv() == "following"
        yield ours
    finally:
        ours.send(False)
        process.join(PATIENCE_S)


def reminded(case: Case) -> float:
    """This will record an entry, and return when it was committed."""
    case.leader.did("sendReminder", requestId=case.request, note="One more")
    return time.time()


def bare(conninfo: str, case: Case, events: int) -> list[float]:
    """This will return the milliseconds of a bare listener, from commit to the row."""
    taken = []
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("LISTEN entente_read")
        for _ in range(events):
            committed = reminded(case)
            for told in connection.notifies(timeout=PATIENCE_S):
                if told.payload == "timeline":
                    break
            connection.execute("SELECT * FROM read.timeline_entries ORDER BY position DESC LIMIT 1").fetchone()
            taken.append((time.time() - committed) * 1_000)
            list(connection.notifies(timeout=0.3))
    return taken


def told(case: Case, pipe: Connection, events: int) -> tuple[list[float], list[float]]:
    """This will return the milliseconds until a given socket and until all of them were told, of each entry."""
    firsts, lasts = [], []
    for _ in range(events):
        pipe.send(True)
        committed = reminded(case)
        first, last = pipe.recv()
        firsts.append((first - committed) * 1_000)
        lasts.append((last - committed) * 1_000)
        time.sleep(0.3)
    return firsts, lasts


def main() -> None:
    """This will print memory per subscriber, and delivery beside that of a bare listener."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=200)
    parser.add_argument("--events", type=int, default=30)
    given = parser.parse_args()
    gate.MOST_CONNECTIONS = given.subscribers
    with (
        running_server(uuid4().hex) as server,
        fresh_database(server, template_of(server)) as name,
        served(server.conninfo(APP, name)) as house,
        live(house) as door,
    ):
        house.enter_all([*shipped_commands(), *OWN_DIRECTORY])
        case = opened_case(house, "alpha")
        house.settle()
        projecting = threading.Thread(target=house.runner.run, daemon=True)
        projecting.start()
        alone = _percentiles(bare(server.conninfo(APP, name), case, given.events))
        before = resident_kib()
        tokens = [case.partner.token] * given.subscribers
        with following(door.address, tokens, case.id) as pipe:
            idle = (resident_kib() - before) / given.subscribers
            firsts, lasts = told(case, pipe, given.events)
        house.runner.stop()
        projecting.join()
    first, last = _percentiles(firsts), _percentiles(lasts)
    sys.stdout.write(f"{given.subscribers} idle subscribers: {idle:.0f} KiB each\n")
    sys.stdout.write(f"bare listener: p50 {alone[0]:.1f} ms, p99 {alone[1]:.1f} ms from commit to row\n")
    sys.stdout.write(f"a given one told: p50 {first[0]:.1f} ms, p99 {first[1]:.1f} ms, {first[0] / alone[0]:.1f}x\n")
    sys.stdout.write(f"all told: p50 {last[0]:.1f} ms, p99 {last[1]:.1f} ms, {last[0] / alone[0]:.1f}x\n")


def _percentiles(taken: Sequence[float]) -> tuple[float, float]:
    return statistics.median(taken), sorted(taken)[max(0, round(len(taken) * 0.99) - 1)]


if __name__ == "__main__":
    main()
