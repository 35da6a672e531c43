"""What the overview of a past counts of requests: where each stands, and what it needs of its readers, without clocks.

It must not repeat the course of a request: domain.request.transitions says where each event leads.
"""

from uuid import UUID

from domain.request.events import RequestEvent
from domain.request.transitions import State, target_of
from projections.engine.memory import Batch
from projections.engine.read_model import Row, Table, Tables, array, id_of
from projections.timeline.parties import Parties
from projections.timeline.requests import Requests

__all__ = ["COUNTED", "Counted"]

COUNTED = "counted"
"""Stands for `requests` where they are counted: a few columns of these."""

_TABLE = Table(
    COUNTED,
    (
        "request_id", "investigation_id", "state", "requesting_agency_id", "need_rank", "need_compartments",
        "need_agencies",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

_REMEMBERED = 50_000
"""More than a case that is replayed has events."""

_OF_REQUEST = frozenset(RequestEvent.__args__)


class Counted:
    """The folding. state: as far as it tells what is finished, which alone is counted."""

    def __init__(self) -> None:
        self._requests = Requests(_REMEMBERED)
        self._states: dict[UUID, State] = {}

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will follow the requests of a history."""
        self._requests.recall(batch, tables)
        for each in batch.of(_OF_REQUEST):
            request_id = each.envelope.aggregate_id
            self._states[request_id] = target_of(type(each.event), self._states.get(request_id, State.DRAFT))
            self._requests.follow(each)

    def write(self, tables: Tables) -> None:
        """This will write them."""
        standing = ((each, state, self._requests.get(each.int)) for each, state in self._states.items())
        tables.append(_TABLE, [_row(each, state, parties) for each, state, parties in standing if parties])


def _row(request_id: UUID, state: State, parties: Parties) -> Row:
    return (
        id_of(request_id.int),
        None if parties.investigation_id is None else id_of(parties.investigation_id.int),
        state.value,
        parties.requesting,
        parties.need_rank,
        array(parties.need_compartments),
        None if parties.need_agencies is None else array(parties.need_agencies),
    )
