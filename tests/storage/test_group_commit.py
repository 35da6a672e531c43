"""Commands that share a transaction: each has its own outcome, and each sees what came before it."""

import asyncio
from uuid import uuid4

import psycopg
import pytest

from domain.aggregate import StreamKey, Submission
from domain.application import Accepted, Application, Outcome
from domain.application_rules import FactsLieNotInTheFuture, NothingBeginsTwice
from domain.occurred import exactly, parse_occurred
from domain.refusal import Conflict, InvalidInput, NotFound, NotPermitted
from domain.storage import EventLog, verify
from domain.storage.append import LOCK
from domain.storage.faults import LogUnavailable
from tests.support.counter_room import (
    CLERK,
    COUNTER,
    COUNTER_EVENTS,
    ACounterStaysWithinItsLimit,
    BeginCounter,
    CounterRaised,
    CounterSealed,
    MatchCounter,
    RaiseCounter,
    SealCounter,
    asked,
    noon,
)
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, accepted, begun, everything

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


def test_a_later_command_of_a_batch_sees_what_an_earlier_one_did(application: Application) -> None:
    counter = uuid4()

    outcomes = application.submit_batch(
        [
            asked(BeginCounter(counter_id=counter, case_id=uuid4(), limit=10)),
            asked(RaiseCounter(counter_id=counter, by=7)),
            asked(RaiseCounter(counter_id=counter, by=7)),
            asked(RaiseCounter(counter_id=counter, by=3)),
        ]
    )

    assert [type(outcome) for outcome in outcomes] == [Accepted, Accepted, ACounterStaysWithinItsLimit, Accepted]
    assert accepted(outcomes[3]).version == 3


def test_a_decision_reads_another_stream_as_the_batch_has_it(application: Application, log: EventLog) -> None:
    one, other = begun(application), begun(application)

    application.submit_batch(
        [asked(RaiseCounter(counter_id=one, by=5)), asked(MatchCounter(counter_id=other, other_id=one))]
    )

    assert [event.event for event in log.stream(other, 1)] == [CounterRaised(counter_id=other, by=5, note=NOTE)]


NOTE = RaiseCounter(counter_id=uuid4()).note


def test_a_decision_on_a_case_counts_its_open_work_this_batch_included(application: Application, log: EventLog) -> None:
    case = uuid4()
    one, two = begun(application, case), begun(application, case)
    begun(application)
    three = BeginCounter(counter_id=uuid4(), case_id=case)

    application.submit_batch([asked(three), asked(SealCounter(counter_id=one)), asked(SealCounter(counter_id=two))])

    sealed = [event.event for event in everything(log) if isinstance(event.event, CounterSealed)]
    assert sealed == [CounterSealed(counter_id=one, open_beside=2), CounterSealed(counter_id=two, open_beside=1)]


def test_a_mistake_in_one_decision_fails_that_command_alone(application: Application) -> None:
    counter = begun(application)

    before = application.submit(asked(RaiseCounter(counter_id=counter)))
    faulty = application.submit(asked(RaiseCounter(counter_id=counter, fault=True)))
    after = application.submit(asked(RaiseCounter(counter_id=counter)))

    assert isinstance(faulty.exception(WAIT_S), ZeroDivisionError)
    assert accepted(before.result(WAIT_S)).version == 2
    assert accepted(after.result(WAIT_S)).version == 3


def test_a_mistake_within_an_imported_batch_is_raised_after_the_others_are_committed(
    application: Application, log: EventLog
) -> None:
    counter = begun(application)
    with pytest.raises(ZeroDivisionError):
        application.submit_batch(
            [asked(RaiseCounter(counter_id=counter, fault=True)), asked(RaiseCounter(counter_id=counter))]
        )

    assert log.head() == 2


def test_many_callers_of_an_event_loop_are_all_answered(application: Application, log: EventLog) -> None:
    counter = begun(application)

    async def together() -> list[Outcome]:
        return await asyncio.gather(*(application.handle(asked(RaiseCounter(counter_id=counter))) for _ in range(300)))

    outcomes = asyncio.run(together())

    assert sorted(accepted(outcome).version for outcome in outcomes) == list(range(2, 302))
    assert verify(log) is None


def test_a_command_on_what_does_not_exist_is_not_found(application: Application) -> None:
    assert isinstance(application.submit(asked(RaiseCounter(counter_id=uuid4()))).result(WAIT_S), NotFound)


def test_nothing_begins_twice(application: Application) -> None:
    counter = begun(application)
    again = asked(BeginCounter(counter_id=counter, case_id=uuid4()))

    assert isinstance(application.submit(again).result(WAIT_S), NothingBeginsTwice)


def test_a_version_that_was_passed_is_a_conflict_that_names_both(application: Application) -> None:
    counter = begun(application)
    stale = application.submit(asked(RaiseCounter(counter_id=counter), expected_version=7)).result(WAIT_S)

    assert isinstance(stale, Conflict)
    assert stale.facts == {"expected": 7, "actual": 1}


def test_the_version_that_stands_is_no_conflict(application: Application) -> None:
    counter = begun(application)

    accepted(application.submit(asked(RaiseCounter(counter_id=counter), expected_version=1)).result(WAIT_S))


def test_who_may_not_act_does_not_learn_the_version(application: Application) -> None:
    counter = begun(application)
    nobody = type(CLERK)(actor_id="nobody")
    outcome = application.submit(asked(RaiseCounter(counter_id=counter), expected_version=7, actor=nobody))

    assert isinstance(outcome.result(WAIT_S), NotPermitted)


