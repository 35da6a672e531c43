"""Asks a server again and again over so many connections with wrk, and tells what each answer cost, and whom.

It must not judge the figures, nor end where a server answers with errors: these are told, by status.
"""

import os
import re
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Asked", "Loaded", "loaded", "processor_s"]

TICKS = os.sysconf("SC_CLK_TCK")

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

# To see statuses wrk has to read all headers, which takes so much of the processor that nothing is measured meanwhile.
TELLING = """
response = function(status)
  print("status " .. status)
end
"""
TELLING_S = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of whom. bodies: one after the other; process, postmaster: of the server, of PostgreSQL."""

    address: str
    token: str
    bodies: list[str]
    process: int
    postmaster: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """Answers per second; milliseconds of half and of 99 of 100; of the processor per answer, in the server and in SQL.

    statuses: of a second in which errors were counted; empty where there were none.
    """

    per_s: float
    p50: float
    p99: float
    server: float
    sql: float
    statuses: Counter[str]


def loaded(asked: Asked, connections: int, seconds: int) -> Loaded:
    """This will ask for a while."""
    server, sql = processor_s(asked.process), _of_children(asked.postmaster)
    told = _wrk(asked, connections, seconds, "")
    server, sql = processor_s(asked.process) - server, _of_children(asked.postmaster) - sql
    requests = int(_found(r"(\d+) requests in", told)[0])
    is_faulty = "Non-2xx" in told or not requests
    return Loaded(
        per_s=requests / seconds,
        p50=_ms(*_found(r"50%\s+([\d.]+)(\w+)", told)),
        p99=_ms(*_found(r"99%\s+([\d.]+)(\w+)", told)),
        server=server / max(requests, 1) * 1_000,
        sql=sql / max(requests, 1) * 1_000,
        statuses=_statuses(asked, connections) if is_faulty else Counter(),
    )


def processor_s(process: int) -> float:
    """This will tell the processor's seconds of a process, and of its children that ended."""
    return sum(int(each) for each in _stat(process)[11:15]) / TICKS


def _of_children(process: int) -> float:
    """Of all that a process began, whether it ended or not."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    ended = sum(int(each) for each in _stat(process)[13:15]) / TICKS
    return ended + sum(processor_s(int(child)) for child in children)


def _stat(process: int) -> list[str]:
    """What the kernel tells of a process behind its name; the 12th to the 15th are ticks, its own and of children."""
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()


def _statuses(asked: Asked, connections: int) -> Counter[str]:
    return Counter(re.findall(r"^status (\d+)$", _wrk(asked, connections, TELLING_S, TELLING), re.MULTILINE))


def _wrk(asked: Asked, connections: int, seconds: int, more: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % (", ".join(f"[==[{each}]==]" for each in asked.bodies), asked.token) + more)
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "60s",
            "--latency",
            "-s",
            script.name,
        ]
        return subprocess.run([*command, asked.address], capture_output=True, text=True, check=True).stdout


def _found(pattern: str, told: str) -> tuple[str, ...]:
    found = re.search(pattern, told)
    if found is None:
        raise SystemExit(f"wrk said something else:\n{told}")
    return found.groups()


def _ms(number: str, unit: str) -> float:
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}[unit]
