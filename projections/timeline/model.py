"""Folds every event of a case into one entry of its timeline.

It must not change an entry once it is written, but for taking its text away when that is erased.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import sql

from domain.event import ActorKind, Event, Recorded
from domain.followup.events import FollowUpOpened, SourceKind
from domain.marking import UNMARKED, is_guarded, rank
from domain.request.events import (
    RecordCorrected,
    RequestDrafted,
    RequestDraftRevised,
    RequestRedirected,
    RequestReopened,
    RequestSent,
)  # fmt: skip
from domain.vocabulary import Tlp
from projections import policies
from projections.engine.memory import Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, moment
from projections.held_items import HeldItems
from projections.timeline.kinds import KINDS, Kind
from projections.timeline.parties import Parties, between, taking_part
from projections.timeline.telling import Told, told_of
from projections.viewer import is_of_draft

__all__ = ["TIMELINE", "Timeline"]

_REMEMBERED = 50_000
"""Requests whose parties stay in memory: about ten megabytes."""

_FEW = 10
"""Events up to which it is not worth while to let PostgreSQL write one entry while the next is made."""

_ENTRIES = Table(
    "timeline_entries",
    (
        "position", "case_id", "event_id", "stream_id", "request_id", "followup_id", "item_id", "kind",
        "category",
        "from_agency_id", "to_agency_id", "agencies", "sort_at", "occurred_from", "occurred_until",
        "occurred_precision", "occurred_tz", "recorded_at",
        "actor_id", "actor_kind", "actor_agency_id", "actor_unit_id", "channel", "external_ref", "summary_arguments",
        "entry_text", "is_erased", "is_system", "cycle", "corrects", "private_to",
        "seen_by", "then_rank", "then_compartments", "then_red", "is_guarded", "need_request", "need_item",
    ),
    key=("position", "int8"),
)  # fmt: skip

_REQUESTS = Table(
    "timeline_requests",
    (
        "request_id", "investigation_id", "requesting_agency_id", "requested_agency_id", "asked_agencies", "is_sent",
        "cycle", "need_rank", "need_compartments", "need_agencies",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

# The parties of requests that are not in memory.
_PARTIES = sql.SQL("""
SELECT request_id, investigation_id, requesting_agency_id, requested_agency_id, asked_agencies, is_sent, cycle,
       need_rank, need_compartments, need_agencies
