"""Folds every event of a case into one entry of its timeline.

It must not change an entry once it is written, but for taking its text away when that is erased.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any
from uuid import UUID

from psycopg import sql

from domain.event import ActorKind, Event, Recorded
from domain.request.events import (
    RecordCorrected,
    RequestDrafted,
    RequestDraftRevised,
    RequestRedirected,
    RequestReopened,
    RequestSent,
)  # fmt: skip
from projections.engine.memory import Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, moment
from projections.timeline.kinds import KINDS
from projections.timeline.parties import Parties, between, taking_part
from projections.viewer import is_of_draft

__all__ = ["TIMELINE", "Timeline"]

_REMEMBERED = 50_000
"""Requests whose parties stay in memory: about ten megabytes."""

_FEW = 10
"""Events up to which it is not worth while to let PostgreSQL write one entry while the next is made."""

_ENTRIES = Table(
    "timeline_entries",
    (
        "position", "case_id", "event_id", "stream_id", "request_id", "followup_id", "kind", "category",
        "from_agency_id", "to_agency_id", "agencies", "sort_at", "occurred_from", "occurred_until",
        "occurred_precision", "occurred_tz", "recorded_at",
        "actor_id", "actor_kind", "actor_agency_id", "actor_unit_id", "channel", "external_ref", "summary_arguments",
        "entry_text", "is_erased", "is_system", "cycle", "corrects", "private_to",
    ),
    key=("position", "int8"),
)  # fmt: skip

_REQUESTS = Table(
    "timeline_requests",
    (
        "request_id", "investigation_id", "requesting_agency_id", "requested_agency_id", "asked_agencies", "is_sent",
        "cycle",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

# The parties of requests that are not in memory.
_PARTIES = sql.SQL("""
SELECT request_id, investigation_id, requesting_agency_id, requested_agency_id, asked_agencies, is_sent, cycle
FROM timeline_requests WHERE request_id = ANY(%(ids)s)
""")


# Of each stream that was erased, the entries before that which have a text.
_ERASE = sql.SQL("""
UPDATE timeline_entries AS e SET entry_text = NULL, is_erased = true
FROM unnest(%(cases)s::uuid[], %(streams)s::uuid[], %(positions)s::bigint[]) AS gone (case_id, stream_id, position)
WHERE e.case_id = gone.case_id AND e.stream_id = gone.stream_id AND e.position < gone.position
AND e.entry_text IS NOT NULL
""")


class Timeline:
    """The folding: remembers the parties of the requests it met last, by the number that their id is."""

    def __init__(self) -> None:
        self._parties: Memory[int, Parties] = Memory(_REMEMBERED)
        self._changed: set[int] = set()

    def fold(self, batch: Sequence[Recorded], tables: Tables) -> None:
        """This will append an entry for each event of a case."""
        self._recall(batch, tables)
        rows = (row for row in map(self._entry, batch) if row is not None)
        if len(batch) > _FEW:
            tables.stream(_ENTRIES, rows)
        else:
            tables.append(_ENTRIES, list(rows))
        _erase([each for each in batch if each.event.ERASES], tables)
        self._write_parties(tables)

    def _recall(self, batch: Sequence[Recorded], tables: Tables) -> None:
        ids = {each.envelope.aggregate_id.int for each in batch if each.event.TOPIC.startswith("request.")}

        def fetch(missing: list[int]) -> Iterable[tuple[int, Parties]]:
            rows = tables.fetch(_PARTIES, ids=list(map(_id, missing)))
            return ((row[0].int, Parties(*row[1:])) for row in rows)

        self._parties.recall(ids, fetch)

    def _write_parties(self, tables: Tables) -> None:
        changed, self._changed = self._changed, set()
        known = [(each, parties) for each in sorted(changed) if (parties := self._parties.get(each))]
        rows: list[Row] = [
            (_id(each), _id_or_none(p.investigation_id), p.requesting, p.requested, array(p.asked), p.is_sent, p.cycle)
            for each, p in known
        ]
        tables.replace(_REQUESTS, map(_id, self._parties.written(changed)), rows)
        self._parties.shrink()

    def _entry(self, recorded: Recorded) -> Row | None:
        event, envelope = recorded.event, recorded.envelope
        kind, case_id = KINDS.get(type(event)), envelope.case_id
        if kind is None or case_id is None:
            return None
        parties = self._follow(recorded) if kind.is_of_request else None
        sender, receiver = between(kind.way, event, envelope.acting_agency_id, parties)
        occurred = moment(envelope.occurred_at)
        stream = _id(envelope.aggregate_id.int)
        return (
            recorded.position,
            _id(case_id.int),
            _id(envelope.event_id.int),
            stream,
            stream if kind.is_of_request else None,
            stream if kind.is_of_followup else None,
            kind.topic,
            kind.category_name,
            sender,
            receiver,
            taking_part(sender, receiver, envelope.acting_agency_id, *kind.also_taking_part(event)),
            occurred or "infinity",
            occurred,
            moment(envelope.occurred_until),
            str(envelope.occurred_precision),
            envelope.occurred_tz,
            envelope.recorded_at.isoformat(),
            envelope.actor_id,
            str(envelope.actor_kind),
            envelope.acting_agency_id,
            envelope.acting_unit_id,
            str(envelope.channel),
            envelope.external_ref,
            kind.arguments(event),
            None if recorded.is_erased else kind.text(event),
            recorded.is_erased,
            envelope.actor_kind is ActorKind.PROCESS and not kind.always_shown,
            parties.cycle if parties else None,
            _id_or_none(event.corrected_event_id) if type(event) is RecordCorrected else None,
            _private_to(event, parties),
        )

    def _follow(self, recorded: Recorded) -> Parties | None:
        """This will bring the parties of the event's request up to date, and return them."""
        event, request_id = recorded.event, recorded.envelope.aggregate_id.int
        parties = self._parties.get(request_id)
        change = _CHANGES.get(type(event))
        if change is None:
            return parties
        parties = change(parties, event)
        if parties is not None:
            self._parties.put(request_id, parties)
            self._changed.add(request_id)
        return parties


