"""Folds every event of a case into one entry of its timeline.

It must not change an entry once it is written, but for taking its text away when that is erased.
"""

from functools import lru_cache
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.event import ActorKind, Audience, Envelope, Event, Recorded
from domain.followup.events import FollowUpOpened
from domain.marking import is_guarded, rank
from domain.request.drafts import is_of_draft
from domain.request.events import RecordCorrected
from domain.vocabulary import Tlp
from projections import policies
from projections.engine.memory import Batch
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, id_of, moment
from projections.entry_needs import EntryNeeds
from projections.held_items import HeldItems
from projections.timeline.kinds import KINDS, Kind
from projections.timeline.parties import Parties, between, taking_part
from projections.timeline.requests import Requests
from projections.timeline.sources import Sources
from projections.timeline.telling import Told, told_of

__all__ = ["TIMELINE", "Timeline"]

_REMEMBERED = 50_000
"""Requests and follow-ups that stay in memory: about ten megabytes."""

_MARKINGS = 10_000
"""Markings that stay written: all but a few events carry one of some dozens."""

_FEW = 10
"""Events up to which it is not worth while to let PostgreSQL write one entry while the next is made."""

_ENTRIES = Table(
    "timeline_entries",
    (
        "position", "case_id", "event_id", "stream_id", "request_id", "followup_id", "item_id", "review_id",
        "kind", "category",
        "from_agency_id", "to_agency_id", "agencies", "sort_at", "occurred_from", "occurred_until",
        "occurred_precision", "occurred_tz", "recorded_at",
        "actor_id", "actor_kind", "actor_agency_id", "actor_unit_id", "channel", "external_ref", "summary_arguments",
        "entry_text", "is_erased", "is_system", "cycle", "corrects", "private_to",
        "seen_by", "then_rank", "then_compartments", "then_red", "is_of_compartment", "is_guarded", "need_request",
        "need_item", "need_part", "item_ids",
    ),
    key=("position", "int8"),
)  # fmt: skip

_CORRECTIONS = Table(
    "timeline_corrections",
    ("position", "case_id", "corrects", "event_id", "private_to", "need_request"),
    key=("position", "int8"),
)

# Of each stream that was erased, the entries before that which have a text.
_ERASE = sql.SQL("""
UPDATE timeline_entries AS e SET entry_text = NULL, is_erased = true
FROM unnest(%(cases)s::uuid[], %(streams)s::uuid[], %(positions)s::bigint[]) AS gone (case_id, stream_id, position)
WHERE e.case_id = gone.case_id AND e.stream_id = gone.stream_id AND e.position < gone.position
AND e.entry_text IS NOT NULL
""")


