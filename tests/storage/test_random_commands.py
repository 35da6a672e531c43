"""Whatever commands come in whatever order: every one has an outcome, and a replay of the log ends where we stand."""

from collections.abc import Iterator
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.aggregate import Submission
from domain.application import Accepted, Application
from domain.event import Recorded
from domain.refusal import Refused
from domain.storage import EventLog, verify
from tests.support.any_submissions import submissions
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, everything

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


@pytest.fixture
def real_log(database: str) -> Iterator[EventLog]:
    with EventLog(database, KEYRING) as log:
        yield log


@pytest.fixture
def real_application(real_log: EventLog) -> Iterator[Application]:
    with Application(real_log) as application:
        yield application


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(sent=submissions(), way=st.sampled_from(["one by one", "in one batch"]))
def test_every_command_has_an_outcome_and_replay_equals_live(
    real_application: Application, real_log: EventLog, sent: list[Submission], way: str
) -> None:
    outcomes = (
        real_application.submit_batch(sent)
        if way == "in one batch"
        else [real_application.submit(one).result(WAIT_S) for one in sent]
    )

    assert all(isinstance(outcome, Accepted | Refused) for outcome in outcomes)
    assert all(_stands_where_its_replay_ends(real_application, real_log, one) for one in sent)
    assert verify(real_log) is None
    assert all(_follows(one, other) for one, other in pairwise(everything(real_log)))


def _stands_where_its_replay_ends(application: Application, log: EventLog, one: Submission) -> bool:
    room = application._decisions[type(one.command)][0]
    stream_id = room.key(one.command).stream_id
    kept = application._committer._batches._states.get(stream_id, room)
    return bool(reduce(kept.room.evolve, log.stream(stream_id), kept.room.initial) == kept.state)


def _follows(one: Recorded, other: Recorded) -> bool:
    return other.position == one.position + 1 and other.envelope.recorded_at >= one.envelope.recorded_at
