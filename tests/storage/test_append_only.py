"""The log refuses every change of what it holds, whoever asks, and the chain shows those who found a way."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from domain.application import Application
from domain.storage import EventLog, verify
from tests.support.logs import begun

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

CHANGES = pytest.mark.parametrize(
    "change",
    [
        "UPDATE log.events SET state = 'x'",
        "DELETE FROM log.events",
        "TRUNCATE log.events",
        "UPDATE log.commands SET outcome = 'x'",
        "DELETE FROM log.commands",
        "TRUNCATE log.commands",
    ],
)


def execute(conninfo: str, *statements: str) -> None:
    with psycopg.connect(conninfo) as connection:
        for statement in statements:
            connection.execute(statement)


@CHANGES
def test_the_role_that_serves_may_not_change_what_is_recorded(database: str, change: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        execute(database, change)


@CHANGES
def test_even_the_owner_of_the_tables_may_not(owner_database: str, change: str) -> None:
    with pytest.raises(RestrictViolation, match="append-only"):
        execute(owner_database, change)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE log.events SET state = convert_to(replace(convert_from(state, 'UTF8'), 'clerk', 'klerk'), 'UTF8') {}",
        "UPDATE log.events SET topic = 'counter.CounterSealed' {}",
        "UPDATE log.events SET originator_version = 9 {}",
        "UPDATE log.events SET originator_id = gen_random_uuid() {}",
        "DELETE FROM log.events {}",
    ],
)
def test_a_change_that_was_forced_breaks_the_chain_at_its_place(
    application: Application, log: EventLog, superuser_database: str, forgery: str
) -> None:
    _ = [begun(application) for _ in range(5)]
    unchanged = verify(log)

    execute(
        superuser_database,
        "ALTER TABLE log.events DISABLE TRIGGER ALL",
        forgery.format("WHERE notification_id = 3"),
    )

    assert unchanged is None
    assert verify(log) == 3
    assert verify(log, after=4) is None


def test_the_log_can_be_read_with_psql(application: Application, database: str) -> None:
    counter = begun(application)
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT position, topic, stream_id, actor_id, data ->> 'limit', recorded_at <= now() FROM log.event"
        ).fetchone()

    assert row == (1, "counter.CounterBegun", counter, "clerk", "1000000", True)
