"""Sends many mixed requests, of which some break off, and tells what the server holds meanwhile: memory, pool, sockets.

Run it with `python -m tests.benchmarks.soak [--requests 200000] [--clients N]`. The server is a process of its own. It
is measured against itself after the first tenth, when all that is made once is made: what grows from there on would
grow for ever. At the end, and once all clients have left, nothing may be held that was held for them.
"""

import argparse
import asyncio
import json
import random
import re
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from uuid import uuid4

from prometheus_client import ProcessCollector, start_http_server

from deploy.postgres_cluster import APP
from domain.agency.shipped import shipped_commands
from tests.api.conftest import OWN_DIRECTORY, opened_case
from tests.benchmarks.subscribers import beside, resident_mib
from tests.live.test_following_a_case import FOLLOW, WHOLE
from tests.support import served as house_of
from tests.support.live import live
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.served import served

INTERVALS = 10
CASES = "{ investigations(first: 20) { totalCount nodes { title requests(first: 5) { nodes { state subject } } } } }"
WATCHED = re.compile(
    r"^(entente_pool_connections|entente_pool_available|entente_pool_waiting|entente_http_open_requests"
    r"|entente_live_connections\S*|entente_live_subscriptions\S*|process_open_fds) (\S+)$",
    re.MULTILINE,
)
BROKEN = 0.1
"""Share of requests whose client leaves before it has its answer."""


def serve(conninfo: str, key: str, pipe: Connection) -> None:
    """This will serve the whole house, with its numbers at an address of their own, until told to stop."""
    house_of.KEY = key
    unbounded = {"member_points": 10**9, "agency_points": 10**9}
    with served(conninfo, **unbounded) as house, live(house) as door:
        ProcessCollector(registry=house.given.insight.measures.registry)
        numbers, _ = start_http_server(0, "127.0.0.1", house.given.insight.measures.registry)
        pipe.send((door.address, numbers.server_port))
        pipe.recv()
        numbers.shutdown()


def held(port: int) -> dict[str, float]:
    """This will read what the server holds."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
        found: list[tuple[str, str]] = WATCHED.findall(answer.read().decode())
    return {name.removeprefix("entente_"): float(number) for name, number in found}


class Mixed:
    """What one client sends, again and again, each time by a connection of its own."""

    def __init__(self, address: str, token: str, case_id: str, chance: random.Random) -> None:
        self._host, _, port = address.partition(":")
        self._port, self._token, self._chance = int(port), token, chance
        self._kinds: Sequence[tuple[str, str, dict[str, object]]] = (
            ("cases", CASES, {}),
            ("timeline", WHOLE, {"case": case_id}),
            ("who", "{ me { memberId agency { name } } }", {}),
            ("no field", "{ nothing }", {}),
            ("no text", "{", {}),
            ("followed", FOLLOW, {"case": case_id}),
        )
        self.sent: Counter[str] = Counter()

    async def send(self) -> None:
        """This will send one request, and perhaps leave in its middle."""
        kind, query, variables = self._chance.choice(self._kinds)
        body = json.dumps({"query": query, "variables": variables}).encode()
        accept = "text/event-stream" if kind == "followed" else "application/json"
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self._token}\r\nAccept: {accept}\r\n"
            f"Content-Type: application/json\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        reader, writer = await asyncio.open_connection(self._host, self._port)
        with suppress(ConnectionError):
            if self._chance.random() < BROKEN:
                kind = "broken off"
                writer.write((head.encode() + body)[: self._chance.randrange(1, len(head) + len(body))])
                await writer.drain()
            elif kind == "followed":
                writer.write(head.encode() + body)
                await reader.readuntil(b"event: next")  # and leaves in the middle of the stream
            else:
                writer.write(head.encode() + body)
                kind = (await reader.read())[9:12].decode() + " " + kind
        self.sent[kind] += 1
        writer.transport.abort()


async def send_all(clients: Sequence[Mixed], requests: int) -> None:
    """This will have all clients send at once, until so many requests are sent."""
    left = iter(range(requests))

    async def go_on(client: Mixed) -> None:
        for _ in left:
            await client.send()

    await asyncio.gather(*map(go_on, clients))


@contextmanager
def a_case(conninfo: str) -> Iterator[tuple[str, str]]:
    """This will make a case, and give its id and a member's token."""
    with served(conninfo) as house:
        house.enter_all([*shipped_commands(), *OWN_DIRECTORY])
        case = opened_case(house, "alpha")
        house.settle()
        yield case.id, case.partner.token


def main() -> None:
    """This will print what is held at intervals, and what came of the requests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=16)
    given = parser.parse_args()
    with (
        running_server(uuid4().hex) as server,
        fresh_database(server, template_of(server)) as name,
        a_case(server.conninfo(APP, name)) as (case_id, token),
        beside(serve, server.conninfo(APP, name), house_of.KEY) as (process, pipe),
    ):
        address, port = pipe.recv()
        clients = [Mixed(address, token, case_id, random.Random(seed)) for seed in range(given.clients)]  # noqa: S311
        memory = []
        for number in range(1, INTERVALS + 1):
            asyncio.run(send_all(clients, given.requests // INTERVALS))
            memory.append(resident_mib(process))
            _print(number * given.requests // INTERVALS, memory[-1], held(port))
        asyncio.run(asyncio.sleep(2.0))  # until the last who left are noticed
        _print(given.requests, resident_mib(process), held(port))
    for kind, count in sorted(sum((each.sent for each in clients), Counter()).items()):
        sys.stdout.write(f"  {count:8} {kind}\n")
    sys.stdout.write(f"memory at the end is {memory[-1] / memory[0]:.2f}x that after the first tenth\n")


def _print(requests: int, mib: float, numbers: dict[str, float]) -> None:
    told = ", ".join(f"{name} {number:.0f}" for name, number in numbers.items())
    sys.stdout.write(f"after {requests} requests {mib:.0f} MiB; {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
