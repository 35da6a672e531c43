"""Measures what becomes of those who come when too many do: with the bound on operations at once, and without one.

Run it with `python -m tests.benchmarks.overload [--connections N] [--seconds N] [--pause-ms N]`. It needs wrk (Debian:
wrk). Each connection is a member of its own, who asks for a case of which something is put on record each time, waits
for the answer, and asks again at once; or, where it was refused, after the pause that the answer names.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from hashlib import md5
from multiprocessing.connection import Connection
from uuid import UUID, uuid4

from api.quotas.places import PlacesLimit
from deploy.postgres_cluster import APP
from deploy.servers import leave_alone_what_stays
from tests.benchmarks.need_to_know import fill
from tests.benchmarks.rivals.questions import CASE
from tests.benchmarks.subscribers import beside
from tests.support.live import live
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.served import served

CASES, ENTRIES = 2_000, 60

WITHOUT_END = 10**9

BOUNDS = {
    "as shipped": PlacesLimit(),
    "without a bound": PlacesLimit(
        at_work=WITHOUT_END, waiting=WITHOUT_END, of_member=WITHOUT_END, patience_s=WITHOUT_END
    ),
}

LUA = """
local ffi = require("ffi")
ffi.cdef[[typedef struct { long s; long ns; } moment; int clock_gettime(int, moment *);]]
local moment = ffi.new("moment")
local function now() ffi.C.clock_gettime(1, moment); return tonumber(moment.s) * 1e3 + tonumber(moment.ns) / 1e6 end

local bodies, tokens, threads = {%s}, {%s}, {}
wrk.method = "POST"

setup = function(thread) table.insert(threads, thread); thread:set("number", #threads) end

init = function()
  taken, refused, faults, was_refused = {}, 0, 0, false
  local own = (number - 1) %% #bodies + 1
  local headers = {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. tokens[own]}
  asked = wrk.format(nil, nil, headers, bodies[own])
end

delay = function() return was_refused and %d or 0 end
request = function() began = now(); return asked end

response = function(status, _, body)
  was_refused = status == 503 or status == 429
  if status == 200 and body:find("Some words", 1, true) then table.insert(taken, now() - began)
  elseif was_refused then refused = refused + 1
  else faults = faults + 1 end
end

done = function()
  local all, away, wrong = {}, 0, 0
  for _, thread in ipairs(threads) do
    for _, each in ipairs(thread:get("taken")) do table.insert(all, each) end
    away, wrong = away + thread:get("refused"), wrong + thread:get("faults")
  end
  table.sort(all)
  local function at(share) return all[math.max(1, math.ceil(#all * share))] or 0 end
  io.write(string.format("told %%d %%d %%d %%.1f %%.1f %%.1f\\n", #all, away, wrong, at(0.5), at(0.99), at(1)))
end
"""
"""One thread for each connection, so that what is answered and what was asked belong together."""


def serve(conninfo: str, members: int, bound: str, pipe: Connection) -> None:
    """This will serve, and tell its address and the tokens of members, until told to stop."""
    chosen = {"production": True, "member_points": WITHOUT_END, "agency_points": WITHOUT_END, "places": BOUNDS[bound]}
    with served(conninfo, **chosen) as house, live(house) as door:
        leave_alone_what_stays()
        pipe.send((door.address, [house.token(f"p{n}-2", "DE-SPOC") for n in range(1, members + 1)]))
        pipe.recv()


def bodies(members: int) -> list[str]:
    """This will write what each member asks: for the case of which it is one."""
    ids = (UUID(md5(f"case{n}".encode(), usedforsecurity=False).hexdigest()) for n in range(1, members + 1))
    return [json.dumps(CASE.sent("ours", str(each))) for each in ids]


def told(address: str, tokens: list[str], given: argparse.Namespace, seconds: int) -> tuple[float, ...]:
    """This will send for a while: how many were answered, refused and faulty, and p50, p99 and the longest in ms."""
    asked = ", ".join(f"[==[{each}]==]" for each in bodies(len(tokens)))
    script = LUA % (asked, ", ".join(f'"{each}"' for each in tokens), given.pause_ms)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [
            "wrk", f"-t{given.connections}", f"-c{given.connections}", f"-d{seconds}s", "--timeout", "60s",
            "-s", file.name, f"http://{address}/graphql",
        ]  # fmt: skip
        said = subprocess.run(command, capture_output=True, text=True, check=True)
    found = re.search(r"^told (.+)$", said.stdout, re.MULTILINE)
    if found is None:
        raise SystemExit(f"wrk said something else:\n{said.stdout}")
    return tuple(float(each) for each in found[1].split())


def main() -> None:
    """This will fill a database, and send more than there are places for, to each side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--connections", type=int, default=1_000)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--pause-ms", type=int, default=2_000)
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing; on Debian: apt-get install wrk")
    p99s = []
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        fill(conninfo, CASES, ENTRIES)
        for bound in BOUNDS:
            with beside(serve, conninfo, given.connections, bound) as (_, pipe):
                address, tokens = pipe.recv()
                told(address, tokens, given, 3)  # documents and plans are as on any day
                answered, refused, faults, p50, p99, longest = told(address, tokens, given, given.seconds)
            p99s.append(p99)
            sys.stdout.write(
                f"{bound:16} answered {answered / given.seconds:6,.0f}/s  p50 {p50:7.1f} ms  p99 {p99:7.1f} ms  "
                f"longest {longest:7.1f} ms  refused {refused / max(answered + refused, 1):4.0%}  faults {faults:.0f}\n"
            )
            sys.stdout.flush()
    sys.stdout.write(f"p99 without a bound is {p99s[1] / max(p99s[0], 0.001):.1f}x that with it\n")


if __name__ == "__main__":
    main()
