"""Measures reads over GraphQL beside PostGraphile, beside a statement by hand, and beside the ordinary way, in one run.

Run it with `python -m tests.benchmarks.reads [--cases N] [--entries N] [--seconds N] [--question NAME]
[--connections N]`; the last two as often as wanted. It needs wrk (Debian: wrk); and PostGraphile, `npm install` in
tests/benchmarks/rivals, without which it is left out and the run says so. Need-to-know and the access ledger are on;
all servers are one process, and ask as the role that reads.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from uuid import UUID, uuid4

import psycopg
from psycopg.conninfo import conninfo_to_dict

from deploy.postgres_cluster import APP
from tests.benchmarks.need_to_know import fill
from tests.benchmarks.rivals.loading import Asked, Loaded, loaded
from tests.benchmarks.rivals.questions import QUESTIONS, Question
from tests.support.postgres import fresh_database, running_server, template_of

MEMBER, AGENCY = "ada", "FR-SPOC"
EVERY = 400
"""Of so many investigations the member is in one (need_to_know.sql)."""

RIVALS, FILL = Path(__file__).parent / "rivals", Path(__file__).with_suffix(".sql")
CONNECTIONS = (1, 16, 64)
WARM_UP_S = 2
"""Plans, documents and caches are as on any day."""


@dataclass(frozen=True)
class Side:
    """A server: its address and its process. words: in which it is asked (rivals/questions.py)."""

    name: str
    words: str
    address: str
    token: str
    process: int

    def bodies(self, question: Question, cases: list[str]) -> list[str]:
        """This will write what is sent: for each case, or once."""
        return [json.dumps(question.sent(self.words, case)) for case in cases[: None if question.of_cases else 1]]

    def fault(self, question: Question, body: str) -> str:
        """This will ask twice, as what is asked again is answered another way; and tell and print a wrong answer."""
        status, answer = [self._answer(body) for _ in range(2)][-1]
        if status == HTTPStatus.OK and question.finds in answer and '"errors"' not in answer:
            return ""
        sys.stdout.write(f"\n{question.name}: {self.name} is left out; it answered {status} {answer[:300]}\n")
        return answer

    def _answer(self, body: str) -> tuple[int, str]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(self.address, body.encode(), headers)  # noqa: S310  # our own server
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # same
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def started(name: str, words: str, *command: str) -> Iterator[Side]:
    """This will run one of our own servers."""
    python = [sys.executable, "-m", *command]
    with subprocess.Popen(python, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline()) if process.stdout else {}
        yield Side(name, words, told["address"], told["token"], process.pid)
        if process.stdin:
            process.stdin.close()


@contextmanager
def postgraphile(conninfo: str) -> Iterator[Side]:
    """This will run PostGraphile."""
    known = conninfo_to_dict(conninfo)
    database = f"postgresql://{known['user']}@/{known['dbname']}?host={known['host']}"
    node, day, port = RIVALS / "node_modules/.bin/node", datetime.now(UTC).date().isoformat(), "28765"
    command = [str(node), str(RIVALS / "postgraphile.mjs"), database, port, MEMBER, AGENCY, day]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "GRAPHILE_ENV": "production"}
    ) as process:
        while process.stdout and process.stdout.readline() != "ready\n":
            pass
        yield Side("PostGraphile 5.1.5", "theirs", f"http://127.0.0.1:{port}/graphql", "", process.pid)
        process.terminate()


@dataclass(frozen=True)
class Run:
    """What is compared. cases: ids of those that the member may see; postmaster: the process of PostgreSQL."""

    cases: list[str]
    postmaster: int
    connections: list[int]
    seconds: int

    def compare(self, sides: list[Side], question: Question) -> None:
        """This will print a question at each number of connections, and ratios to the first side."""
        bodies = {side: side.bodies(question, self.cases) for side in sides}
        asked = [side for side in sides if not side.fault(question, bodies[side][0])]
        for connections in self.connections:
            sys.stdout.write(f"\n{question.name}, {connections} connections\n")
            ours = 0.0
            for side in asked:
                load = Asked(side.address, side.token, bodies[side], side.process, self.postmaster)
                loaded(load, connections, WARM_UP_S)
                told = loaded(load, connections, self.seconds)
                ours = ours or told.per_s
                sys.stdout.write(_line(side.name, told, ours))
                sys.stdout.flush()


def _line(name: str, told: Loaded, ours: float) -> str:
    figures = (
        f"  {name:20} {told.per_s:8,.0f}/s  p50 {told.p50:7.1f} ms  p99 {told.p99:7.1f} ms  "
        f"server {told.server:6.2f} ms  SQL {told.sql:6.2f} ms  ours/this {ours / max(told.per_s, 0.01):5.1f} x"
    )
    statuses = ", ".join(f"{count} of {status}" for status, count in sorted(told.statuses.items()))
    return figures + (f"  WITH ERRORS; answers in a second: {statuses or 'none'}" if told.statuses else "") + "\n"


@contextmanager
def running(conninfo: str) -> Iterator[list[Side]]:
    """This will run all sides, ours first."""
    who = (conninfo, MEMBER, AGENCY)
    ours = ("ours", "tests.benchmarks.rivals.entente", *who)
    with ExitStack() as sides:
        all_of_them = [
            sides.enter_context(started("Entente, SQL always", *ours, "--nothing-kept")),
            sides.enter_context(started("Entente", *ours)),
        ]
        if (RIVALS / "node_modules").is_dir():
            all_of_them.append(sides.enter_context(postgraphile(conninfo)))
        else:
            sys.stdout.write("PostGraphile is left out: run `npm install` in tests/benchmarks/rivals first\n")
        all_of_them += [
            sides.enter_context(started("by hand", "by hand", "tests.benchmarks.rivals.by_hand", *who)),
            sides.enter_context(started("ordinary", *ours, "--ordinary")),
        ]
        yield all_of_them


def filled(conninfo: str, cases: int, entries: int) -> int:
    """This will fill the tables, and return the process of PostgreSQL."""
    seconds = fill(conninfo, cases, entries)
    sys.stdout.write(f"{cases:,} cases, {cases * entries:,} entries, made in {seconds:.0f} s\n")
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(FILL.read_bytes())
        connection.execute("VACUUM ANALYZE")
        backend = connection.info.backend_pid
        parent = Path(f"/proc/{backend}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1]
    return int(parent)


def main() -> None:
    """This will fill a database, start all sides, and compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--question", choices=QUESTIONS, action="append")
    parser.add_argument("--connections", type=int, action="append")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing; on Debian: apt-get install wrk")
    own = range(EVERY, given.cases + 1, EVERY)
    ids = [str(UUID(md5(f"case{n}".encode(), usedforsecurity=False).hexdigest())) for n in own]
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        postmaster = filled(conninfo, given.cases, given.entries)
        run = Run(ids, postmaster, given.connections or list(CONNECTIONS), given.seconds)
        with running(conninfo) as sides:
            for question in given.question or QUESTIONS:
                run.compare(sides, QUESTIONS[question])


if __name__ == "__main__":
    main()
