"""A command id stands for one command: its repeat brings the first result, whenever and wherever it comes."""

from uuid import uuid4, uuid5

import pytest
from msgspec.structs import replace

from domain.application import Application
from domain.refusal import CommandIdReused, NotFound
from domain.storage import EventLog
from tests.support.counter_room import (
    CLERK,
    COUNTER,
    ACounterStaysWithinItsLimit,
    BeginCounter,
    RaiseCounter,
    asked,
)
from tests.support.logs import WAIT_S, accepted, begun

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


def test_a_repeat_returns_the_first_result_and_says_so(application: Application, log: EventLog) -> None:
    submission = asked(RaiseCounter(counter_id=begun(application)))
    first = accepted(application.submit(submission).result(WAIT_S))
    application.submit(asked(submission.command)).result(WAIT_S)

    again = application.submit(submission).result(WAIT_S)

    assert again == replace(first, repeated=True)
    assert log.head() == 3


def test_a_repeat_within_the_batch_is_one_too(application: Application, log: EventLog) -> None:
    submission = asked(RaiseCounter(counter_id=begun(application)))

    outcomes = application.submit_batch([submission, submission])

    assert [accepted(outcome).repeated for outcome in outcomes] == [False, True]
    assert log.head() == 2


def test_a_repeat_after_a_restart_is_one_too(log: EventLog) -> None:
    with Application(log, (COUNTER,)) as before:
        submission = asked(RaiseCounter(counter_id=begun(before)))
        first = before.submit(submission).result(WAIT_S)
    with Application(log, (COUNTER,)) as after:
        again = after.submit(submission).result(WAIT_S)

    assert again == replace(accepted(first), repeated=True)


def test_what_a_rule_refused_stays_refused_under_its_id(application: Application) -> None:
    counter = begun(application, limit=3)
    application.submit(asked(RaiseCounter(counter_id=counter, by=3))).result(WAIT_S)
    submission = asked(RaiseCounter(counter_id=counter))
    first = application.submit(submission).result(WAIT_S)

    again = application.submit(submission).result(WAIT_S)

    assert isinstance(first, ACounterStaysWithinItsLimit)
    assert isinstance(again, ACounterStaysWithinItsLimit)
    assert (again.code, again.message, again.remedy, again.facts) == (
        first.code,
        first.message,
        first.remedy,
        first.facts,
    )


def test_what_was_not_found_may_be_found_under_the_same_id_later(application: Application) -> None:
    counter = uuid4()
    submission = asked(RaiseCounter(counter_id=counter))
    first = application.submit(submission).result(WAIT_S)
    application.submit(asked(BeginCounter(counter_id=counter, case_id=uuid4()))).result(WAIT_S)

    assert isinstance(first, NotFound)
    assert not accepted(application.submit(submission).result(WAIT_S)).repeated


def test_an_id_that_was_used_for_something_else_is_refused(application: Application, log: EventLog) -> None:
    counter, command_id = begun(application), uuid4()
    application.submit(asked(RaiseCounter(counter_id=counter), command_id=command_id)).result(WAIT_S)

    other = application.submit(asked(RaiseCounter(counter_id=counter, by=2), command_id=command_id)).result(WAIT_S)

    assert isinstance(other, CommandIdReused)
    assert log.head() == 2


def test_agencies_do_not_share_their_command_ids(application: Application, log: EventLog) -> None:
    counter, command_id = begun(application), uuid4()
    ours = asked(RaiseCounter(counter_id=counter), command_id=command_id)
    theirs = replace(ours, actor=replace(CLERK, agency_id="YY-SPOC"))

    outcomes = application.submit_batch([ours, theirs])

    assert [accepted(outcome).repeated for outcome in outcomes] == [False, False]
    assert len({event.envelope.event_id for event in log.read(0, 10)}) == 3


def test_an_event_id_follows_from_the_command(application: Application, log: EventLog) -> None:
    begun(application)
    envelope = log.read(0, 1)[0].envelope

    assert envelope.event_id == uuid5(envelope.command_id, "XX-SPOC:1")
