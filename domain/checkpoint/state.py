"""A checkpoint as its decisions see it: what was sealed, and who countersigned it.

It must not know whether the log is as the checkpoint says: verification asks the log itself.
"""

from dataclasses import dataclass, replace
from functools import singledispatch

from domain.checkpoint import events
from domain.event import Recorded

__all__ = ["Checkpoint", "evolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A checkpoint; the empty one (`exists` False) stands for an id under which none was sealed.

    note: the signed note as it was sealed; witnesses: codes of the agencies that countersigned, with their key ids.
    """

    origin: str = ""
    size: int = 0
    note: str = ""
    witnesses: frozenset[tuple[str, str]] = frozenset()

    @property
    def exists(self) -> bool:
        """True when it was sealed."""
        return bool(self.note)


def evolve(state: Checkpoint, recorded: Recorded) -> Checkpoint:
    """This will take an event into the state."""
    return _apply(recorded.event, state)


@singledispatch
def _apply(_event: object, state: Checkpoint) -> Checkpoint:
    return state


@_apply.register
def _sealed(event: events.CheckpointSealed, state: Checkpoint) -> Checkpoint:
    return replace(state, origin=event.origin, size=event.size, note=event.note)


@_apply.register
def _witnessed(event: events.CheckpointWitnessed, state: Checkpoint) -> Checkpoint:
    return replace(state, witnesses=state.witnesses | {(event.agency_id, event.key_id)})
