"""Requests that not every member of their investigation may see, as a read model beside the board follows them.

It must not follow the others: what a sent request needs never changes, so one without a row is open to all members.
"""

from collections.abc import Iterable, Sequence
from typing import LiteralString
from uuid import UUID

from msgspec import Struct
from psycopg import sql

from domain.event import Recorded
from domain.marking import UNMARKED, rank
from domain.request.events import RequestRedirected, RequestSent
from domain.vocabulary import Tlp
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import Row, Table, Tables, array

__all__ = ["OF_MARKED", "MarkedRequests"]

_REMEMBERED = 10_000
"""Marked requests that stay in memory: some hundred bytes each."""

OF_MARKED = frozenset({RequestSent, RequestRedirected})
"""What is to be taken: nothing else changes whether a request is marked, or for whom."""

_PASSING_ON = frozenset({RequestRedirected})

_COLUMNS = (
    "request_id", "investigation_id", "requesting_agency_id", "need_rank", "need_compartments", "need_agencies",
)  # fmt: skip


class _Marked(Struct):
    """What one needs of its readers; agencies: of AMBER_STRICT, those that it was sent or passed on to."""

    investigation_id: UUID
    requesting: str
    need_rank: int
    compartments: Sequence[str]
    agencies: Sequence[str] | None


class MarkedRequests:
    """The marked requests of one read model. prefix: of its table `<prefix>_requests`."""

    def __init__(self, prefix: LiteralString) -> None:
        self._requests: Memory[UUID, _Marked] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()
        self._table = Table(prefix + "_requests", _COLUMNS, key=("request_id", "uuid"))
        # The marked requests that are not in memory.
        self._fetch = sql.SQL(
            "SELECT request_id, investigation_id, requesting_agency_id, need_rank, need_compartments, need_agencies"
            " FROM {} WHERE request_id = ANY(%(ids)s)"
        ).format(sql.Identifier(prefix + "_requests"))

    def recall(self, ids: Iterable[UUID], batch: Batch, tables: Tables) -> None:
        """This will bring requests, and those that the batch passes on, into memory."""
        passed_on = {each.envelope.aggregate_id for each in batch.of(_PASSING_ON)}

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, _Marked]]:
            return ((row[0], _Marked(*row[1:])) for row in tables.fetch(self._fetch, ids=missing))

        self._requests.recall({*ids, *passed_on}, fetch)

    def take(self, recorded: Recorded) -> None:
        """This will take an event into its request; all but its being sent and passed on change nothing here."""
        event = recorded.event
        if type(event) is RequestSent:
            self._begin(event)
        elif type(event) is RequestRedirected:
            self._readdress(event)

    def has(self, request_id: UUID) -> bool:
        """This will tell whether it is one that not every member may see."""
        return self._requests.get(request_id) is not None

    def write(self, tables: Tables) -> None:
        """This will write the requests that changed."""
        changed, self._changed = sorted(self._changed), set()
        known = [(each, marked) for each in changed if (marked := self._requests.get(each))]
        gone = [str(each) for each in self._requests.written(changed)]
        tables.replace(self._table, gone, [_row(*each) for each in known])
        self._requests.shrink()

    def _begin(self, sent: RequestSent) -> None:
        marking = sent.content.marking or UNMARKED
        is_strict = marking.tlp is Tlp.AMBER_STRICT
        if sent.investigation_id is None or not (marking.classification or marking.compartments or is_strict):
            return
        agencies = (sent.requested_agency_id,) if is_strict else None
        compartments = tuple(sorted(marking.compartments))
        self._put(
            sent.request_id,
            _Marked(
                sent.investigation_id, sent.requesting_agency_id, rank(marking.classification), compartments, agencies
            ),
        )

    def _readdress(self, passed_on: RequestRedirected) -> None:
        marked = self._requests.get(passed_on.request_id)
        if marked is not None and marked.agencies is not None:
            marked.agencies = tuple(dict.fromkeys((*marked.agencies, passed_on.to_agency_id)))
            self._put(passed_on.request_id, marked)

    def _put(self, request_id: UUID, marked: _Marked) -> None:
        self._requests.put(request_id, marked)
        self._changed.add(request_id)


def _row(request_id: UUID, marked: _Marked) -> Row:
    return (
        str(request_id),
        str(marked.investigation_id),
        marked.requesting,
        marked.need_rank,
        array(marked.compartments),
        None if marked.agencies is None else array(marked.agencies),
    )
