"""The requests that a timeline tells of: their parties as they stand, and what each needs of its readers.

It must not know entries.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from psycopg import sql

from domain.event import Recorded
from domain.followup.events import FollowUpOpened
from domain.marking import UNMARKED, rank
from domain.request.events import (
    RequestDrafted,
    RequestDraftRevised,
    RequestEvent,
    RequestRedirected,
    RequestReopened,
    RequestSent,
)  # fmt: skip
from domain.vocabulary import Tlp
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import Row, Table, Tables, array, id_of
from projections.timeline.parties import Parties

__all__ = ["Requests"]

_REQUESTS = Table(
    "timeline_requests",
    (
        "request_id", "investigation_id", "requesting_agency_id", "requested_agency_id", "asked_agencies", "is_sent",
        "cycle", "need_rank", "need_compartments", "need_agencies",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

_OF_REQUEST, _OPENING = frozenset(RequestEvent.__args__), frozenset({FollowUpOpened})

# The parties of requests that are not in memory.
_FETCH = sql.SQL("""
SELECT request_id, investigation_id, requesting_agency_id, requested_agency_id, asked_agencies, is_sent, cycle,
       need_rank, need_compartments, need_agencies
FROM timeline_requests WHERE request_id = ANY(%(ids)s)
""")


class Requests:
    """The parties of the requests that were met last, by the number that their id is."""

    def __init__(self, capacity: int) -> None:
        self._parties: Memory[int, Parties] = Memory(capacity)
        self._changed: set[int] = set()

    def recall(self, batch: Batch, tables: Tables) -> None:
        """This will bring the batch's requests, and those that its follow-ups grow out of, into memory."""
        ids = {each.int for each in batch.streams(_OF_REQUEST)}
        opened: Iterable[Any] = (each.event for each in batch.of(_OPENING))
        ids |= {event.source_id.int for event in opened if event.source_id}

        def fetch(missing: list[int]) -> Iterable[tuple[int, Parties]]:
            rows = tables.fetch(_FETCH, ids=list(map(id_of, missing)))
            return ((row[0].int, Parties(*row[1:])) for row in rows)

        self._parties.recall(ids, fetch)

    def get(self, request_id: int) -> Parties | None:
        """This will return the parties of a request; None where it is not known."""
        return self._parties.get(request_id)

    def follow(self, recorded: Recorded) -> Parties | None:
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

    def write(self, tables: Tables) -> None:
        """This will write those that changed."""
        changed, self._changed = self._changed, set()
        known = [(each, parties) for each in sorted(changed) if (parties := self._parties.get(each))]
        rows = [_row(each, parties) for each, parties in known]
        tables.replace(_REQUESTS, map(id_of, self._parties.written(changed)), rows)
        self._parties.shrink()


def _row(request_id: int, parties: Parties) -> Row:
    return (
        id_of(request_id),
        None if parties.investigation_id is None else id_of(parties.investigation_id.int),
        parties.requesting,
        parties.requested,
        array(parties.asked),
        parties.is_sent,
        parties.cycle,
        parties.need_rank,
        array(parties.need_compartments),
        None if parties.need_agencies is None else array(parties.need_agencies),
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
