"""A hit as its read model folds it, and how its rows follow from the two registrations that it joins.

It must not repeat who is told what: that is `domain.identifier.state`.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from msgspec import Struct, field
from msgspec.json import Decoder

from domain.identifier.events import IdentifierRegistered
from domain.identifier.state import Hit, OwnSide, Registration, side_of
from domain.identifier.vocabulary import DismissalReason, IdentifierKind

__all__ = ["Folded", "SideFolded", "begun", "decode"]


class SideFolded(Struct):
    """One side; changed in place by the folding alone. told_at, told_position: since when it may know of the hit."""

    registration: Registration
    dismissal: DismissalReason | None = None
    opened_request_id: UUID | None = None
    told_at: datetime | None = None
    told_position: int = 0


class Folded(Struct):
    """A hit with both of its sides, the earlier registration first."""

    hit: Hit
    drawer_id: UUID
    kind: IdentifierKind
    sides: dict[UUID, SideFolded] = field(default_factory=dict)

    def known_to(self, registration_id: UUID) -> OwnSide | None:
        """This will tell what a side knows; None where it is told nothing."""
        other = self.sides[self.hit.other(registration_id)].registration
        return side_of(self.hit, self.sides[registration_id].registration, other)

    def tell(self, at: datetime, position: int) -> None:
        """This will note for each side that knows of the hit now, and did not before, since when it does."""
        for registration_id, side in self.sides.items():
            if side.told_at is None and self.known_to(registration_id) is not None:
                side.told_at, side.told_position = at, position


decode = Decoder(Folded).decode


def begun(hit: Hit, event: IdentifierRegistered, two: Iterable[Registration]) -> Folded:
    """This will begin a hit of two registrations."""
    sides = {each.registration_id: SideFolded(registration=each) for each in two}
    return Folded(hit=hit, drawer_id=event.drawer_id, kind=event.kind, sides=sides)
