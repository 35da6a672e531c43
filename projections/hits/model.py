"""Folds registered identifiers and their hits into one row for each registration, and one for each side that is told.

It must not keep a digest, nor look at a clock: whether a registration still stands, queries say.
"""

from collections.abc import Iterable
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.event import Recorded
from domain.identifier import events
from domain.identifier.events import IdentifierEvent, IdentifierRegistered
from domain.identifier.state import found_hit
from domain.request.events import RequestDrafted
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Tables
from projections.hits.folded import Folded, begun, decode
from projections.hits.registrations import RegistrationRows
from projections.hits.written import COUNTERPARTS, SIDES, STATES, counterpart_rows, side_rows
from projections.holding import stored
from projections.policies import HITS as POLICIES

__all__ = ["HITS", "Hits"]

_REMEMBERED = 20_000
"""Hits that stay in memory: about one kilobyte each."""

# The hits that are not in memory.
_FOLDED = sql.SQL("SELECT hit_id, folded FROM hit_states WHERE hit_id = ANY(%(ids)s)")

_OF_IDENTIFIERS = frozenset(IdentifierEvent.__args__)


class Hits:
    """The folding: remembers the hits and registrations that it met last."""

    def __init__(self) -> None:
        self._hits: Memory[UUID, Folded] = Memory(_REMEMBERED)
        self._registrations = RegistrationRows()
        self._changed: dict[UUID, None] = {}

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the registrations and hits of the batch up to date."""
        own = [each for each in batch if _is_own(each)]
        hits = dict.fromkeys(each for recorded in own for each in _hits_of(recorded.event))
        self._recall(hits, tables)
        self._registrations.recall(own, tables)
        for recorded in own:
            self._take(recorded)
        self._changed.update(hits)

    def write(self, tables: Tables) -> None:
        """This will write the registrations and hits that changed."""
        self._registrations.write(tables)
        changed, self._changed = self._changed, {}
        known = {each: found for each in changed if (found := self._hits.get(each))}
        gone = [str(each) for each in self._hits.written(known)]
        tables.replace(STATES, gone, [(str(each), stored(found)) for each, found in known.items()])
        tables.replace(SIDES, gone, [row for found in known.values() for row in side_rows(found)])
        tables.replace(COUNTERPARTS, gone, [row for found in known.values() for row in counterpart_rows(found)])
        self._hits.shrink()

    def _take(self, recorded: Recorded) -> None:
        match recorded.event:
            case IdentifierRegistered() as event:
                self._begin(event, recorded)
            case events.RegistrationEnded() as event:
                self._registrations.end(event, recorded)
            case RequestDrafted(hit_id=UUID() as hit_id, registration_id=UUID() as side, request_id=request_id):
                self._opened(hit_id, side, request_id)
            case events.HitAcknowledged() | events.HitDisclosed() | events.HitDismissed() as event:
                self._act(event, recorded)
            case _:
                pass

    def _begin(self, event: IdentifierRegistered, recorded: Recorded) -> None:
        own = self._registrations.begin(event, recorded)
        for each in event.hits:
            other = self._registrations.get(each.registration_id)
            if other is not None:
                self._found(begun(found_hit(each.hit_id, other, own), event, (other, own)), recorded)

    def _found(self, folded: Folded, recorded: Recorded) -> None:
        folded.tell(recorded.envelope.recorded_at, recorded.position)
        self._hits.put(folded.hit.hit_id, folded)

    def _act(
        self, event: events.HitAcknowledged | events.HitDisclosed | events.HitDismissed, recorded: Recorded
    ) -> None:
        folded = self._hits.get(event.hit_id)
        if folded is None:
            return
        folded.hit = folded.hit.after(event)
        if isinstance(event, events.HitDismissed):
            folded.sides[event.registration_id].dismissal = event.reason
        self._found(folded, recorded)

    def _opened(self, hit_id: UUID, registration_id: UUID, request_id: UUID) -> None:
        folded = self._hits.get(hit_id)
        if folded is not None and registration_id in folded.sides:
            folded.sides[registration_id].opened_request_id = request_id
            self._hits.put(hit_id, folded)

    def _recall(self, ids: Iterable[UUID], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Folded]]:
            return ((hit_id, decode(folded)) for hit_id, folded in tables.fetch(_FOLDED, ids=missing))

        self._hits.recall(ids, fetch)


def _is_own(recorded: Recorded) -> bool:
    event = recorded.event
    return type(event) in _OF_IDENTIFIERS or (type(event) is RequestDrafted and event.hit_id is not None)


def _hits_of(event: object) -> Iterable[UUID]:
    if isinstance(event, IdentifierRegistered):
        return (each.hit_id for each in event.hits)
    hit_id = getattr(event, "hit_id", None)
    return () if hit_id is None else (hit_id,)


HITS = ReadModel(
    name="hits",
    version=1,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("identifier_registrations", "identifier_rates", "hit_states", "hit_sides", "hit_counterparts"),
    begin=Hits,
    policies=POLICIES,
)