def _erase(erasures: list[Recorded], tables: Tables) -> None:
    """This will take the texts of all earlier entries of the erased streams away, those of this batch too."""
    if erasures:
        tables.change(
            _ERASE,
            cases=[each.envelope.case_id for each in erasures],
            streams=[each.envelope.aggregate_id for each in erasures],
            positions=[each.position for each in erasures],
        )


def _begun(_parties: Parties | None, event: RequestDrafted | RequestSent) -> Parties:
    is_sent, requested = type(event) is RequestSent, event.requested_agency_id
    asked = (requested,) if is_sent else ()
    return Parties(event.investigation_id, event.requesting_agency_id, requested, asked, is_sent, 1)


def _readdressed(parties: Parties | None, event: RequestDraftRevised) -> Parties | None:
    if parties is not None:
        parties.requested = event.requested_agency_id
    return parties


def _redirected(parties: Parties | None, event: RequestRedirected) -> Parties | None:
    if parties is not None:
        parties.requested = event.to_agency_id
        parties.asked = tuple(dict.fromkeys((*parties.asked, event.to_agency_id)))
    return parties


def _reopened(parties: Parties | None, event: RequestReopened) -> Parties | None:
    if parties is not None:
        parties.cycle = event.cycle
    return parties


_CHANGES: Mapping[type, Callable[[Parties | None, Any], Parties | None]] = {
    RequestDrafted: _begun,
    RequestSent: _begun,
    RequestDraftRevised: _readdressed,
    RequestRedirected: _redirected,
    RequestReopened: _reopened,
}
"""Event class -> what it changes of a request's parties."""


def _private_to(event: Event, parties: Parties | None) -> str | None:
    """Drafts stay with the requesting agency for ever, and so does what is corrected in them."""
    if parties is None:
        return None
    return parties.requesting if is_of_draft(event) or not parties.is_sent else None


def _id(number: int) -> str:
    """This will write a UUID without its dashes, several times faster than `str` does."""
    return f"{number:032x}"


def _id_or_none(value: UUID | None) -> str | None:
    return None if value is None else _id(value.int)


TIMELINE = ReadModel(
    name="timeline",
    version=3,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("timeline_entries", "timeline_requests"),
    begin=Timeline,
)
