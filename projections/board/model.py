"""Folds the requests' events into the board: a row per request, a row per legal clock.

It must not look at the present: rows say from when a clock counts as at risk or overdue, queries say whether it does.
"""

from collections.abc import Callable, Iterable
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.request.events import RequestEvent
from projections import policies
from projections.board.folded import Folded, begun, decode, encode, take
from projections.board.written import CLOCKS, PARTIES, REQUESTS, clock_rows, party_rows, request_row, running
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Tables

__all__ = ["BOARD", "Board"]

_REMEMBERED = 20_000
"""Requests that stay in memory: two to five kilobytes each."""

# The requests that are not in memory.
_FOLDED = sql.SQL("SELECT request_id, folded FROM requests WHERE request_id = ANY(%(ids)s)")

_OF_REQUEST = frozenset(RequestEvent.__args__)


class Board:
    """The folding: remembers the requests it met last. stored: writes a request down for the batches that follow."""

    def __init__(self, stored: Callable[[Folded], str] = encode) -> None:
        self._stored = stored
        self._folded: Memory[UUID, Folded] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the requests of the batch up to date."""
        touched = batch.streams(_OF_REQUEST)
        self._recall(touched, tables)
        for request_id, events in touched.items():
            folded = self._folded.get(request_id) or begun(events[0])
            for recorded in events:
                take(folded, recorded)
            self._folded.put(request_id, folded)
        self._changed.update(touched)

    def write(self, tables: Tables) -> None:
        """This will write the requests that changed, with their clocks."""
        changed, self._changed = sorted(self._changed), set()
        requests: list[Row] = []
        clocks: list[Row] = []
        parties: list[Row] = []
        known = {each: folded for each in changed if (folded := self._folded.get(each))}
        gone = [str(each) for each in self._folded.written(known)]
        for request_id, folded in known.items():
            counted = running(folded.request.clock)
            requests.append((*request_row(str(request_id), folded, counted), self._stored(folded)))
            parties.extend(party_rows(str(request_id), folded))
            clocks.extend(clock_rows(str(request_id), folded.request.clock, counted))
        tables.replace(REQUESTS, gone, requests)
        tables.replace(PARTIES, gone, parties)
        tables.replace(CLOCKS, gone, clocks)
        self._folded.shrink()

    def _recall(self, touched: Iterable[UUID], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Folded]]:
            return ((request_id, decode(folded)) for request_id, folded in tables.fetch(_FOLDED, ids=missing))

        self._folded.recall(touched, fetch)


BOARD = ReadModel(
    name="board",
    version=17,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    indexes=files(__package__).joinpath("indexes.sql").read_text(encoding="utf-8"),
    tables=("requests", "request_parties", "clocks"),
    begin=Board,
    policies=policies.BOARD,
    views=policies.BOARD_VIEWS,
)
