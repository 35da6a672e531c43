"""Tries clients that others wrote against a served Entente: `python -m tests.conformance`.

It needs Node.js 20 or newer with npm, and the network once, to fetch what package-lock.json and schemathesis.lock name.
It is no part of `make test`: the audits that matter stand in tests/api as well.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from deploy.faults import Fault
from deploy.postgres_cluster import APP
from tests.api.conftest import Case, opened_case, with_directory
from tests.conformance.asking_in_python import tried
from tests.conformance.fuzzing import fuzzed
from tests.support.installing import caches
from tests.support.live import Live, live
from tests.support.postgres import fresh_database, running_server, template_of

HERE = Path(__file__).parent
SCHEMA = HERE.parent.parent / "api" / "schema.graphql"
SCRIPTS = ("audits.js", "sockets.js", "apollo.js", "urql.js")
REMEDY = "Install Node.js 20 or newer with npm; both stand on https://nodejs.org and in most distributions."
SECONDS = 300
"""That one of them may take."""


def main() -> int:
    """This will try all, and return 0 where nothing failed."""
    folder = _fetched()
    with _served() as (door, case):
        known = {"ENTENTE_AT": f"http://{door.address}/graphql", "ENTENTE_CASE": case.id}
        surroundings = {**os.environ, **known, "ENTENTE_TOKEN": case.leader.token}
        failed = [each for each in SCRIPTS if _run("node", folder / each, folder, surroundings)]
        failed += ["relay-compiler"] * _run(folder / "node_modules/.bin/relay-compiler", "relay.config.json", folder)
        failed += ["gql"] * (not asyncio.run(tried(door.address, case)))
    failed += ["schemathesis"] * (not fuzzed())
    sys.stdout.write(f"Failed: {', '.join(failed)}\n" if failed else "All of them work.\n")
    return 1 if failed else 0


def _fetched() -> Path:
    """The scripts beside their packages, in a directory of this lock; what the repository holds stays clean."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise Fault("There is no node, or no npm.", remedy=REMEDY)
    digest = sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:12]
    folder = caches() / f"conformance-{digest}"
    shutil.copytree(HERE, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__*", "*.py"))
    shutil.copyfile(SCHEMA, folder / "schema.graphql")
    if not (folder / "node_modules").is_dir() and _run("npm", "ci", folder):
        raise Fault("npm could not fetch the clients.", remedy="See above; it asks the registry that npm is set to.")
    return folder


@contextmanager
def _served() -> Iterator[tuple[Live, Case]]:
    """A house on a port, with a case in it."""
    with (
        running_server(uuid4().hex) as server,
        fresh_database(server, template_of(server)) as name,
        with_directory(server.conninfo(APP, name)) as house,
        live(house) as door,
    ):
        case = opened_case(house, "alpha")
        house.settle()
        yield door, case


def _run(program: str | Path, argument: str | Path, folder: Path, surroundings: dict[str, str] | None = None) -> int:
    sys.stdout.write(f"== {Path(program).name} {Path(argument).name}\n")
    sys.stdout.flush()
    return subprocess.run([program, argument], cwd=folder, env=surroundings, timeout=SECONDS, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Fault as fault:
        sys.exit(str(fault))
