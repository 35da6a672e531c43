"""The register of shared items, folded from a log that a test tells: the investigation of tests.support.items first.

It must not hold expectations.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import get_args
from uuid import UUID, uuid5

from domain.catalogue import EVENT_TYPES
from domain.event import ActorKind, Envelope, Event, Recorded
from domain.item.events import ItemEvent
from domain.storage import EventLog
from domain.storage.append import Growth
from projections.engine import Pace, ReadModel, Runner, rebuild
from projections.investigations.model import INVESTIGATIONS
from projections.items.model import ITEMS
from projections.items.queries import items_of
from projections.items.rows import ItemRow
from projections.viewer import Viewer
from tests.support.given import NOW
from tests.support.investigations import CASE
from tests.support.items import ITEM_ID, WORLD
from tests.support.keys import KEYRING
from tests.support.read_models import answer, rows_of

__all__ = ["MODELS", "TYPES", "Register", "viewer"]

MODELS: tuple[ReadModel, ...] = (INVESTIGATIONS, ITEMS)

TYPES: Mapping[str, type[Event]] = {**EVENT_TYPES, **{kind.TOPIC: kind for kind in get_args(ItemEvent)}}


def viewer(member_id: str, agency_id: str, at: datetime = NOW) -> Viewer:
    """This will make a reader on the day of a moment."""
    return Viewer(member_id=member_id, agency_id=agency_id, today=at.date())


class Register:
    """A log that grows by what a test tells, one event an hour, and the read models that follow it."""

    def __init__(self, conninfo: str) -> None:
        self.conninfo = conninfo
        self._versions: dict[UUID, int] = {}
        self._told = 0
        self.tell(*WORLD)

    def tell(self, *events: Event, item_id: UUID = ITEM_ID) -> "Register":
        """This will record events of the investigation or of an item, and let the read models follow."""
        with EventLog(self.conninfo, KEYRING, types=TYPES) as log:
            rows = [log.documents.write(each.event, each.envelope) for each in self._recorded(events, item_id)]
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
        with EventLog(self.conninfo, KEYRING, types=TYPES) as log:
            rebuild(self.conninfo, MODELS, log)
        return followed, rows_of(self.conninfo, MODELS)

    def _recorded(self, events: Iterable[Event], item_id: UUID) -> Iterable[Recorded]:
        for each in events:
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
