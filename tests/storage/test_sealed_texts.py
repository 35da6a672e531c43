"""What people write stands in the log only sealed, and is gone for good once its key is destroyed."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from domain.application import Application
from domain.event import Recorded
from domain.storage import EventLog, LogDamaged, MasterKey, WrongMasterKey, verify
from domain.vocabulary import ERASED
from tests.support.counter_room import (
    COUNTER,
    COUNTER_EVENTS,
    CounterErased,
    CounterRaised,
    EraseCounter,
    RaiseCounter,
    asked,
)
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, begun

pytestmark = pytest.mark.postgres

CANARY = "the canary sings at the quay"
WHOLE_LOG = "SELECT string_agg(e::text || convert_from(state, 'UTF8'), '') FROM log.events e"
RIGHTS = """
SELECT string_agg(privilege, ' ' ORDER BY privilege)
FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) privilege
WHERE has_table_privilege('log.keys', privilege)
"""
REGISTER = "SELECT string_agg(convert_from(outcome, 'UTF8') || encode(digest, 'hex'), '') FROM log.commands"


def raised(application: Application, counter: UUID, note: str = CANARY) -> None:
    application.submit(asked(RaiseCounter(counter_id=counter, note=note))).result(WAIT_S)


def notes(events: Sequence[Recorded]) -> list[tuple[str, bool]]:
    return [(each.event.note, each.is_erased) for each in events if isinstance(each.event, CounterRaised)]


def first(database: str, statement: str) -> str:
    with psycopg.connect(database) as connection:
        row = connection.execute(sql.SQL(statement)).fetchone()
    assert row is not None
    return str(row[0])


def test_a_text_stands_nowhere_in_clear(application: Application, database: str) -> None:
    raised(application, begun(application))

    assert "sealed" in first(database, WHOLE_LOG)
    assert CANARY not in first(database, WHOLE_LOG) + first(database, REGISTER)


def test_a_text_is_read_again_by_whoever_holds_the_master_key(application: Application, log: EventLog) -> None:
    counter = begun(application)
    raised(application, counter)

    assert notes(log.read(0, 10)) == notes(log.stream(counter)) == [(CANARY, False)]


def test_erasing_takes_the_texts_of_earlier_batches(application: Application, log: EventLog) -> None:
    counter, other = begun(application), begun(application)
    raised(application, counter)
    raised(application, other)
    before = verify(log)

    application.submit(asked(EraseCounter(counter_id=counter))).result(WAIT_S)

    assert notes(log.stream(counter)) == [(ERASED, True)]
    assert notes(log.stream(other)) == [(CANARY, False)]
    assert (before, verify(log)) == (None, None)


def test_erasing_takes_the_texts_of_its_own_batch(application: Application, log: EventLog, database: str) -> None:
    counter = begun(application)
    before, later = (RaiseCounter(counter_id=counter, note=note) for note in (CANARY, "later"))

    application.submit_batch([asked(before), asked(EraseCounter(counter_id=counter, why="an order")), asked(later)])
    last = log.stream(counter)[-2].event

    assert notes(log.stream(counter)) == [(ERASED, True), ("later", False)]
    assert isinstance(last, CounterErased)
    assert last.why == "an order"
    assert first(database, "SELECT count(*) FROM log.keys") == "2"


def test_erasing_takes_what_the_same_batch_has_sent_already(application: Application, log: EventLog) -> None:
    counter = begun(application)
    many = [asked(RaiseCounter(counter_id=counter, note=CANARY)) for _ in range(1_100)]

    application.submit_batch([*many, asked(EraseCounter(counter_id=counter))])

    assert set(notes(log.stream(counter))) == {(ERASED, True)}


def test_another_process_reads_what_was_erased_as_erased(application: Application, log: EventLog) -> None:
    counter = begun(application)
    with EventLog(log.conninfo, KEYRING, COUNTER_EVENTS) as beside, Application(beside, (COUNTER,)) as other:
        raised(other, counter)
        application.submit(asked(EraseCounter(counter_id=counter))).result(WAIT_S)
        raised(other, counter, "later")

        assert notes(beside.stream(counter)) == [(ERASED, True), ("later", False)]


def test_a_repeat_finds_its_first_result_although_its_text_is_gone(application: Application) -> None:
    counter = begun(application)
    first_time = asked(RaiseCounter(counter_id=counter, note=CANARY))
    application.submit(first_time).result(WAIT_S)
    application.submit(asked(EraseCounter(counter_id=counter))).result(WAIT_S)

    again = application.submit(first_time).result(WAIT_S)
    changed = replace_note(first_time.command)
    other = application.submit(asked(changed, command_id=first_time.command_id)).result(WAIT_S)

    assert getattr(again, "repeated", False)
    assert type(other).__name__ == "CommandIdReused"


def replace_note(command: object) -> RaiseCounter:
    assert isinstance(command, RaiseCounter)
    return replace(command, note="a guess")


def test_under_another_master_key_nothing_is_taken_for_erased(application: Application, log: EventLog) -> None:
    counter = begun(application)
    raised(application, counter)

    with EventLog(log.conninfo, MasterKey(bytes(32)), COUNTER_EVENTS) as wrong:
        with pytest.raises(WrongMasterKey, match=KEYRING.name):
            wrong.try_keyring()
        with pytest.raises(WrongMasterKey, match=KEYRING.name):
            wrong.stream(counter)


def test_any_master_key_fits_an_empty_log(database: str) -> None:
    with EventLog(database, MasterKey(bytes(32)), COUNTER_EVENTS) as log:
        log.try_keyring()


@pytest.mark.parametrize(
    "swap",
    [
        "UPDATE log.keys k SET wrapped = o.wrapped FROM log.keys o WHERE o.position = 5 - k.position",
        (
            "UPDATE log.events e SET state = convert_to(regexp_replace(convert_from(e.state, 'UTF8'), '\"sealed\":.*',"
            " substring(convert_from(o.state, 'UTF8') from '\"sealed\":.*')), 'UTF8') FROM log.events o"
            " WHERE o.notification_id = 5 - e.notification_id AND e.notification_id IN (2, 3)"
        ),
    ],
    ids=["keys", "boxes"],
)
def test_a_box_or_a_key_of_another_event_is_noticed(
    application: Application, log: EventLog, superuser_database: str, swap: str
) -> None:
    counter = begun(application)
    raised(application, counter, "one")
    raised(application, counter, "two")

    with psycopg.connect(superuser_database) as connection:
        connection.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
        connection.execute(sql.SQL(swap))

    with pytest.raises(LogDamaged, match="belong"):
        log.stream(counter)


def test_the_role_that_serves_adds_and_destroys_keys_but_changes_none(database: str) -> None:
    rights = first(database, RIGHTS)

    assert rights == "DELETE INSERT SELECT"
