"""A text that nobody writes, put into every operational field of a room, and found wherever it was left.

It must not know which fields are operational: the annotations of the events say so.
"""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
from psycopg import sql

from deploy.postgres_engine import MAJOR, PACKAGE
from domain.catalogue import EVENT_TYPES
from domain.erasure import has_texts, without_texts
from domain.event import ActorKind, Envelope, Event, Recorded
from domain.marking import Marking
from domain.request.events import RequestDrafted, RequestDraftRevised, RequestSent
from domain.storage import LogTree
from domain.storage.exported import event_line
from domain.vocabulary import ERASED, Handling
from tests.golden.samples import sample_of
from tests.support.histories import append_history
from tests.support.served import OPERATOR, now

__all__ = [
    "CANARY", "ROOMS", "analyse", "append_canaries", "dumped", "exported", "seen_in", "statistics_with", "tables_with",
]  # fmt: skip

CANARY = "Zaunkönig-7f3a91"
"""Not plain ASCII, so that a text that was escaped on its way is another text."""

ROOMS = ("request", "followup", "review", "investigation")
"""The rooms whose every event is given a canary past the rules; items tell theirs over the public interface."""

TAIL = CANARY[-9:]
SEEN = (TAIL, TAIL.encode().hex())
"""The canary as it may be written: its tail is the same however the rest is escaped; bytes show in hexadecimal."""

PARTS = {
    "requesting_agency_id": "FR-SPOC", "opened_by_agency_id": "FR-SPOC", "requested_agency_id": "DE-BKA",
    "from_agency_id": "DE-BKA", "to_agency_id": "DE-BKA", "by_agency_id": "FR-SPOC", "agency_id": "ZZ-NONE",
    "member_id": "nobody", "requesting_unit_id": None, "requested_tz": "UTC", "to_tz": "UTC", "profile": "EU_EIO",
    "protocol": "2024.1", "agreed_limits": (), "limits": (), "agencies": (), "annuls_breach_of": (), "cycle": 1,
    "to_agency_ids": ("ZZ-NONE",), "needs": (),
}  # fmt: skip
"""What an event says besides its texts, so that it happens to nobody else and counts nothing."""

OPEN = Marking(handling=(Handling.H3,), handling_text=CANARY)
"""A marking with words, which hides a request from nobody."""


def append_canaries(conninfo: str, room: str, case_id: UUID, stream_id: UUID) -> list[str]:
    """This will let every event of a room that holds texts happen to one of its streams; the topics come back."""
    with psycopg.connect(conninfo) as connection:
        found = connection.execute(
            "SELECT max(originator_version) FROM log.events WHERE originator_id = %s", (stream_id,)
        ).fetchone()
    version = found[0] if found else 0
    ids = {"request_id": stream_id, "followup_id": stream_id, "review_id": stream_id, "investigation_id": case_id}
    made = [_marked(sample_of(kind), {**PARTS, **ids}) for kind in _kinds(room)]
    told = [
        Recorded(event, _envelope(event, case_id, stream_id, version + place))
        for place, event in enumerate(made, start=1)
    ]
    append_history(conninfo, told)
    return [event.TOPIC for event in made]


def tables_with(conninfo: str) -> list[str]:
    """This will name every table of every schema in a row of which the canary stands, in text, JSON or bytes."""
    with psycopg.connect(conninfo) as connection:
        return [name.as_string() for name in _tables(connection) if _holds(connection, name)]


def analyse(conninfo: str) -> None:
    """This will let the database look at all values and note the common ones, as it does by itself now and then."""
    with psycopg.connect(conninfo) as connection:
        connection.execute("ANALYZE")


def statistics_with(conninfo: str) -> list[str]:
    """This will name what the database noted of values, where the canary is among them."""
    names = [sql.Identifier("pg_catalog", name) for name in ("pg_statistic", "pg_stats", "pg_stats_ext")]
    with psycopg.connect(conninfo) as connection:
        return [name.as_string() for name in names if _holds(connection, name)]


def dumped(conninfo: str) -> str:
    """This will dump the whole database, and name what of the canary the dump holds; nothing where it is clean."""
    package = find_spec(PACKAGE)
    assert package is not None
    assert package.submodule_search_locations is not None
    (program,) = Path(package.submodule_search_locations[0]).glob(f"pginstall{MAJOR}/bin/pg_dump")
    told = subprocess.run([program, "--dbname", conninfo], capture_output=True, check=True).stdout.decode()
    assert "COPY log." in told
    return seen_in(told)


def exported(conninfo: str) -> str:
    """This will export the log, and name what of the canary the export holds; nothing where it is clean."""
    tree = LogTree(conninfo)
    try:
        lines = [event_line(link) for link in tree.links(0, 100_000)]
    finally:
        tree.close()
    assert lines
    return seen_in(b"".join(lines).decode())


def seen_in(text: str) -> str:
    """This will return the first form of the canary that a text holds; nothing where it holds none."""
    return next((form for form in SEEN if form in text), "")


def _kinds(room: str) -> Iterator[type[Event]]:
    """The opening of an investigation would begin its membership anew; whoever opens it writes the canary itself."""
    for topic, kind in EVENT_TYPES.items():
        is_told = topic.startswith(f"{room}.") and topic != "investigation.InvestigationOpened"
        if is_told and not kind.ERASES and has_texts(sample_of(kind)):
            yield kind


def _marked(event: Event, parts: Mapping[str, Any]) -> Event:
    own = {field.name for field in fields(event)}  # type: ignore[arg-type]  # every event is a dataclass
    told = replace(event, **{name: value for name, value in parts.items() if name in own})  # type: ignore[type-var]  # same
    if isinstance(told, RequestDrafted | RequestDraftRevised | RequestSent):
        told = replace(told, content=replace(told.content, marking=OPEN))
    written = msgspec.json.encode(without_texts(told)).replace(ERASED.encode(), CANARY.encode())
    return msgspec.json.decode(written, type=type(event))


def _envelope(event: Event, case_id: UUID, stream_id: UUID, version: int) -> Envelope:
    return Envelope(
        event_id=uuid4(),
        aggregate_id=stream_id,
        aggregate_version=version,
        case_id=case_id,
        recorded_at=now(),
        occurred_at=now(),
        actor_id=OPERATOR.actor_id,
        actor_kind=ActorKind.IMPORT,
        command_id=uuid4(),
        schema_version=event.VERSION,
    )


def _tables(connection: psycopg.Connection[Any]) -> Iterable[sql.Identifier]:
    rows = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    assert {schema for schema, _ in rows} >= {"log", "read"}
    return [sql.Identifier(*row) for row in sorted(rows)]


def _holds(connection: psycopg.Connection[Any], table: sql.Identifier) -> bool:
    """A row as text has its bytes in hexadecimal notation."""
    found = sql.SQL("SELECT FROM {} AS t WHERE t::text LIKE ANY (%s) LIMIT 1").format(table)
    return connection.execute(found, ([f"%{form}%" for form in SEEN],)).fetchone() is not None
