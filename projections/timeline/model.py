"""Folds every event of a case into one entry of its timeline.

It must not change an entry once it is written.
"""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any
from uuid import UUID

from psycopg import sql

from domain.event import ActorKind, Envelope, Recorded
from domain.followup.events import FollowUpAssigned
from domain.investigation.events import FactRecorded, PartnerInvited
from domain.request.events import (
    RecordCorrected,
    RequestDrafted,
    RequestDraftRevised,
    RequestRedirected,
    RequestReopened,
    RequestSent,
    TimeLimitBreached,
)  # fmt: skip
from projections.engine.memory import Memory
from projections.engine.read_model import ReadModel
from projections.engine.tables import Row, Table, Tables, array
from projections.timeline.kinds import KINDS, Kind, Way

__all__ = ["TIMELINE", "Timeline"]

_REMEMBERED = 50_000
"""Requests whose parties stay in memory: about ten megabytes."""

_ENTRIES = Table(
    "timeline_entries",
    (
        "position", "case_id", "event_id", "request_id", "followup_id", "kind", "category", "from_agency_id", "to_agency_id",
        "agencies", "sort_at", "occurred_from", "occurred_until", "occurred_precision", "occurred_tz", "recorded_at",
        "actor_id", "actor_kind", "actor_agency_id", "actor_unit_id", "channel", "external_ref", "summary_arguments",
        "entry_text", "is_system", "cycle", "corrects", "private_to",
    ),
    key=("position", "int8"),
)  # fmt: skip

_REQUESTS = Table(
    "timeline_requests",
    ("request_id", "investigation_id", "requesting_agency_id", "requested_agency_id", "is_sent", "cycle"),
    key=("request_id", "uuid"),
)

# The parties of requests that are not in memory.
_PARTIES = sql.SQL("""
SELECT request_id, investigation_id, requesting_agency_id, requested_agency_id, is_sent, cycle
FROM timeline_requests WHERE request_id = ANY(%(ids)s)
""")

_DRAFTS = frozenset({RequestDrafted.TOPIC, RequestDraftRevised.TOPIC})

Between = tuple[str | None, str | None]


class Parties:
    """The two sides of a request as they stand, and whether the requested one knows of it."""

    __slots__ = ("cycle", "investigation_id", "is_sent", "requested", "requesting")

    def __init__(  # the columns of its row
        self, investigation_id: UUID | None, requesting: str, requested: str, is_sent: bool, cycle: int  # noqa: FBT001
    ) -> None:  # fmt: skip
        self.investigation_id, self.requesting, self.requested = investigation_id, requesting, requested
        self.is_sent, self.cycle = is_sent, cycle


