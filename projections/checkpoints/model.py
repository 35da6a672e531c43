"""Folds the checkpoints' events into one row per checkpoint.

It must not verify signatures: the domain did before it recorded them, and `entente verify` does again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from uuid import UUID

from psycopg import sql

from domain.checkpoint.events import CheckpointEvent, CheckpointSealed, CheckpointWitnessed
from domain.event import Recorded
from domain.signed_note import NoteSignature, SignedNote
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, moment
from projections.engine.walls import OPEN

__all__ = ["CHECKPOINTS", "Checkpoints"]

_REMEMBERED = 200
"""Checkpoints that stay in memory: partners countersign the latest ones."""

_COLUMNS = ("checkpoint_id", "origin", "size", "root", "note", "key", "witnesses", "sealed_at", "position")

_TABLE = Table("checkpoints", _COLUMNS, key=("checkpoint_id", "uuid"))

# The checkpoints that are not in memory.
_STORED = sql.SQL("""
    SELECT checkpoint_id, origin, size, root, note, key, witnesses, sealed_at, position FROM checkpoints
    WHERE checkpoint_id = ANY(%(ids)s)
""")

_OF_CHECKPOINT = frozenset(CheckpointEvent.__args__)


@dataclass(frozen=True, slots=True)
class _Checkpoint:
    origin: str
    size: int
    root: str
    note: str
    key: str
    witnesses: tuple[str, ...]
    sealed_at: str
    position: int


class Checkpoints:
    """The folding: remembers the checkpoints it met last."""

    def __init__(self) -> None:
        self._known: Memory[UUID, _Checkpoint] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the checkpoints of the batch up to date."""
        own = batch.of(_OF_CHECKPOINT)
        touched = dict.fromkeys(each.envelope.aggregate_id for each in own)
        self._recall(touched, tables)
        for recorded in own:
            self._take(recorded)
        self._changed.update(touched)

    def write(self, tables: Tables) -> None:
        """This will write the checkpoints that changed."""
        changed, self._changed = sorted(self._changed), set()
        known = {each: found for each in changed if (found := self._known.get(each))}
        gone = [str(each) for each in self._known.written(known)]
        tables.replace(_TABLE, gone, [_row(each, found) for each, found in known.items()])
        self._known.shrink()

    def _take(self, recorded: Recorded) -> None:
        event, checkpoint_id = recorded.event, recorded.envelope.aggregate_id
        found = self._known.get(checkpoint_id)
        if isinstance(event, CheckpointSealed):
            self._known.put(checkpoint_id, _begun(event, recorded))
        elif isinstance(event, CheckpointWitnessed) and found:
            self._known.put(checkpoint_id, _countersigned(found, event))

    def _recall(self, ids: Iterable[UUID], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, _Checkpoint]]:
            for id_, origin, size, root, note, key, witnesses, at, position in tables.fetch(_STORED, ids=missing):
                found = _Checkpoint(origin, size, root, note, key, tuple(witnesses), str(moment(at)), position)
                yield id_, found

        self._known.recall(ids, fetch)


def _begun(event: CheckpointSealed, recorded: Recorded) -> _Checkpoint:
    at = str(moment(recorded.envelope.recorded_at))
    return _Checkpoint(event.origin, event.size, event.root, event.note, event.key, (), at, recorded.position)


def _countersigned(found: _Checkpoint, event: CheckpointWitnessed) -> _Checkpoint:
    note = SignedNote.parse(found.note).with_signatures([NoteSignature.parse(event.signature)])
    return replace(found, note=str(note), witnesses=(*found.witnesses, event.agency_id))


def _row(checkpoint_id: UUID, found: _Checkpoint) -> Row:
    return (
        str(checkpoint_id), found.origin, found.size, found.root, found.note, found.key, array(found.witnesses),
        found.sealed_at, found.position,
    )  # fmt: skip


CHECKPOINTS = ReadModel(
    name="checkpoints",
    version=1,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("checkpoints",),
    begin=Checkpoints,
    policies={"checkpoints": OPEN},
)
