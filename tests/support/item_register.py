"""The register of shared items, folded from a log that a test tells: the investigation of tests.support.items first.

It must not hold expectations but that pages and counts agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from psycopg import AsyncConnection

from domain.erasure import ErasureReason
from domain.event import ActorKind, Envelope, Event, Recorded
from domain.item import events
from domain.marking import Marking
from domain.storage import EventLog
from domain.storage.append import Growth
from projections.engine import Pace, ReadModel, Runner, rebuild
from projections.investigations.model import INVESTIGATIONS
from projections.items import queries
from projections.items.model import ITEMS
from projections.items.queries import items_of
from projections.items.rows import ItemFilter, ItemRow
from projections.viewer import Viewer
from tests.support.given import NOW
from tests.support.investigations import CASE
from tests.support.items import ITEM_ID, WORLD, of
from tests.support.keys import KEYRING
from tests.support.read_models import answer, everything, rows_of

__all__ = [
    "ALL", "BEN", "CARL", "DORA", "INGA", "LENA", "LUC", "RESTRICTION", "Register", "erased", "onward", "restricted",
    "total", "viewer",
]  # fmt: skip

MODELS: tuple[ReadModel, ...] = (INVESTIGATIONS, ITEMS)


def viewer(member_id: str, agency_id: str, at: datetime = NOW) -> Viewer:
    """This will make a reader on the day of a moment."""
    return Viewer(member_id=member_id, agency_id=agency_id, today=at.date())


LENA, LUC = viewer("lena", "FR-SPOC"), viewer("luc", "FR-SPOC")
BEN, CARL = viewer("ben", "BE-SPOC"), viewer("carl", "BE-SPOC")
DORA, INGA = viewer("dora", "DE-SPOC"), viewer("inga", "IT-SPOC")
ALL = (LENA, LUC, BEN, CARL, DORA, INGA)
RESTRICTION = UUID("1c7a4d1b-0d8f-4c4e-8f4e-6a3c0e9d5b13")


class Register:
    """A log that grows by what a test tells, one event an hour, and the read models that follow it."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self._versions: dict[UUID, int] = {}
        self._told = 0
        self.tell(*WORLD)

    def tell(self, *happened: Event, item_id: UUID = ITEM_ID) -> "Register":
        """This will record events of the investigation or of an item, and let the read models follow."""
        with EventLog(self.conninfo, KEYRING) as log:
            rows = [log.documents.write(each.event, each.envelope) for each in self._recorded(happened, item_id)]
            writer = log.writer()
            writer.begin([])
            writer.commit(Growth(rows))
            writer.close()
            with Runner(self.conninfo, MODELS, log, Pace()) as runner:
                runner.catch_up()
        return self

    def item(self, reader: Viewer, item_id: UUID = ITEM_ID) -> ItemRow | None:
        """This will read one item as somebody sees it."""
        return answer(self.conninfo, lambda c: items_of(c, reader, [item_id])).get(item_id)

    def seen_by(self, *readers: Viewer) -> set[str]:
        """This will name those of the readers who see the item."""
        return {each.member_id for each in readers if self.item(each) is not None}

    def followed_and_rebuilt(self) -> tuple[Mapping[str, Sequence[object]], Mapping[str, Sequence[object]]]:
        """This will return all rows as they are, and as they are after a rebuild."""
        followed = rows_of(self.conninfo, MODELS)
        with EventLog(self.conninfo, KEYRING) as log:
            rebuild(self.conninfo, MODELS, log)
        return followed, rows_of(self.conninfo, MODELS)

    def _recorded(self, happened: Iterable[Event], item_id: UUID) -> Iterable[Recorded]:
        for each in happened:
            stream = item_id if each.TOPIC.startswith("item.") else CASE
            self._told += 1
            self._versions[stream] = self._versions.get(stream, 0) + 1
            yield Recorded(each, self._envelope(stream, NOW + timedelta(hours=self._told)), self._told)

    def _envelope(self, stream: UUID, at: datetime) -> Envelope:
        return Envelope(
            event_id=uuid5(stream, str(self._told)),
            aggregate_id=stream,
            aggregate_version=self._versions[stream],
            case_id=CASE,
            recorded_at=at,
            occurred_at=at,
            actor_id="somebody",
            actor_kind=ActorKind.PERSON,
            acting_agency_id="FR-SPOC",
            command_id=uuid5(stream, f"command {self._told}"),
        )


def restricted(marking: Marking = Marking(), **changes: Any) -> events.RestrictionImposed:  # noqa: B008  # it is frozen
    """This will have restricted the item; by the originator, to be confirmed by BE-SPOC, unless told otherwise."""
    fields: dict[str, Any] = {
        "restriction_id": RESTRICTION, "by_agency_id": "FR-SPOC", "own_use_only": False, "recipients": None,
        "to_confirm": ("BE-SPOC",), "reason": "The source is in danger",
    }  # fmt: skip
    return events.RestrictionImposed(item_id=ITEM_ID, marking=marking, **{**fields, **changes})


def onward(to_agency_id: str) -> events.ItemSharedOnward:
    """This will have passed the item on for BE-SPOC."""
    return events.ItemSharedOnward(
        item_id=ITEM_ID, by_agency_id="BE-SPOC", recipient=of(to_agency_id), purpose="Find the driver"
    )


def erased() -> events.ContentErased:
    """This will have erased the item."""
    return events.ContentErased(
        item_id=ITEM_ID, reason=ErasureReason.COURT_ORDER, up_to_version=9, content_id=None, content_sha256="ab" * 32,
        explanation="Order 7",
    )  # fmt: skip


def total(register: Register, reader: Viewer, wanted: ItemFilter = ItemFilter()) -> int:  # noqa: B008  # it is frozen
    """This will count the items that somebody sees, and insist that the pages hold as many, in both directions."""

    async def ask(connection: AsyncConnection[Any]) -> int:
        return await queries.items_total(connection, reader, wanted)

    forward, backward = everything(register.conninfo, lambda c, p: queries.items(c, reader, wanted, p), size=1)
    assert forward == backward
    assert answer(register.conninfo, ask) == len(forward)
    return len(forward)