class Timeline:
    """The folding: remembers the requests, follow-ups and items that it met last."""

    def __init__(self) -> None:
        self._requests = Requests(_REMEMBERED)
        self._sources = Sources(_REMEMBERED)
        self._corrections: list[Row] = []
        self._erasures: list[Recorded] = []
        self._items = HeldItems("timeline")
        self._parts = EntryNeeds("timeline")

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will append an entry for each event of a case."""
        for remembered in (self._requests, self._sources, self._items, self._parts):
            remembered.recall(batch, tables)
        rows = (row for row in map(self._entry, batch) if row is not None)
        if len(batch) > _FEW:
            tables.stream(_ENTRIES, rows)
        else:
            tables.append(_ENTRIES, list(rows))
        self._erasures += [each for each in batch if each.event.ERASES]
        tables.append(_CORRECTIONS, self._corrections)
        self._corrections = []

    def write(self, tables: Tables) -> None:
        """This will write the requests, follow-ups, items and parts that changed, and take texts away."""
        erasures, self._erasures = self._erasures, []
        _erase(erasures, tables)
        for remembered in (self._requests, self._sources, self._items, self._parts):
            remembered.write(tables)

    def _entry(self, recorded: Recorded) -> Row | None:
        event, envelope = recorded.event, recorded.envelope
        kind = KINDS.get(type(event))
        if kind is None or envelope.case_id is None:
            return None
        parties = self._requests.follow(recorded) if kind.is_of_request else None
        told = self._told(recorded) if kind.is_of_item else None
        sender, receiver = told.between if told else between(kind.way, event, envelope.acting_agency_id, parties)
        others = told.others if told else kind.also_taking_part(event)
        private_to, needs = _private_to(event, parties), self._needs(recorded, kind, parties)
        corrects = None
        if type(event) is RecordCorrected:
            corrects = None if event.corrected_event_id is None else id_of(event.corrected_event_id.int)
            self._corrections.append(_correction(recorded, corrects, private_to, needs))
        return (
            *_identity(recorded, envelope.case_id, kind),
            sender,
            receiver,
            taking_part(sender, receiver, envelope.acting_agency_id, *others),
            *_moments(envelope),
            *_recorder(envelope),
            kind.arguments(event),
            None if recorded.is_erased else kind.text(event),
            recorded.is_erased,
            envelope.actor_kind is ActorKind.PROCESS and not kind.always_shown,
            parties.cycle if parties else None,
            corrects,
            private_to,
            array(told.seen_by) if told and told.seen_by is not None else None,
            *_then(envelope.audience, kind.compartments(event), is_of_request=parties is not None),
            *needs,
            None if (part := self._parts.take(recorded)) is None else id_of(part.int),
            array(map(str, items)) if (items := kind.items(event)) else None,
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
            return (None if parties.investigation_id is None or is_open else id_of(stream), None)
        if kind.is_of_followup:
            return self._needs_of_source(recorded)
        return None, id_of(stream) if kind.is_of_item else None

    def _needs_of_source(self, recorded: Recorded) -> Row:
        event = recorded.event
        asked = event.source_id if type(event) is FollowUpOpened else None
        parties = None if asked is None else self._requests.get(asked.int)
        source = self._sources.of(recorded, is_open=parties is None or parties.is_open)
        return source or (None, None)


def _identity(recorded: Recorded, case_id: UUID, kind: Kind) -> Row:
    stream = id_of(recorded.envelope.aggregate_id.int)
    return (
        recorded.position,
        id_of(case_id.int),
        id_of(recorded.envelope.event_id.int),
        stream,
        stream if kind.is_of_request else None,
        stream if kind.is_of_followup else None,
        stream if kind.is_of_item else None,
        stream if kind.is_of_review else None,
        kind.topic,
        kind.category_name,
    )


def _moments(envelope: Envelope) -> Row:
    occurred = moment(envelope.occurred_at)
    return (
        occurred or "infinity",
        occurred,
        moment(envelope.occurred_until),
        str(envelope.occurred_precision),
        envelope.occurred_tz,
        envelope.recorded_at.isoformat(),
    )


def _recorder(envelope: Envelope) -> Row:
    return (
        envelope.actor_id,
        str(envelope.actor_kind),
        envelope.acting_agency_id,
        envelope.acting_unit_id,
        str(envelope.channel),
        envelope.external_ref,
    )


@lru_cache(_MARKINGS)
def _then(audience: Audience, compartments: tuple[str, ...], *, is_of_request: bool) -> Row:
    """What an entry needed when it was recorded. compartments: those that it tells of."""
    return (
        rank(audience.classification),
        array(compartments or audience.compartments),
        audience.tlp is Tlp.RED,
        bool(compartments),
        is_of_request and is_guarded(audience),
    )


def _correction(recorded: Recorded, corrects: str | None, private_to: str | None, needs: Row) -> Row:
    envelope = recorded.envelope
    return (
        recorded.position,
        None if envelope.case_id is None else id_of(envelope.case_id.int),
        corrects,
        id_of(envelope.event_id.int),
        private_to,
        needs[0],
    )


def _erase(erasures: list[Recorded], tables: Tables) -> None:
    """This will take the texts of all earlier entries of erased streams away, at once: in a rebuild, no index helps."""
    if erasures:
        tables.change(
            _ERASE,
            cases=[each.envelope.case_id for each in erasures],
            streams=[each.envelope.aggregate_id for each in erasures],
            positions=[each.position for each in erasures],
        )


def _private_to(event: Event, parties: Parties | None) -> str | None:
    """Drafts stay with the requesting agency for ever, and so does what is corrected in them."""
    if parties is None:
        return None
    return parties.requesting if is_of_draft(event) or not parties.is_sent else None


TIMELINE = ReadModel(
    name="timeline",
    version=18,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    indexes=files(__package__).joinpath("indexes.sql").read_text(encoding="utf-8"),
    tables=(
        "timeline_entries", "timeline_corrections", "timeline_requests", "timeline_followups", "timeline_items",
        "timeline_holders", "timeline_needs",
    ),
    begin=Timeline,
    policies=policies.TIMELINE,
    views=policies.TIMELINE_VIEWS,
)  # fmt: skip
