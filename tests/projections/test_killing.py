"""A process that is killed in the middle leaves read models that the next one completes."""

import random
import subprocess
import sys
import time

import pytest

from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import rebuild
from tests.support.histories import append_history, chance_of, history
from tests.support.read_models import follow, rows_of

pytestmark = [pytest.mark.postgres, pytest.mark.process]


def _killed(conninfo: str, chance: random.Random) -> None:
    """Start a process that follows in small batches, and kill it with -9 at a random moment."""
    command = [sys.executable, "-m", "tests.support.projecting", conninfo, str(chance.randint(1, 20))]
    with subprocess.Popen(command) as process:
        time.sleep(chance.uniform(0.6, 1.6))
        process.kill()


def test_read_models_equal_a_rebuild_after_processes_were_killed_at_random(database: str) -> None:
    chance = chance_of(20)
    told = history(seed=20, cases=30, requests=4)
    append_history(database, told)

    _killed(database, chance)
    _killed(database, chance)
    _killed(database, chance)
    reached = follow(database)

    followed = rows_of(database)
    with EventLog(database) as log:
        rebuild(database, READ_MODELS, log)
    assert reached == len(told)
    assert rows_of(database) == followed
