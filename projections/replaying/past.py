"""A case as it stood at a moment: its own events up to then, folded by the read models' own foldings, in memory.

It must not look at a clock, nor decide who may see what: statements over it do (projections/replaying/statements.py).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from domain.catalogue import EVENT_TYPES
from domain.event import Event, Recorded
from domain.followup.events import FollowUpEvent
from domain.investigation.events import InvestigationEvent
from domain.item.events import ItemEvent
from domain.request.events import (
    RequestDrafted,
    RequestDraftRevised,
    RequestEvent,
    RequestRedirected,
    RequestReopened,
    RequestSent,
)  # fmt: skip
from domain.storage import Unread
from projections.as_of import AsOf
from projections.board.model import BOARD, Board
from projections.engine.memory import unhurried_collector
from projections.engine.read_model import Folding
from projections.followups.model import FOLLOWUPS
from projections.investigations.model import INVESTIGATIONS
from projections.items.model import ITEMS
from projections.replaying.collecting import Cells, collected
from projections.replaying.counted import COUNTED, Counted
from projections.replaying.statements import over
from projections.timeline.model import TIMELINE
from projections.timeline.seeing import Seeing

__all__ = ["Past"]


@dataclass(frozen=True, slots=True)
class _Way:
    """How tables of a past come to be. read: topics of the events that are folded, all where none is named.

    told: those of which the rows tell texts; of all others the texts stay sealed.
    """

    begin: Callable[[], Folding]
    read: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    def taken(self, counting: Iterable[Unread]) -> list[Recorded]:
        """This will read what is folded."""
        wanted = (each for each in counting if not self.read or each.topic in self.read)
        return [each.recorded() if each.topic in self.told else each.closed() for each in wanted]


def _board() -> Board:
    """The board's folding, of a history that no batch follows."""
    return Board(stored=lambda _: "")


def _topics(*events: type[Event]) -> frozenset[str]:
    return frozenset(each.TOPIC for each in events)


_ITEM = _topics(*ItemEvent.__args__)
_PARTIES = _topics(RequestDrafted, RequestDraftRevised, RequestSent, RequestRedirected, RequestReopened)

WAYS: Mapping[str, _Way] = {
    **dict.fromkeys(TIMELINE.tables, _Way(TIMELINE.begin, told=frozenset(EVENT_TYPES))),
    **dict.fromkeys(("timeline_requests", "timeline_holders"), _Way(Seeing, _ITEM | _PARTIES)),
    **dict.fromkeys(INVESTIGATIONS.tables, _Way(INVESTIGATIONS.begin, told=_topics(*InvestigationEvent.__args__))),
    **dict.fromkeys(
        BOARD.tables,
        _Way(_board, _topics(*RequestEvent.__args__), told=_topics(RequestDrafted, RequestDraftRevised, RequestSent)),
    ),
    COUNTED: _Way(Counted, _topics(*RequestEvent.__args__)),
    **dict.fromkeys(
        FOLLOWUPS.tables,
        _Way(
            FOLLOWUPS.begin, _topics(*FollowUpEvent.__args__) | _ITEM | _PARTIES, told=_topics(*FollowUpEvent.__args__)
        ),
    ),
    **dict.fromkeys(ITEMS.tables, _Way(ITEMS.begin, _ITEM, told=_ITEM)),
}
"""Table -> how it is folded: who could see entries without these, what is counted without clocks."""

THINGS = {
    "investigations": "investigation_id", "requests": "request_id", "followups": "followup_id", "items": "item_id",
}  # fmt: skip
"""Tables of things whose texts can be erased -> the column of their id."""

_encode = msgspec.json.Encoder().encode


class Past:
    """A case as of a moment. history: of the whole case, in the order of the log; empty for a case that nobody may see.

    What nobody asks for is not folded, and what is not folded is not read.
    """

    def __init__(self, case_id: UUID, as_of: AsOf, history: Sequence[Unread]) -> None:
        self.case_id, self.as_of = case_id, as_of
        self._counting = as_of.of(history)
        self._folded: dict[_Way, dict[str, list[Cells]]] = {}
        self._written: dict[str, str] = {}

    def events(self) -> tuple[Recorded, ...]:
        """This will read all events that count, with their texts."""
        return tuple(each.recorded() for each in self._counting)

    def rows(self, table: str) -> Sequence[Cells]:
        """This will return the rows that a table of the read models held then."""
        way = WAYS[table]
        if way not in self._folded:
            with unhurried_collector():
                self._folded[way] = self._erased(collected(way.begin, way.taken(self._counting)))
        return self._folded[way].get(table, [])

    def asked(self, statement: LiteralString, parameters: Mapping[str, object]) -> tuple[LiteralString, dict[str, Any]]:
        """This will return a statement over what was known then, for who may see it then and now; and all it needs."""
        rewritten = over(statement)
        return rewritten.statement, {**parameters, **self.parameters(rewritten.tables)}

    def parameters(self, tables: Sequence[str]) -> dict[str, Any]:
        """This will return what statements over the past take besides: the rows of tables, and which events count."""
        rows = {f"past_{table}": self._text_of(table) for table in tables}
        return {**rows, "past_case": self.case_id, "past_positions": [each.position for each in self._counting]}

    def _text_of(self, table: str) -> str:
        if table not in self._written:
            self._written[table] = _encode(self.rows(table)).decode()
        return self._written[table]

    def _erased(self, tables: dict[str, list[Cells]]) -> dict[str, list[Cells]]:
        """What was erased since is gone from the past as well, and the rows say so."""
        of_things = tables.keys() & THINGS.keys()
        gone = {each.envelope.aggregate_id for each in self._counting if each.is_erased} if of_things else ()
        for table in of_things if gone else ():
            for row in tables[table]:
                row["is_erased"] = bool(row["is_erased"]) or UUID(str(row[THINGS[table]])) in gone
        return tables
