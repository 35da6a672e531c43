"""The shared items that a reply names: of the same investigation, and both sides have them.

It must not import the room of items, which stands above this one: a protocol tells what it asks of an item.
"""

from collections.abc import Sequence
from typing import Protocol, cast
from uuid import UUID

from domain.aggregate import Act, StreamKey
from domain.need_to_know import Need, denial
from domain.request.permissions import OF_THE_OPERATOR, reader_in
from domain.request.rules import AReplyNamesItemsThatBothSidesHave
from domain.request.state import Request

__all__ = ["require_items", "streams_of_items"]

ROOM = "item"


class Item(Protocol):
    """What a reply asks of a shared item."""

    @property
    def investigation_id(self) -> UUID:
        """The investigation that it belongs to."""
        ...

    def need_of(self, agency_id: str) -> Need:
        """What a member of an agency needs to see it."""
        ...

    def may_have(self, agency_id: str) -> bool:
        """Whether an agency has it."""
        ...

    def is_known_with(self, agency_id: str, acting: str) -> bool:
        """Whether an agency has it, as far as the acting one may know."""
        ...


def streams_of_items(item_ids: Sequence[UUID]) -> tuple[StreamKey, ...]:
    """This will name the streams that have to be read to know who has the items."""
    return tuple(StreamKey(ROOM, item_id) for item_id in item_ids)


def require_items(item_ids: Sequence[UUID], request: Request, act: Act) -> None:
    """This will refuse items that are not both sides'; one that the actor may not see is as good as none (inv. 24)."""
    for key in streams_of_items(item_ids):
        item = cast("Item | None", act.facts.about(key))
        if item is None or item.investigation_id != request.investigation_id or not _is_shared(item, request, act):
            raise AReplyNamesItemsThatBothSidesHave


def _is_shared(item: Item, request: Request, act: Act) -> bool:
    asking, acting = request.requesting_agency_id, request.requested_agency_id
    if act.actor.kind in OF_THE_OPERATOR:
        return item.may_have(asking)
    is_seen = denial(reader_in(item.investigation_id, act), item.need_of(acting)) is None
    return is_seen and item.is_known_with(asking, acting)
