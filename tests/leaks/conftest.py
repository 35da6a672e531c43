"""A house full of random secrets, served once for the folder, with the oracle that knows who may see which.

It must not hold expectations. `ENTENTE_LEAKS_SEED` repeats a run.
"""

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from deploy.postgres_cluster import APP
from domain.storage import EventLog
from domain.vocabulary import Classification
from tests.leaks.making import AGENCIES, Case, Maker, fill
from tests.leaks.oracle import Oracle, Person
from tests.leaks.registering import register
from tests.leaks.working import assign, work
from tests.support.keys import KEYRING
from tests.support.postgres import Server, fresh_database
from tests.support.served import Served, served

__all__ = ["World"]


@dataclass(frozen=True)
class World:
    """The house, what happened in it, and everybody who might ask. found: by probes that asked already."""

    house: Served
    oracle: Oracle
    people: tuple[Person, ...]
    made: Maker
    seed: int
    conninfo: str
    found: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def seed() -> int:
    """The seed of this run; printed, so that a leak can be found again."""
    chosen = int(os.environ.get("ENTENTE_LEAKS_SEED") or random.SystemRandom().randrange(10**6))
    print(f"\nENTENTE_LEAKS_SEED={chosen}")  # noqa: T201  # pytest shows it where a test fails
    return chosen


@pytest.fixture(scope="module")
def world(postgres_server: Server, migrated_template: str, seed: int) -> Iterator[World]:
    """The house as it is for the tests of a module, which change nothing that others rely on."""
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        made = fill(conninfo, seed, work, _afterwards)
        with EventLog(conninfo, KEYRING) as log:
            told = log.read(0, 100_000)
        with served(conninfo, member_points=10**9, agency_points=10**9) as house:  # a probe asks without a pause
            house.settle()
            oracle = Oracle(told, datetime.now(UTC).date())
            yield World(house, oracle, tuple(_people()), made, seed, conninfo)


def _afterwards(maker: Maker, cases: Sequence[Case]) -> None:
    register(maker, cases)
    assign(maker, cases)


def _people() -> Iterator[Person]:
    for agency in (*AGENCIES, "AT-SPOC"):
        for each in "abcd":
            yield Person(f"{agency.lower()}.{each}", agency)
    yield Person("fr-spoc.a", "DE-BKA")
    for agency in AGENCIES:
        yield Person(f"{agency.lower()}.a", agency, None)
        yield Person(f"{agency.lower()}.b", agency, Classification.RESTRICTED)