def submitted_at(date: str) -> Submission:
    return asked(BeginCounter(counter_id=uuid4(), case_id=uuid4()), occurred=parse_occurred(date))


def test_what_lies_more_than_five_minutes_ahead_is_no_fact(log: EventLog) -> None:
    with Application(log, (COUNTER,), now=noon) as application:
        outcome = application.submit(submitted_at("2026-03-01T12:05:01+00:00")).result(WAIT_S)

    assert isinstance(outcome, FactsLieNotInTheFuture)


def test_five_minutes_ahead_may_be_a_clock_that_differs(log: EventLog) -> None:
    with Application(log, (COUNTER,), now=noon) as application:
        accepted(application.submit(submitted_at("2026-03-01T13:05:00+01:00")).result(WAIT_S))

    assert log.read(0, 1)[0].envelope.recorded_at == noon()


def test_the_recorded_time_never_goes_backwards(log: EventLog) -> None:
    with Application(log, (COUNTER,)) as application:
        begun(application)
    with Application(log, (COUNTER,), now=noon) as slow_clock:
        begun(slow_clock)

    first, second = log.read(0, 2)
    assert first.envelope.recorded_at == second.envelope.recorded_at


def test_an_event_says_who_when_and_for_whom(log: EventLog) -> None:
    case, counter, cause = uuid4(), uuid4(), uuid4()
    submission = asked(
        BeginCounter(counter_id=counter, case_id=case),
        occurred=parse_occurred("2024-02", "Europe/Paris"),
        external_ref="M-17",
        causation_id=cause,
    )
    with Application(log, (COUNTER,), now=noon) as application:
        application.submit(submission).result(WAIT_S)

    envelope = log.read(0, 1)[0].envelope
    assert (envelope.aggregate_id, envelope.aggregate_version, envelope.case_id) == (counter, 1, case)
    assert (envelope.actor_id, envelope.acting_agency_id) == ("clerk", "XX-SPOC")
    assert envelope.occurred == parse_occurred("2024-02", "Europe/Paris")
    assert (envelope.external_ref, envelope.causation_id, envelope.correlation_id) == ("M-17", cause, case)
    assert (envelope.command_id, envelope.recorded_at) == (submission.command_id, noon())


def test_a_text_that_no_reader_could_store_is_refused(application: Application) -> None:
    counter = begun(application)
    outcome = application.submit(asked(RaiseCounter(counter_id=counter, note="a\x00b"))).result(WAIT_S)

    assert isinstance(outcome, InvalidInput)


def test_a_text_that_only_spells_such_a_character_is_stored(application: Application, log: EventLog) -> None:
    counter = begun(application)
    application.submit(asked(RaiseCounter(counter_id=counter, note=r"a\u0000b"))).result(WAIT_S)

    assert log.stream(counter, 1)[0].event == CounterRaised(counter_id=counter, by=1, note=r"a\u0000b")


def test_half_a_character_is_refused_at_the_door(application: Application) -> None:
    with pytest.raises(InvalidInput):
        application.submit(asked(RaiseCounter(counter_id=uuid4(), note="\ud800")))


def test_a_closed_application_finishes_what_was_queued_and_takes_nothing_more(log: EventLog) -> None:
    application = Application(log, (COUNTER,))
    counter = begun(application)
    queued = [application.submit(asked(RaiseCounter(counter_id=counter))) for _ in range(50)]
    application.close()

    assert all(accepted(outcome.result(0)) for outcome in queued)
    with pytest.raises(RuntimeError, match="closed"):
        application.submit(asked(RaiseCounter(counter_id=counter)))


def test_closing_waits_no_longer_than_told_for_a_log_that_does_not_answer(log: EventLog, database: str) -> None:
    application = Application(log, (COUNTER,))
    with psycopg.connect(database) as blocking:
        blocking.execute(LOCK)
        queued = application.submit(asked(BeginCounter(counter_id=uuid4(), case_id=uuid4(), limit=10)))
        with pytest.raises(LogUnavailable, match="did not answer within"):
            application.close(0.2)
    assert accepted(queued.result(WAIT_S)).version == 1


def test_a_log_that_cannot_be_reached_is_a_fault_and_no_refusal() -> None:
    with EventLog("host=/nowhere dbname=none", KEYRING, COUNTER_EVENTS) as log:
        application = Application(log, (COUNTER,))
        lost = application.submit(asked(RaiseCounter(counter_id=uuid4())))
        application.close()

    assert "nowhere" in str(lost.exception(WAIT_S))


def test_commands_survive_the_loss_of_the_connection(
    log: EventLog, application: Application, superuser_database: str
) -> None:
    counter = begun(application)
    lose_connections(superuser_database)
    outcome = application.submit(asked(RaiseCounter(counter_id=counter), occurred=exactly(noon()))).result(WAIT_S)

    assert accepted(outcome).version == 2
    assert log.head() == 2


def test_what_might_be_done_is_told_after_the_loss_of_the_connection(
    application: Application, superuser_database: str
) -> None:
    key = StreamKey("counter", begun(application))
    before = asyncio.run(application.offers(key, CLERK))
    lose_connections(superuser_database)

    assert asyncio.run(application.offers(key, CLERK)) == before != ()


def lose_connections(superuser_database: str) -> None:
    """As a restart of the server would: those of this database that write, or are open to."""
    with psycopg.connect(superuser_database, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'entente append' AND datname = current_database()"
        )
