"""What is erased is gone from every read model, in the step in which the erasing event is folded."""

from collections.abc import Sequence
from typing import Any

import psycopg
import pytest

from domain.event import Recorded
from domain.followup.events import FollowUpTextsErased
from domain.investigation.events import InvestigationTextsErased
from domain.request.events import RequestTextsErased
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import rebuild
from projections.engine.memory import Batch
from projections.engine.rebuild import Rebuilding
from projections.engine.schema import connect
from tests.support.histories import append_history, chance_of, history
from tests.support.keys import KEYRING
from tests.support.read_models import follow, rows_of

pytestmark = pytest.mark.postgres


TIMELINE = next(each for each in READ_MODELS if each.name == "timeline")
WANTED: set[type] = {RequestTextsErased, FollowUpTextsErased, InvestigationTextsErased}


def erasing_history() -> list[Recorded]:
    """The first of the random histories in which something of every room is erased."""
    histories = (history(seed=seed, cases=6, requests=4) for seed in range(60, 160))
    return next(told for told in histories if {type(each.event) for each in told} >= WANTED)


def followed_in_pieces(database: str, told: Sequence[Recorded], seed: int) -> None:
    chance = chance_of(seed)
    cuts = sorted(chance.sample(range(1, len(told)), 6))
    for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True):
        append_history(database, told[start:end])
        follow(database, batch=chance.randint(1, 40))


def entries(database: str, *, erased: bool) -> list[tuple[Any, ...]]:
    """Stream, position and kind of the entries that are erased, or that have a text."""
    with psycopg.connect(database) as connection:
        return connection.execute(
            """
            SELECT stream_id, position, kind FROM read.timeline_entries
            WHERE CASE WHEN %s THEN is_erased ELSE entry_text IS NOT NULL END
            """,
            (erased,),
        ).fetchall()


def erasures(told: Sequence[Recorded]) -> dict[Any, int]:
    """The last erasing event of each erased stream."""
    return {each.envelope.aggregate_id: each.position for each in told if each.event.ERASES}


@pytest.mark.parametrize("seed", [61, 62, 63, 64])
def test_a_rebuild_equals_following_row_for_row_whatever_was_erased_in_between(database: str, seed: int) -> None:
    followed_in_pieces(database, history(seed=seed, cases=4, requests=4), seed)
    followed = rows_of(database)

    with EventLog(database, KEYRING) as log:
        rebuild(database, READ_MODELS, log)

    assert rows_of(database) == followed


def test_no_entry_before_an_erasure_keeps_its_text(database: str) -> None:
    told = erasing_history()
    gone = erasures(told)

    followed_in_pieces(database, told, seed=71)

    texts = entries(database, erased=False)
    assert [position for stream, position, _ in texts if position < gone.get(stream, 0)] == []


def test_an_entry_says_that_it_is_erased_only_where_it_had_a_text(database: str) -> None:
    told = erasing_history()
    gone = erasures(told)

    followed_in_pieces(database, told, seed=71)

    erased = entries(database, erased=True)
    assert erased
    assert all(position < gone[stream] for stream, position, _ in erased)
    assert not {"request.RequestReceived", "request.ExecutionStarted"} & {kind for _, _, kind in erased}


def test_requests_follow_ups_and_investigations_show_what_was_erased(database: str) -> None:
    told = erasing_history()

    followed_in_pieces(database, told, seed=71)

    with psycopg.connect(database) as connection:
        requests = connection.execute("SELECT DISTINCT is_erased, subject = '[erased]' FROM read.requests").fetchall()
        tasks = connection.execute("SELECT DISTINCT is_erased, task = '[erased]' FROM read.followups").fetchall()
        titles = connection.execute("SELECT DISTINCT is_erased, title = '[erased]' FROM read.investigations").fetchall()
    assert sorted(requests) == sorted(tasks) == sorted(titles) == [(False, False), (True, True)]


def schemas_aside(database: str) -> list[str]:
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'read\\_next\\_%'").fetchall()
    return [name for (name,) in rows]


def before_and_after(told: Sequence[Recorded]) -> tuple[Sequence[Recorded], Sequence[Recorded]]:
    """What happened before the first erasure, and from there on."""
    first = next(place for place, each in enumerate(told) if each.event.ERASES)
    return told[:first], told[first:]


def test_what_a_rebuild_that_was_cut_off_has_left_aside_goes_with_the_next_erasure(database: str) -> None:
    before, after = before_and_after(erasing_history())
    append_history(database, before)
    follow(database)
    with connect(database) as killed:
        cut_off = Rebuilding(killed, TIMELINE)
        cut_off.apply(Batch(before))
        cut_off.settle()
    left = schemas_aside(database)

    append_history(database, after)
    follow(database)

    assert (left, schemas_aside(database)) == (["read_next_timeline"], [])


def test_a_rebuild_under_way_goes_on_and_comes_to_the_erasure_by_itself(database: str) -> None:
    told = erasing_history()
    before, after = before_and_after(told)
    append_history(database, before)
    follow(database)
    with connect(database) as connection, EventLog(database, KEYRING) as log:
        under_way = Rebuilding(connection, TIMELINE)
        under_way.apply(Batch(before))
        append_history(database, after)
        follow(database)
        followed = rows_of(database)
        under_way.finish(log)

    assert rows_of(database) == followed
    assert schemas_aside(database) == []
