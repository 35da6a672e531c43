"""What is stored of a log whose parts are folded apart: how far each part is, and so how far the whole.

It must not know where parts come from, nor fold: a part has a source, a number, and places that only grow.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import Connection, sql

from projections.engine.read_model import ReadModel

__all__ = [
    "Held",
    "Part",
    "Reached",
    "Step",
    "advance_whole",
    "begin_parts",
    "enter",
    "hold",
    "note_changes",
    "places",
    "skip",
    "step",
]

# Counting begins where the whole stands, of which nothing is missing; what was counted before counts no more.
_BEGIN = sql.SQL("""
WITH begun AS (
    INSERT INTO read.parted (model, base) SELECT model, position FROM read.position WHERE model = %(model)s
    FOR KEY SHARE ON CONFLICT DO NOTHING RETURNING model
)
UPDATE read.part p SET events = 0 FROM begun WHERE p.model = begun.model
""")

_ENTER = sql.SQL("""
INSERT INTO read.part (model, source, number)
SELECT %(model)s, %(source)s, number FROM generate_series(0, %(parts)s - 1) AS number
ON CONFLICT DO NOTHING
""")

# Whoever had the parts before, and is about to commit, is waited for.
_PLACES = sql.SQL("""
SELECT number, place, position, is_whole FROM read.part
WHERE model = %(model)s AND source = %(source)s AND number = ANY(%(numbers)s) FOR SHARE
""")

_SKIP = sql.SQL("""
UPDATE read.part SET place = %(place)s, is_whole = false
WHERE model = %(model)s AND source = %(source)s AND number = %(number)s AND place < %(place)s
""")

# A rebuild that puts its tables in place waits for those who fold, and they for it; they do not wait for each other.
_HOLD = sql.SQL("""
SELECT r.position, r.generation FROM read.position r JOIN read.parted p USING (model)
WHERE r.model = %(model)s FOR KEY SHARE OF r
""")

# Compare and set, all parts of a transaction at once; who waits for news hears of it when the rows can be read.
_STEP = sql.SQL("""
WITH stepped AS (
    UPDATE read.part p
    SET place = n.place, position = greatest(p.position, n.position), events = p.events + n.events, is_whole = true,
        updated_at = now()
    FROM unnest(%(numbers)s::int[], %(before)s::bigint[], %(places)s::bigint[], %(positions)s::bigint[],
                %(events)s::bigint[]) AS n (number, before, place, position, events)
    WHERE p.model = %(model)s AND p.source = %(source)s AND p.number = n.number AND p.place = n.before
    RETURNING p.number
)
SELECT count(*), pg_notify('entente_read', %(model)s) FROM stepped
""")

_CHANGED = sql.SQL("""
UPDATE read.part SET changes = changes + 1
WHERE model = %(model)s AND source = %(source)s AND number = ANY(%(numbers)s)
""")

# The log has no gaps: where as many events were folded behind the base as the furthest one is away from it, none is
# missing. Else all is there up to where the part is that is least far.
_WHOLE = sql.SQL("""
WITH parts AS (
    SELECT model, sum(events)::bigint AS events, max(position) AS furthest, min(position) AS least
    FROM read.part WHERE model = ANY(%(models)s) GROUP BY model
), reached AS (
    SELECT model, CASE WHEN base + events = furthest THEN furthest ELSE least END AS position
    FROM read.parted JOIN parts USING (model)
), advanced AS (
    UPDATE read.position r SET position = reached.position, updated_at = now() FROM reached
    WHERE r.model = reached.model AND reached.position > r.position
    RETURNING r.model
)
SELECT pg_notify('entente_read', model) FROM advanced
""")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A part of the log, whose events come in their order. source: what numbers and places are of."""

    source: str
    number: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a part is. place: where to go on, as it counts itself; position: of its last event that was folded.

    is_whole: False where what stood before `place` was gone before anybody read it.
    """

    place: int = 0
    position: int = 0
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction does with a part. before: the place at which it has to be; events: how many are folded."""

    before: int
    after: Reached
    events: int


@dataclass(frozen=True, slots=True)
class Held:
    """The read model as a whole, held against rebuilds. position: of the log, up to which nothing is missing."""

    position: int
    generation: int


def begin_parts(connection: Connection[Any], model: ReadModel) -> None:
    """This will let the read model be folded in parts from where it stands, unless it already is."""
    connection.execute(_BEGIN, {"model": model.name})


def enter(connection: Connection[Any], models: Iterable[ReadModel], source: str, parts: int) -> None:
    """This will note that a source has so many parts, read or not."""
    for model in models:
        connection.execute(_ENTER, {"model": model.name, "source": source, "parts": parts})


def places(connection: Connection[Any], model: ReadModel, parts: Sequence[Part]) -> dict[Part, Reached]:
    """This will tell how far parts are, of one source, which has to be entered."""
    if not parts:
        return {}
    named = {"model": model.name, "source": parts[0].source, "numbers": [each.number for each in parts]}
    rows = connection.execute(_PLACES, named).fetchall()
    return {Part(parts[0].source, number): Reached(*reached) for number, *reached in rows}


def skip(connection: Connection[Any], models: Iterable[ReadModel], part: Part, place: int) -> None:
    """This will go on at a place before which everything is gone; whether anything is missing, its next event tells."""
    for model in models:
        named = {"model": model.name, "source": part.source, "number": part.number, "place": place}
        connection.execute(_SKIP, named)


def hold(connection: Connection[Any], model: ReadModel) -> Held | None:
    """This will hold the read model for a transaction; None where it is not folded in parts any more."""
    row = connection.execute(_HOLD, {"model": model.name}).fetchone()
    return None if row is None else Held(*row)


def step(connection: Connection[Any], model: ReadModel, steps: Mapping[Part, Step]) -> bool:
    """This will advance parts, of one source; False where one of them is not where it was taken to be."""
    named = {
        "model": model.name,
        "source": next(iter(steps)).source,
        "numbers": [part.number for part in steps],
        "before": [each.before for each in steps.values()],
        "places": [each.after.place for each in steps.values()],
        "positions": [each.after.position for each in steps.values()],
        "events": [each.events for each in steps.values()],
    }
    row = connection.execute(_STEP, named).fetchone()
    return row is not None and row[0] == len(steps)


def note_changes(connection: Connection[Any], model: ReadModel, changed: Collection[Part]) -> None:
    """This will note that rows were written for parts, of one source."""
    named = {"source": next(iter(changed)).source, "numbers": [part.number for part in changed]}
    connection.execute(_CHANGED, {"model": model.name, **named})


def advance_whole(connection: Connection[Any], models: Iterable[ReadModel]) -> None:
    """This will move the read models to where nothing is missing before. Call it outside of any transaction.

    So it sees what others have committed; the last of several to commit sees the parts of all.
    """
    connection.execute(_WHOLE, {"models": [model.name for model in models]})
