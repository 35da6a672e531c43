"""Measures reads over GraphQL beside PostGraphile, beside a statement by hand, and beside the ordinary way, in one run.

Run it with `python -m tests.benchmarks.reads [--cases N] [--entries N] [--seconds N]`. It needs wrk (Debian: wrk); and
PostGraphile, `npm install` in tests/benchmarks/rivals, without which it is left out and the run says so. Need-to-know
and the access ledger are on; all servers are one process, and ask as the role that reads.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from psycopg.conninfo import conninfo_to_dict

from deploy.postgres_cluster import APP
from tests.benchmarks.need_to_know import fill
from tests.support.postgres import fresh_database, running_server, template_of

MEMBER, AGENCY = "ada", "FR-SPOC"
EVERY = 400
"""Of so many investigations the member is in one (need_to_know.sql)."""

RIVALS = Path(__file__).parent / "rivals"
TICKS = os.sysconf("SC_CLK_TCK")
CONNECTIONS = (1, 16, 64)

CASE = """query($id: UUID!) { investigation(investigationId: $id) { reference title phase timeline(first: 50) {
  nodes { position kind occurredAt recordedAt fromAgencyId toAgencyId text } } } }"""
CASES = """{ investigations(first: 50) { nodes { investigationId reference title openRequestCount
  timeline(last: 3) { nodes { position kind occurredAt text } } } } }"""
THEIR_CASE = """query($id: UUID!) { investigationByInvestigationId(investigationId: $id) { reference title phase
  timelineEntriesByCaseId(first: 50, orderBy: [SORT_AT_ASC, POSITION_ASC]) {
    nodes { position kind occurredFrom recordedAt fromAgencyId toAgencyId entryText } } } }"""
THEIR_CASES = """{ allInvestigations(first: 50, orderBy: [POSITION_DESC]) { nodes { investigationId reference title
  requestsByInvestigationId { totalCount }
  timelineEntriesByCaseId(first: 3, orderBy: [SORT_AT_DESC, POSITION_DESC]) {
    nodes { position kind occurredFrom entryText } } } } }"""

LUA = """
local bodies = {%s}
local at = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer %s"
request = function()
  at = at %% #bodies + 1
  return wrk.format(nil, nil, nil, bodies[at])
end
"""


@dataclass(frozen=True)
class Side:
    """A server: its address, its process, and what it is asked in its own words."""

    name: str
    address: str
    token: str
    process: int
    case: str
    cases: str

    def bodies(self, question: str, ids: list[str]) -> list[str]:
        """This will write what is sent: for each case, or once."""
        if question == "a case with 50 entries":
            return [json.dumps({"query": self.case, "variables": {"id": each}}) for each in ids]
        return [json.dumps({"query": self.cases, "variables": {}})]


@contextmanager
def started(name: str, *command: str) -> Iterator[Side]:
    """This will run one of our own servers."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        told = json.loads(process.stdout.readline()) if process.stdout else {}
        yield Side(name, told["address"], told["token"], process.pid, CASE, CASES)
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
        yield Side("PostGraphile 5.1.5", f"http://127.0.0.1:{port}/graphql", "", process.pid, THEIR_CASE, THEIR_CASES)
        process.terminate()


def loaded(side: Side, bodies: list[str], connections: int, seconds: int) -> dict[str, Any]:
    """This will ask for a while, and return requests per second, milliseconds of p50 and p99, and of the processor."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % (", ".join(f"[==[{each}]==]" for each in bodies), side.token))
        script.flush()
        before = _processor_s(side.process)
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script.name, side.address]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    spent = _processor_s(side.process) - before
    requests = int(_found(r"(\d+) requests in", told)[0])
    if "Non-2xx" in told:
        raise SystemExit(f"{side.name} answered with errors:\n{told}")
    return {
        "per_s": requests / seconds,
        "p50": _ms(*_found(r"50%\s+([\d.]+)(\w+)", told)),
        "p99": _ms(*_found(r"99%\s+([\d.]+)(\w+)", told)),
        "cpu": spent / max(requests, 1) * 1_000,
    }


def _processor_s(process: int) -> float:
    """Of the process and of its children that ended; PostgreSQL's is not in it."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _found(pattern: str, told: str) -> tuple[str, ...]:
    found = re.search(pattern, told)
    if found is None:
        raise SystemExit(f"wrk said something else:\n{told}")
    return found.groups()


def _ms(number: str, unit: str) -> float:
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1_000.0}[unit]


def compare(sides: list[Side], ids: list[str], seconds: int) -> None:
    """This will print each question at each number of connections, and ratios to the first side."""
    for question in ("a case with 50 entries", "50 cases with 3 entries each"):
        for connections in CONNECTIONS:
            sys.stdout.write(f"\n{question}, {connections} connections\n")
            ours = 0.0
            for side in sides:
                bodies = side.bodies(question, ids)
                loaded(side, bodies, connections, 2)  # plans, documents and caches are as on any day
                told = loaded(side, bodies, connections, seconds)
                ours = ours or told["per_s"]
                sys.stdout.write(
                    f"  {side.name:24} {told['per_s']:8,.0f}/s  p50 {told['p50']:7.1f} ms  p99 {told['p99']:7.1f} ms  "
                    f"server {told['cpu']:6.2f} ms  ours/this {ours / max(told['per_s'], 0.01):5.1f} x\n"
                )
                sys.stdout.flush()


def main() -> None:
    """This will fill a database, start all sides, and compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=5)
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing; on Debian: apt-get install wrk")
    own = [
        UUID(md5(f"case{n}".encode(), usedforsecurity=False).hexdigest()) for n in range(EVERY, given.cases + 1, EVERY)
    ]
    with (
        running_server(uuid4().hex) as server,
        fresh_database(server, template_of(server)) as name,
        ExitStack() as sides,
    ):
        conninfo = server.conninfo(APP, name)
        seconds = fill(conninfo, given.cases, given.entries)
        sys.stdout.write(f"{given.cases:,} cases, {given.cases * given.entries:,} entries, made in {seconds:.0f} s\n")
        python, who = (sys.executable, "-m"), (conninfo, MEMBER, AGENCY)
        running = [
            sides.enter_context(started("Entente", *python, "tests.benchmarks.rivals.entente", *who)),
            sides.enter_context(started("by hand", *python, "tests.benchmarks.rivals.by_hand", *who)),
            sides.enter_context(started("ordinary", *python, "tests.benchmarks.rivals.entente", *who, "--ordinary")),
        ]
        if (RIVALS / "node_modules").is_dir():
            running.insert(1, sides.enter_context(postgraphile(conninfo)))
        else:
            sys.stdout.write("PostGraphile is left out: run `npm install` in tests/benchmarks/rivals first\n")
        compare(running, [str(each) for each in own], given.seconds)


if __name__ == "__main__":
    main()
