"""Has schemathesis ask whatever the schemas allow, and much that they do not: `python -m tests.conformance.fuzzing`.

It must not bring schemathesis into our own environment: the two want different versions of one package. It has an
environment of its own, of what schemathesis.lock names (`echo schemathesis > build/schemathesis.in`, then pip-compile
as `make lock` calls it). Any answer of 500 or above, and any INTERNAL_ERROR, is a fault.
`ENTENTE_FUZZ_SEED` asks otherwise, `ENTENTE_FUZZ_EXAMPLES` more or less for each operation.
"""

import json
import logging
import os
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from deploy.faults import Fault
from deploy.postgres_cluster import APP
from tests.api.conftest import Case, opened_case, with_directory
from tests.support.contents import deposited
from tests.support.installing import caches
from tests.support.live import Live, live
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.served import Served

__all__ = ["fuzzed"]

HERE = Path(__file__).parent
LOCK = HERE / "schemathesis.lock"
OPENAPI = HERE.parent.parent / "api" / "openapi.json"
HOOKS = "schemathesis_hooks"
CHECK = "nothing_went_wrong_on_our_side"

SEED = os.environ.get("ENTENTE_FUZZ_SEED", "20260321")
EXAMPLES = int(os.environ.get("ENTENTE_FUZZ_EXAMPLES", "40"))
"""For each operation: there are some 190."""

CASES = 6
"""Commands end investigations and memberships: with one case, the first of them would end all that follows."""

WITHOUT_END = 10**9
"""Points of a minute: what is fuzzed is not how much one may ask."""


def fuzzed() -> bool:
    """This will ask over GraphQL and over the plain routes, and say whether nothing went wrong on our side."""
    program = _fetched()
    with _served() as (door, cases):
        known = json.dumps(_known(door.house, cases))
        surroundings = {**os.environ, "SCHEMATHESIS_HOOKS": HOOKS, "PYTHONPATH": str(HERE), "ENTENTE_KNOWN": known}
        # What commands of chance leave behind is there for questions of chance.
        told = [_asked([program, "run", *each], cases[0], surroundings) for each in _questions(door)]
        numbers = _numbers(door.house)
    met = Counter[str]()
    for name, labels, number in numbers:
        if name in ("entente_graphql_operations_total", "entente_commands_total"):
            met[f"{labels.get('kind', 'command')} {labels['outcome']}"] += number
    faults = [
        each for each in numbers if each[1].get("code") == "INTERNAL_ERROR" or each[1].get("status", "")[:1] == "5"
    ]
    sys.stdout.write(", ".join(f"{words}: {number}" for words, number in sorted(met.items())) + "\n")
    sys.stdout.writelines(f"NOT OK  {each}\n" for each in faults)
    sys.stdout.write(f"{'ok     ' if all(told) and not faults else 'NOT OK '} schemathesis, seed {SEED}\n")
    return all(told) and not faults


def _fetched() -> Path:
    """The program in an environment of this lock."""
    folder = caches() / f"schemathesis-{sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    program = folder / "bin" / "schemathesis"
    if not program.exists():
        venv.create(folder, with_pip=True, clear=True)
        words = ["--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]
        if subprocess.run([folder / "bin" / "python", "-m", "pip", "install", *words], check=False).returncode:
            raise Fault("pip could not fetch schemathesis.", remedy="See above; it asks the index that pip is set to.")
    return program


@contextmanager
def _served() -> Iterator[tuple[Live, Sequence[Case]]]:
    """A house on a port, with cases in it, each with an item that has a content."""
    with (
        running_server(uuid4().hex) as server,
        fresh_database(server, template_of(server)) as name,
        with_directory(server.conninfo(APP, name)) as house,
    ):
        cases = [opened_case(house, f"fuzz{number}") for number in range(CASES)]
        settings = replace(house.given.settings, wait_limit_s=0.1, member_points=WITHOUT_END, agency_points=WITHOUT_END)
        with live(replace(house, given=replace(house.given, settings=settings))) as door:
            yield door, cases


def _questions(door: Live) -> Iterator[Sequence[str]]:
    graphql = f"http://{door.address}/graphql"
    yield graphql, "--phases", "fuzzing", "--include-name-regex", r"^Mutation\."
    door.house.settle()
    yield graphql, "--phases", "fuzzing", "--include-name-regex", r"^Query\."
    yield str(OPENAPI), "--url", f"http://{door.address}"


def _asked(run: Sequence[str | Path], case: Case, surroundings: Mapping[str, str]) -> bool:
    """As one who leads a case."""
    signed = f"Authorization: Bearer {case.leader.token}"
    words = ["-H", signed, "-c", CHECK, "--seed", SEED, "-n", str(EXAMPLES), "--continue-on-failure", "--no-color"]
    quiet = ["--warnings", "off", "--generation-database", "none", "--no-shrink"]
    # It leaves notes where it runs: what the repository holds stays clean.
    with TemporaryDirectory() as folder:
        return subprocess.run([*run, *words, *quiet], env=surroundings, cwd=folder, check=False).returncode == 0


def _known(house: Served, cases: Sequence[Case]) -> dict[str, Sequence[str]]:
    """What is there, as arguments, fields and parameters name it."""
    items = [deposited(house, each) for each in cases]
    ids = [each.id for each in cases]
    return {
        "investigationId": ids, "caseId": ids, "id": [*ids, *items], "requestId": [each.request for each in cases],
        "itemId": items, "item_id": items, "agencyId": ["FR-SPOC", "DE-BKA"], "unitId": ["FR-SPOC/CYBER"],
        "memberId": [f"leader-fuzz{number}" for number in range(CASES)],
        "name": [f"{each}.{form}" for each in ("all", *ids) for form in ("csv", "jsonl", "ocel", "xes", "html")],
    }  # fmt: skip


def _numbers(house: Served) -> list[tuple[str, Mapping[str, str], int]]:
    """What the server itself counted, whatever its answers looked like: names, labels, numbers."""
    families = house.given.insight.measures.registry.collect()
    samples = (each for family in families for each in family.samples)
    return [
        (each.name, each.labels, int(each.value)) for each in samples if each.value and each.name.endswith("_total")
    ]


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    try:
        sys.exit(0 if fuzzed() else 1)
    except Fault as fault:
        sys.exit(str(fault))