class Timeline:
    """The folding: remembers the parties of the requests it met last."""

    def __init__(self) -> None:
        self._parties: Memory[UUID, Parties] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()

    def fold(self, batch: Sequence[Recorded], tables: Tables) -> None:
        """This will append an entry for each event of a case."""
        self._recall(batch, tables)
        rows = [row for row in map(self._entry, batch) if row is not None]
        tables.append(_ENTRIES, rows)
        self._write_parties(tables)

    def _recall(self, batch: Sequence[Recorded], tables: Tables) -> None:
        ids = {
            each.envelope.aggregate_id for each in batch if (kind := KINDS.get(type(each.event))) and kind.is_of_request
        }

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Parties]]:
            return ((row[0], Parties(*row[1:])) for row in tables.fetch(_PARTIES, ids=missing))

        self._parties.recall(ids, fetch)

    def _write_parties(self, tables: Tables) -> None:
        changed, self._changed = self._changed, set()
        known = [(each, parties) for each in changed if (parties := self._parties.get(each))]
        rows: list[Row] = [
            (str(each), _text(p.investigation_id), p.requesting, p.requested, p.is_sent, p.cycle) for each, p in known
        ]
        tables.replace(_REQUESTS, map(str, self._parties.written(changed)), rows)
        self._parties.shrink()

    def _entry(self, recorded: Recorded) -> Row | None:
        event, envelope = recorded.event, recorded.envelope
        kind = KINDS.get(type(event))
        if kind is None or envelope.case_id is None:
            return None
        parties = self._follow(recorded) if kind.is_of_request else None
        sender, receiver = _between(kind, event, envelope, parties)
        occurred = _text(envelope.occurred_at)
        stream = str(envelope.aggregate_id)
        return (
            recorded.position,
            str(envelope.case_id),
            str(envelope.event_id),
            stream if kind.is_of_request else None,
            stream if kind.is_of_followup else None,
            kind.topic,
            kind.category.value,
            sender,
            receiver,
            array(_taking_part(event, envelope, sender, receiver)),
            occurred or "infinity",
            occurred,
            _text(envelope.occurred_until),
            envelope.occurred_precision.value,
            envelope.occurred_tz,
            str(envelope.recorded_at),
            envelope.actor_id,
            envelope.actor_kind.value,
            envelope.acting_agency_id,
            envelope.acting_unit_id,
            envelope.channel.value,
            envelope.external_ref,
            kind.arguments(event),
            kind.text(event),
            envelope.actor_kind is ActorKind.PROCESS and type(event) is not TimeLimitBreached,
            parties.cycle if parties else None,
            str(event.corrected_event_id) if isinstance(event, RecordCorrected) else None,
            _private_to(event, parties),
        )

    def _follow(self, recorded: Recorded) -> Parties | None:
        """This will bring the parties of the event's request up to date, and return them."""
        event, request_id = recorded.event, recorded.envelope.aggregate_id
        parties = self._parties.get(request_id)
        if isinstance(event, RequestDrafted | RequestSent):
            is_sent = isinstance(event, RequestSent)
            parties = Parties(event.investigation_id, event.requesting_agency_id, event.requested_agency_id, is_sent, 1)
            self._parties.put(request_id, parties)
        elif parties is None:
            return None
        elif isinstance(event, RequestDraftRevised):
            parties.requested = event.requested_agency_id
        elif isinstance(event, RequestRedirected):
            parties.requested = event.to_agency_id
        elif isinstance(event, RequestReopened):
            parties.cycle = event.cycle
        else:
            return parties
        self._changed.add(request_id)
        return parties


def _between(kind: Kind, event: object, envelope: Envelope, parties: Parties | None) -> Between:
    acting = envelope.acting_agency_id
    if parties is None or kind.way is Way.NAMED:
        return _named(event, acting)
    asking, asked = parties.requesting, parties.requested
    if kind.way is Way.TO_OTHER_SIDE:
        return acting, asking if acting == asked else asked
    return {
        Way.TO_REQUESTED: (asking, asked),
        Way.TO_REQUESTING: (asked, asking),
        Way.WITHIN_REQUESTED: (asked, asked),
        Way.WITHIN_REQUESTING: (asking, asking),
        Way.ABOUT_REQUESTED: (None, asked),
    }[kind.way]


def _named(event: object, acting: str | None) -> Between:
    """This will return the parties that the event itself names, else who acted."""
    match event:
        case RequestRedirected():
            return event.from_agency_id, event.to_agency_id
        case FactRecorded():
            return event.actors[0] if event.actors else acting, event.addressee
        case PartnerInvited() | FollowUpAssigned():
            return acting, event.agency_id
    return getattr(event, "agency_id", None) or getattr(event, "lead_agency_id", None) or acting, None


def _taking_part(event: object, envelope: Envelope, sender: str | None, receiver: str | None) -> list[str]:
    named = event.actors if isinstance(event, FactRecorded) else ()
    return list(dict.fromkeys(each for each in (sender, receiver, envelope.acting_agency_id, *named) if each))


def _private_to(event: object, parties: Parties | None) -> str | None:
    """Drafts stay with the requesting agency for ever, and so does what is corrected in them."""
    if parties is None:
        return None
    of_draft = isinstance(event, RequestDrafted | RequestDraftRevised)
    of_draft = of_draft or (isinstance(event, RecordCorrected) and event.corrected_topic in _DRAFTS)
    return parties.requesting if of_draft or not parties.is_sent else None


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


TIMELINE = ReadModel(
    name="timeline",
    version=1,
    definition=files(__package__).joinpath("table.sql").read_text(),
    tables=("timeline_entries", "timeline_requests"),
    begin=Timeline,
)
