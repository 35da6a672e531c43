"""A case as it stood at a moment: its own events up to then, folded by the read models' own foldings, in memory.

It must not look at a clock, nor decide who may see what: statements over it do (projections/replaying/statements.py).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from domain.event import Recorded
from projections.as_of import AsOf
from projections.board.model import BOARD
from projections.engine.memory import unhurried_collector
from projections.engine.read_model import Folding, ReadModel
from projections.followups.model import FOLLOWUPS
from projections.investigations.model import INVESTIGATIONS
from projections.items.model import ITEMS
from projections.replaying.collecting import Cells, collected
from projections.replaying.statements import over
from projections.timeline.model import TIMELINE
from projections.timeline.seeing import Seeing

__all__ = ["Past"]

FOLDED: tuple[ReadModel, ...] = (INVESTIGATIONS, BOARD, FOLLOWUPS, ITEMS, TIMELINE)
"""The read models of a case."""

FOLDINGS: Mapping[str, Callable[[], Folding]] = {
    **{table: model.begin for model in FOLDED for table in model.tables},
    **dict.fromkeys(("timeline_requests", "timeline_holders"), Seeing),
}
"""Table -> what folds it; who could see the entries of a timeline is folded without these."""

THINGS = {
    "investigations": "investigation_id", "requests": "request_id", "followups": "followup_id", "items": "item_id",
}  # fmt: skip
"""Tables of things whose texts can be erased -> the column of their id."""

_encode = msgspec.json.Encoder().encode


class Past:
    """A case as of a moment. history: of the whole case, in the order of the log; empty for a case that nobody may see.

    events: those that count. What nobody asks for is not folded.
    """

    def __init__(self, case_id: UUID, as_of: AsOf, history: Sequence[Recorded]) -> None:
        self.case_id, self.as_of = case_id, as_of
        self.events = as_of.of(history)
        self._folded: dict[Callable[[], Folding], dict[str, list[Cells]]] = {}
        self._written: dict[str, str] = {}

    def rows(self, table: str) -> Sequence[Cells]:
        """This will return the rows that a table of the read models held then."""
        begin = FOLDINGS[table]
        if begin not in self._folded:
            with unhurried_collector():
                self._folded[begin] = self._erased(collected(begin, self.events))
        return self._folded[begin].get(table, [])

    def asked(self, statement: LiteralString, parameters: Mapping[str, object]) -> tuple[LiteralString, dict[str, Any]]:
        """This will return a statement over what was known then, for who may see it then and now; and all it needs."""
        rewritten = over(statement)
        return rewritten.statement, {**parameters, **self.parameters(rewritten.tables)}

    def parameters(self, tables: Sequence[str]) -> dict[str, Any]:
        """This will return what statements over the past take besides: the rows of tables, and which events count."""
        rows = {f"past_{table}": self._text_of(table) for table in tables}
        return {**rows, "past_case": self.case_id, "past_positions": [each.position for each in self.events]}

    def _text_of(self, table: str) -> str:
        if table not in self._written:
            self._written[table] = _encode(self.rows(table)).decode()
        return self._written[table]

    def _erased(self, tables: dict[str, list[Cells]]) -> dict[str, list[Cells]]:
        """What was erased since is gone from the past as well, and the rows say so."""
        gone = {each.envelope.aggregate_id for each in self.events if each.is_erased}
        for table in tables.keys() & THINGS.keys() if gone else ():
            for row in tables[table]:
                row["is_erased"] = bool(row["is_erased"]) or UUID(str(row[THINGS[table]])) in gone
        return tables
