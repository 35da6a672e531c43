"""What is kept beside the log changes together with it, all or nothing, and may hold commands back."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import TupleRow

from domain.aggregate import Submission
from domain.application import Accepted, Application, HeldBack, Result
from domain.refusal import NotFound
from domain.storage import EventLog
from tests.support.counter_room import ACounterStaysWithinItsLimit, BeginCounter, RaiseCounter, asked
from tests.support.logs import WAIT_S, begun

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

Connection = psycopg.Connection[TupleRow]


def nothing(_connection: Connection) -> None:
    """Nothing happens."""


@dataclass
class Notebook:
    """Writes results into a table of its own; held: places to hold back; meanwhile: what happens before it writes."""

    lines: Sequence[str | None] = ()
    held: Collection[int] = ()
    meanwhile: Callable[[Connection], None] = nothing
    looks: list[int] = field(default_factory=list)

    def before(self, connection: Connection) -> Collection[int]:
        self.looks.append(len(kept(connection)))
        return self.held

    def after(self, connection: Connection, results: Sequence[Result]) -> None:
        self.meanwhile(connection)
        for result in results:
            connection.execute("INSERT INTO notebook (line) VALUES (%s)", (type(result).__name__,))


def kept(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT line FROM notebook ORDER BY place").fetchall()]


@pytest.fixture
def notebook(superuser_database: str) -> str:
    """The connection string of a database with a table beside the log that everybody may use."""
    with psycopg.connect(superuser_database, autocommit=True) as connection:
        connection.execute("CREATE TABLE notebook (place serial, line text)")
        connection.execute("GRANT ALL ON notebook, notebook_place_seq TO PUBLIC")
    return superuser_database


def read(notebook: str) -> list[str]:
    with psycopg.connect(notebook) as connection:
        return kept(connection)


def together(application: Application, submissions: Sequence[Submission], beside: Notebook) -> list[Result]:
    return application.submit_beside(submissions, beside).result(WAIT_S)


def raised(counter: UUID, by: int = 1, *, fault: bool = False) -> Submission:
    return asked(RaiseCounter(counter_id=counter, by=by, fault=fault))


def test_it_is_written_with_the_events(application: Application, log: EventLog, notebook: str) -> None:
    counter = begun(application)
    results = together(application, [raised(counter), raised(counter)], Notebook([None, None]))

    assert [type(result) for result in results] == [Accepted, Accepted]
    assert (log.head(), read(notebook)) == (3, ["Accepted", "Accepted"])


def test_what_fails_beside_takes_the_events_with_it(application: Application, log: EventLog, notebook: str) -> None:
    counter = begun(application)

    def stumble(_connection: Connection) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        together(application, [raised(counter)], Notebook([None], meanwhile=stumble))

    assert (log.head(), read(notebook)) == (1, [])


def test_the_events_go_on_after_something_failed_beside(application: Application, notebook: str) -> None:
    counter = begun(application)

    def ask_for_nonsense(connection: Connection) -> None:
        connection.execute("SELECT nonsense")

    failing = Notebook([None], meanwhile=ask_for_nonsense)
    with pytest.raises(psycopg.errors.UndefinedColumn):
        together(application, [raised(counter)], failing)

    (result,) = together(application, [raised(counter)], Notebook([None]))

    assert (isinstance(result, Accepted) and result.version, read(notebook)) == (2, ["Accepted"])


def test_what_is_held_back_is_not_carried_out_and_may_come_again(application: Application, notebook: str) -> None:
    counter = begun(application)
    late = raised(counter)

    results = together(application, [late, raised(counter)], Notebook([None, None], held={0}))
    (again,) = together(application, [late], Notebook([None]))

    assert (results[0], type(results[1])) == (HeldBack(), Accepted)
    assert isinstance(again, Accepted)
    assert (again.version, again.repeated) == (3, False)
    assert read(notebook) == ["HeldBack", "Accepted", "Accepted"]


def test_behind_a_refusal_nothing_of_its_line_is_carried_out(application: Application, notebook: str) -> None:
    counter, other = begun(application, limit=5), begun(application)
    asked_for = [raised(counter, 7), raised(other), raised(counter, 1), raised(other)]

    results = together(application, asked_for, Notebook(["one", "two", "one", "two"]))

    kinds = [ACounterStaysWithinItsLimit, Accepted, HeldBack, Accepted]
    assert [type(result) for result in results] == kinds
    assert read(notebook) == [kind.__name__ for kind in kinds]


@pytest.mark.usefixtures("notebook")
def test_without_a_line_nothing_waits_for_what_was_refused(application: Application) -> None:
    counter = begun(application)
    results = together(application, [raised(uuid4()), raised(counter)], Notebook([None, None]))

    assert [type(result) for result in results] == [NotFound, Accepted]


@pytest.mark.usefixtures("notebook")
def test_a_mistake_in_a_decision_is_a_result_and_stops_its_line(application: Application) -> None:
    counter = begun(application)
    results = together(application, [raised(counter, fault=True), raised(counter)], Notebook(["one", "one"]))

    assert [type(result) for result in results] == [ZeroDivisionError, HeldBack]


def test_tables_are_kept_where_there_is_nothing_to_decide(application: Application, notebook: str) -> None:
    def note(connection: Connection) -> None:
        connection.execute("INSERT INTO notebook (line) VALUES ('nothing came')")

    assert together(application, [], Notebook(meanwhile=note)) == []
    assert read(notebook) == ["nothing came"]


def test_a_lost_connection_tries_both_calls_again(
    application: Application, superuser_database: str, notebook: str
) -> None:
    counter = begun(application)
    losses = iter([True, False])

    def lose(connection: Connection) -> None:
        if next(losses):
            with psycopg.connect(superuser_database, autocommit=True) as superuser:
                superuser.execute("SELECT pg_terminate_backend(%s)", (connection.info.backend_pid,))

    watching = Notebook([None], meanwhile=lose)
    (result,) = together(application, [raised(counter)], watching)

    assert (isinstance(result, Accepted) and result.version, watching.looks) == (2, [0, 0])
    assert read(notebook) == ["Accepted"]


def test_more_events_than_fit_into_one_message_are_kept_with_what_is_beside(
    application: Application, log: EventLog, notebook: str
) -> None:
    many = [asked(BeginCounter(counter_id=uuid4(), case_id=uuid4())) for _ in range(1_200)]
    together(application, many, Notebook([None] * len(many)))

    assert (log.head(), len(read(notebook))) == (1_200, 1_200)