FROM timeline_requests WHERE request_id = ANY(%(ids)s)
""")

_CORRECTIONS = Table(
    "timeline_corrections",
    ("position", "case_id", "corrects", "event_id", "private_to", "need_request"),
    key=("position", "int8"),
)

_FOLLOWUPS = Table("timeline_followups", ("followup_id", "need_request", "need_item"), key=("followup_id", "uuid"))

# What follow-ups that are not in memory grew out of.
_SOURCES = sql.SQL("""
SELECT followup_id, need_request, need_item FROM timeline_followups WHERE followup_id = ANY(%(ids)s)
""")

# Of each stream that was erased, the entries before that which have a text.
_ERASE = sql.SQL("""
UPDATE timeline_entries AS e SET entry_text = NULL, is_erased = true
FROM unnest(%(cases)s::uuid[], %(streams)s::uuid[], %(positions)s::bigint[]) AS gone (case_id, stream_id, position)
WHERE e.case_id = gone.case_id AND e.stream_id = gone.stream_id AND e.position < gone.position
AND e.entry_text IS NOT NULL
""")


class Source(NamedTuple):
    """The ids of the request and of the item that a follow-up grew out of, where not every member sees them."""

    request: int | None
    item: int | None


class Timeline:
    """The folding: remembers the parties of the requests it met last, by the number that their id is."""

    def __init__(self) -> None:
        self._parties: Memory[int, Parties] = Memory(_REMEMBERED)
        self._changed: set[int] = set()
        self._sources: Memory[int, Source] = Memory(_REMEMBERED)
        self._begun: set[int] = set()
        self._corrections: list[Row] = []
        self._items = HeldItems("timeline")

    def fold(self, batch: Sequence[Recorded], tables: Tables) -> None:
        """This will append an entry for each event of a case."""
        self._recall(batch, tables)
        rows = (row for row in map(self._entry, batch) if row is not None)
        if len(batch) > _FEW:
            tables.stream(_ENTRIES, rows)
        else:
            tables.append(_ENTRIES, list(rows))
        _erase([each for each in batch if each.event.ERASES], tables)
        tables.append(_CORRECTIONS, self._corrections)
        self._corrections = []
        self._write_parties(tables)
        self._write_sources(tables)
        self._items.write(tables)

    def _recall(self, batch: Sequence[Recorded], tables: Tables) -> None:
        ids = {each.envelope.aggregate_id.int for each in batch if each.event.TOPIC.startswith("request.")}
        ids |= {
            each.event.source_id.int for each in batch if type(each.event) is FollowUpOpened and each.event.source_id
        }
        followups = {each.envelope.aggregate_id.int for each in batch if each.event.TOPIC.startswith("followup.")}

        def fetch(missing: list[int]) -> Iterable[tuple[int, Parties]]:
            rows = tables.fetch(_PARTIES, ids=list(map(_id, missing)))
            return ((row[0].int, Parties(*row[1:])) for row in rows)

        def sources(missing: list[int]) -> Iterable[tuple[int, Source]]:
            rows = tables.fetch(_SOURCES, ids=list(map(_id, missing)))
            return ((row[0].int, Source(*(each.int if each else None for each in row[1:]))) for row in rows)

        self._parties.recall(ids, fetch)
        self._sources.recall(followups, sources)
        self._items.recall(batch, tables)

    def _write_parties(self, tables: Tables) -> None:
        changed, self._changed = self._changed, set()
        known = [(each, parties) for each in sorted(changed) if (parties := self._parties.get(each))]
        rows: list[Row] = [
            (
                *(_id(each), _id_or_none(p.investigation_id), p.requesting, p.requested, array(p.asked), p.is_sent),
                *(p.cycle, p.need_rank, array(p.need_compartments)),
                None if p.need_agencies is None else array(p.need_agencies),
            )
            for each, p in known
        ]
        tables.replace(_REQUESTS, map(_id, self._parties.written(changed)), rows)
        self._parties.shrink()

    def _write_sources(self, tables: Tables) -> None:
        begun, self._begun = self._begun, set()
        known = [(each, source) for each in sorted(begun) if (source := self._sources.get(each))]
        rows: list[Row] = [(_id(each), _number(source.request), _number(source.item)) for each, source in known]
        tables.replace(_FOLLOWUPS, map(_id, self._sources.written(begun)), rows)
        self._sources.shrink()

    def _entry(self, recorded: Recorded) -> Row | None:
        event, envelope = recorded.event, recorded.envelope
        kind, case_id = KINDS.get(type(event)), envelope.case_id
        if kind is None or case_id is None:
            return None
        parties = self._follow(recorded) if kind.is_of_request else None
        told = self._told(recorded) if kind.is_of_item else None
        sender, receiver = told.between if told else between(kind.way, event, envelope.acting_agency_id, parties)
        occurred = moment(envelope.occurred_at)
        stream = _id(envelope.aggregate_id.int)
        private_to, needs = _private_to(event, parties), self._needs(recorded, kind, parties)
        if type(event) is RecordCorrected:
            corrects = _id_or_none(event.corrected_event_id)
            self._corrections.append(
                (recorded.position, _id(case_id.int), corrects, _id(envelope.event_id.int), private_to, needs[0])
            )
        return (
            recorded.position,
            _id(case_id.int),
            _id(envelope.event_id.int),
            stream,
            stream if kind.is_of_request else None,
            stream if kind.is_of_followup else None,
            stream if kind.is_of_item else None,
            kind.topic,
            kind.category_name,
            sender,
            receiver,
            taking_part(
                sender, receiver, envelope.acting_agency_id, *(told.others if told else kind.also_taking_part(event))
            ),
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
            private_to,
            array(told.seen_by) if told and told.seen_by is not None else None,
            rank(envelope.audience.classification),
            array(envelope.audience.compartments),
            envelope.audience.tlp is Tlp.RED,
            parties is not None and is_guarded(envelope.audience),
            *needs,
        )

    def _told(self, recorded: Recorded) -> Told:
        """This will take an event into its item, and say between whom it is."""
        before, after = self._items.take(recorded)
        return told_of(recorded.event, before if before.exists else after)

    def _needs(self, recorded: Recorded, kind: Kind, parties: Parties | None) -> Row:
        """This will name the request and the item that have to be seen for an entry, where not every member sees them.

        What a sent request needs never changes; of a draft it does, and so it is looked up whenever it is read.
        """
        stream = recorded.envelope.aggregate_id.int
        if parties is not None:
            is_open = parties.is_open and _private_to(recorded.event, parties) is None
            return (None if parties.investigation_id is None or is_open else _id(stream), None)
        if kind.is_of_followup:
            source = self._source(recorded)
            return (None, None) if source is None else (_number(source.request), _number(source.item))
        return None, _id(stream) if kind.is_of_item else None

    def _source(self, recorded: Recorded) -> Source | None:
        """This will find what a follow-up grew out of; None where every member sees that."""
        event, followup_id = recorded.event, recorded.envelope.aggregate_id.int
        if type(event) is FollowUpOpened and event.source_id is not None:
            parties = self._parties.get(event.source_id.int)
            if event.source is SourceKind.SHARED_ITEM:
                self._sources.put(followup_id, Source(None, event.source_id.int))
                self._begun.add(followup_id)
            elif parties is not None and not parties.is_open:
                self._sources.put(followup_id, Source(event.source_id.int, None))
                self._begun.add(followup_id)
        return self._sources.get(followup_id)

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
    return _marked(Parties(event.investigation_id, event.requesting_agency_id, requested, asked, is_sent, 1), event)


def _marked(parties: Parties, event: RequestDrafted | RequestDraftRevised | RequestSent) -> Parties:
    """Of a draft nobody but its own agency sees anything, of AMBER_STRICT the parties alone."""
    marking = event.content.marking or UNMARKED
    parties.need_rank, parties.need_compartments = rank(marking.classification), tuple(sorted(marking.compartments))
    is_shared = parties.is_sent and parties.investigation_id is not None
    parties.need_agencies = parties.asked if not is_shared or marking.tlp is Tlp.AMBER_STRICT else None
    return parties


def _readdressed(parties: Parties | None, event: RequestDraftRevised) -> Parties | None:
    if parties is not None:
        parties.requested = event.requested_agency_id
        _marked(parties, event)
    return parties


def _redirected(parties: Parties | None, event: RequestRedirected) -> Parties | None:
    if parties is not None:
        parties.readdress(event.to_agency_id)
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


def _number(number: int | None) -> str | None:
    return None if number is None else _id(number)


def _id_or_none(value: UUID | None) -> str | None:
    return None if value is None else _id(value.int)


TIMELINE = ReadModel(
    name="timeline",
    version=10,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=(
        "timeline_entries", "timeline_corrections", "timeline_requests", "timeline_followups", "timeline_items",
        "timeline_holders",
    ),
    begin=Timeline,
    policies=policies.TIMELINE,
    views=policies.TIMELINE_VIEWS,
)  # fmt: skip
