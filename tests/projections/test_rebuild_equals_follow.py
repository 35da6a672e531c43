"""However a log was folded, its rows are those of a rebuild: any batches, restarts, rollbacks, and any processes.

It holds for every read model of the catalogue.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.postgres_cluster import APP
from domain.event import Recorded
from projections.catalogue import READ_MODELS
from projections.engine import Manner, ReadModel, Site, rebuild_on_all_cores
from tests.support.following_process import followed_by
from tests.support.histories import append_history, chance_of, history
from tests.support.keys import KEYRING
from tests.support.postgres import Server, fresh_database
from tests.support.read_models import follow, rows_of
from tests.support.rebuilding import stumbling

pytestmark = [pytest.mark.postgres, pytest.mark.process]

SEEDS = st.integers(min_value=0, max_value=2**32)
EXAMPLES = settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
"""Each takes seconds: a database, some hundred events, and all read models over and over."""


@contextmanager
def logs(server: Server, template: str) -> Iterator[str]:
    with fresh_database(server, template) as name:
        yield server.conninfo(APP, name)


def pieces(told: Sequence[Recorded], chance: random.Random) -> list[Sequence[Recorded]]:
    cuts = sorted(chance.sample(range(1, len(told)), 4))
    return [told[start:end] for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True)]


def rebuilt(conninfo: str, batch: int) -> dict[str, list[tuple[object, ...]]]:
    rebuild_on_all_cores(Site(conninfo, KEYRING, cores=2, worthwhile=0), READ_MODELS, Manner(batch=batch))
    return rows_of(conninfo)


@EXAMPLES
@given(seed=SEEDS)
def test_after_any_batches_and_restarts(postgres_server: Server, migrated_template: str, seed: int) -> None:
    chance = chance_of(seed)
    with logs(postgres_server, migrated_template) as conninfo:
        for piece in pieces(history(seed=seed, cases=2, requests=3), chance):
            append_history(conninfo, piece)
            follow(conninfo, batch=chance.randint(1, 60))
        followed = rows_of(conninfo)

        assert rebuilt(conninfo, chance.randint(20, 200)) == followed


@EXAMPLES
@given(seed=SEEDS)
def test_after_rollbacks_at_any_points(postgres_server: Server, migrated_template: str, seed: int) -> None:
    chance = chance_of(seed)
    models = [stumbling(model, chance) for model in READ_MODELS]
    with logs(postgres_server, migrated_template) as conninfo:
        for piece in pieces(history(seed=seed, cases=2, requests=3), chance):
            append_history(conninfo, piece)
            follow(conninfo, models, batch=chance.randint(5, 100))
        followed = rows_of(conninfo)

        assert rebuilt(conninfo, chance.randint(20, 200)) == followed


@EXAMPLES
@given(seed=SEEDS)
def test_after_several_processes_that_are_killed(postgres_server: Server, migrated_template: str, seed: int) -> None:
    chance = chance_of(seed)
    told = history(seed=seed, cases=2, requests=3)
    with logs(postgres_server, migrated_template) as conninfo:
        for piece in pieces(told, chance):
            with followed_by(conninfo, processes=2, far=chance.randint(5, 50), alive_s=chance.uniform(0.8, 2.0)):
                append_history(conninfo, piece)
        reached = follow(conninfo)
        followed = rows_of(conninfo)

        assert reached == len(told)
        assert rebuilt(conninfo, chance.randint(20, 200)) == followed


@EXAMPLES
@given(seed=SEEDS)
def test_after_a_rebuild_that_met_rollbacks(postgres_server: Server, migrated_template: str, seed: int) -> None:
    chance = chance_of(seed)
    models: list[ReadModel] = [stumbling(model, chance) for model in READ_MODELS]
    with logs(postgres_server, migrated_template) as conninfo:
        append_history(conninfo, history(seed=seed, cases=2, requests=3))
        follow(conninfo)
        followed = rows_of(conninfo)

        rebuild_on_all_cores(Site(conninfo, KEYRING, cores=1), models, Manner(batch=chance.randint(20, 200)))

        assert rows_of(conninfo) == followed
