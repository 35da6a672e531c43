"""Leaks to be found: each breaks one thing for a moment, and the probe of that way out has to notice.

It must not be used anywhere else: this folder alone patches, and only to show that its probes can fail.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import AsyncConnection, sql

from api import errors
from api.queries import item as shown_item
from api.queries import replay_root
from api.results import NotFoundResult
from projections.accesses import statements as accesses
from projections.board import statements as board
from projections.desk import statements as desk
from projections.followups import statements as followups
from projections.investigations import statements as investigations
from projections.items import owed
from projections.items import queries as items_read
from projections.items import statements as items
from projections.items.rows import ObligationSide
from projections.need_to_know import (
    BY_PARAMETERS,
    HOLDS,
    MEMBER_OF,
    VISIBLE_HOLDER,
    VISIBLE_REQUEST,
    is_steward,
    meets_part,
    meets_sources,
    sees_entry,
    sees_holder,
    sees_request,
    sees_source,
)
from projections.partnership import statements as partnership
from projections.replaying import past as replayed
from projections.replaying import statements as past
from projections.reviews import statements as reviews
from projections.timeline import statements as timeline
from projections.viewer import Viewer

__all__ = ["COUNTED", "HELD_BY_THE_WALL", "LOGGED", "PLANTED", "Planted", "without_walls"]

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Planted:
    """A leak. way: the probe that has to find it; plant: how it is made."""

    way: str
    says: str
    plant: Plant


@contextmanager
def without_walls(conninfo: str) -> Iterator[None]:
    """This will take row-level security away, so that a statement alone has to hold; and bring it back."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        found = "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'read'::regnamespace"
        names = [sql.Identifier("read", row[0]) for row in connection.execute(found).fetchall()]
        _alter(connection, names, sql.SQL("DISABLE"))
        try:
            yield
        finally:
            _alter(connection, names, sql.SQL("ENABLE"))


def _alter(connection: psycopg.Connection[Any], names: list[sql.Identifier], how: sql.SQL) -> None:
    for name in names:
        connection.execute(sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY").format(name, how))


def _without(module: Any, names: str, predicate: str, instead: str = "true") -> Plant:
    """Statements that lack a predicate."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        for name in names.split():
            was = getattr(module, name)
            assert predicate in was, (name, predicate)
            patch.setattr(module, name, was.replace(predicate, instead))

    return plant


OWN = "h.agency_id = %(viewer_agency)s"
REQUEST = sees_request(BY_PARAMETERS, "r")
ENTRY_NOW = sees_entry(BY_PARAMETERS, "p", "read.timeline")
COUNTED_REQUEST = sees_request(BY_PARAMETERS, "c")
SOURCE = meets_sources(BY_PARAMETERS, "f", "read.followup")
COUNTED_SOURCE = sees_source(BY_PARAMETERS, "f", "read.followup")
ADVICE = meets_part(BY_PARAMETERS, "v", "read.review")
ENTRY = sees_entry(BY_PARAMETERS, "e", "read.timeline")
KNOWN = "(h.is_owner OR c.agency_id = h.agency_id)"
THEN = "e.then_rank AND e.then_compartments <@ m.compartments"
SEVERAL = "cardinality(e.seen_by) > 2"
OWED = sees_holder(BY_PARAMETERS, "o")
THOUGHT = "(h.is_owner OR e.agency_id IN (h.agency_id, i.originator_agency_id))"
BOUND = "(h.is_owner OR NOT r.own_use_only OR r.by_agency_id = h.agency_id)"
ASKED = "(h.is_owner OR c.by_agency_id = h.agency_id)"
OF_OURS = f"o.originator_agency_id = %(viewer_agency)s AND {VISIBLE_HOLDER}"
NAMED = "%(viewer_agency)s IN (a.agency_id, a.from_agency_id, a.to_agency_id)"
ALL = "SELECT investigation_id FROM read.investigations"
PART = meets_part(BY_PARAMETERS, "v", "read.review")
BOARD_PAGES = "NEXT_DUE_FORWARD NEXT_DUE_BACKWARD NEWEST_FORWARD NEWEST_BACKWARD"


def _another_code(patch: pytest.MonkeyPatch) -> None:
    """A refusal that says more where there is something: the domain's own words instead of the one answer."""
    was = errors.refusal_result
    seen: set[str] = set()

    def told(refused: Any) -> Any:
        answer = was(refused)
        seen.add(str(len(seen)))
        if not isinstance(answer, NotFoundResult):
            return answer
        return NotFoundResult(message=f"{answer.message} {len(seen)}", remedy=answer.remedy)

    patch.setattr("api.mutations.mutation.refusal_result", told)


def _what_others_owe(patch: pytest.MonkeyPatch) -> None:
    side = ObligationSide.TO_CONFIRM
    assert OWED in owed._FORWARD[side]
    patch.setattr(owed, "_FORWARD", {**owed._FORWARD, side: owed._FORWARD[side].replace(OWED, "true")})


def _the_ledger(patch: pytest.MonkeyPatch) -> None:
    """Who accessed what is told to whoever asks."""
    for name in ("FORWARD", "TOTAL", "READERS_FORWARD", "READERS_TOTAL"):
        was = getattr(accesses, name)
        assert BOUND_TO_OWNER in was
        patch.setattr(accesses, name, was.replace(BOUND_TO_OWNER, LOOSE))


def _a_look_before_the_look(patch: pytest.MonkeyPatch) -> None:
    """What there is, for whomever it is, takes a statement more than what there is not."""
    was = items_read.items_of
    statement: LiteralString = "SELECT item_id FROM read.items WHERE item_id = ANY(%(ids)s)"

    async def told(connection: AsyncConnection[Any], viewer: Viewer, ids: Sequence[UUID]) -> Any:
        found = await connection.execute(statement, {"ids": list(ids)})
        if await found.fetchone():
            await connection.execute(statement, {"ids": list(ids)})
        return await was(connection, viewer, ids)

    patch.setattr(items_read, "items_of", told)


BOUND_TO_OWNER = "AND (EXISTS (SELECT FROM read.access_holders"
LOOSE = "AND (true OR EXISTS (SELECT FROM read.access_holders"


def _a_log_line(patch: pytest.MonkeyPatch) -> None:
    was = shown_item.item_of

    def told(row: Any, *then: Any) -> Any:
        logging.getLogger("entente.items").debug("shown %s", row.title)
        return was(row, *then)

    patch.setattr(shown_item, "item_of", told)


def _a_cached_viewer(patch: pytest.MonkeyPatch) -> None:
    """Whoever asked first is whom everybody is taken for."""
    kept: list[dict[str, object]] = []
    was = Viewer.parameters.fget  # type: ignore[attr-defined]

    def parameters(viewer: Viewer) -> dict[str, object]:
        kept.append(was(viewer))
        return kept[0]

    patch.setattr(Viewer, "parameters", property(parameters))


def _clearance_for_ever(patch: pytest.MonkeyPatch) -> None:
    """A rule without its clause: an expired clearance counts."""
    was = Viewer.parameters.fget  # type: ignore[attr-defined]
    patch.setattr(Viewer, "parameters", property(lambda viewer: {**was(viewer), "viewer_today": "1970-01-01"}))


def _past_without(module: Any, names: str, predicate: str, instead: str = "true") -> Plant:
    """Statements that lack a predicate, over a past that does not look at the present either."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        _without(module, names, predicate, instead)(patch)
        for table in ("requests", "item_holders", "followups"):
            stand = past.STANDS[table]
            _, condition = stand.definition.split(" p WHERE ", 1)
            loose = replace(stand, definition=stand.definition.replace(condition, "true)"))
            patch.setitem(past.STANDS, table, loose)
        entries = past.STANDS["timeline_entries"]
        assert ENTRY_NOW in entries.definition
        seen = replace(entries, definition=entries.definition.replace(ENTRY_NOW, "true"))
        patch.setitem(past.STANDS, "timeline_entries", seen)
        patch.setattr(replayed, "over", past.over.__wrapped__)

    return plant


def _whoever_has_it(patch: pytest.MonkeyPatch) -> None:
    """What an agency had is told to whoever sees the item."""

    async def had(_info: Any, _then: Any, own: Any, _agency_id: str) -> dict[UUID, bool]:
        return {row.item_id: False for row in own.items}

    patch.setattr(replay_root, "_had_by", had)


PLANTED = (
    Planted("by_id", "an item by its id for its agency's every member", _without(items, "ITEMS", VISIBLE_HOLDER, OWN)),
    Planted("by_id", "a request by its id for every member", _without(board, "ONE", REQUEST)),
    Planted("by_id", "a follow-up by its id without its source", _without(followups, "ONE", SOURCE)),
    Planted("by_id", "an investigation by its id for everybody", _without(investigations, "ONE", MEMBER_OF, ALL)),
    Planted("lists", "items without clearance", _without(items, "ITEMS_FORWARD", HOLDS)),
    Planted("lists", "requests without their marking", _without(board, BOARD_PAGES, REQUEST)),
    Planted("lists", "follow-ups without their source", _without(followups, "FORWARD", SOURCE)),
    Planted("lists", "a count over all items", _without(items, "ITEMS_TOTAL", HOLDS)),
    Planted("lists", "a count over all requests", _without(board, "TOTAL", REQUEST)),
    Planted("lists", "a count over all investigations", _without(investigations, "TOTAL", MEMBER_OF, ALL)),
    Planted("lists", "an answer kept for another", _a_cached_viewer),
    Planted("lists", "a clearance that has ended", _clearance_for_ever),
    Planted("lists", "a clearance that no token names", _without(items, "ITEMS_FORWARD", BY_PARAMETERS.ceiling, "5")),
    Planted("nested_lists", "a nested count over all follow-ups", _without(followups, "TOTAL", SOURCE)),
    Planted("counts", "requests counted for every member", _without(investigations, "ONE", COUNTED_REQUEST)),
    Planted("counts", "follow-ups counted for every member", _without(investigations, "ONE", COUNTED_SOURCE)),
    Planted("counts", "compartments told to every member", _without(investigations, "ONE", is_steward())),
    Planted("search", "a search over all items", _without(items, "ITEMS_FORWARD", HOLDS)),
    Planted("search", "a count of what is found", _without(items, "ITEMS_TOTAL", HOLDS)),
    Planted("filters", "who else has an item", _without(items, "ITEMS_FORWARD", KNOWN)),
    Planted("timelines", "entries for every member", _without(timeline, "FORWARD", ENTRY)),
    Planted("timelines", "the marking of then forgotten", _without(timeline, "FORWARD", THEN, "0")),
    Planted("timelines", "a count of all entries", _without(timeline, "TOTAL", ENTRY)),
    Planted("entries_by_id", "an entry by its id for every member", _without(timeline, "BY_EVENT", ENTRY)),
    Planted("corrections", "items that a reply names", _without(timeline, "FORWARD", VISIBLE_HOLDER, OWN)),
    Planted("named_parties", "all recipients named", _without(timeline, "FORWARD", SEVERAL, "false")),
    Planted("holders", "all holders told to each", _without(items, "COPIES", KNOWN)),
    Planted("holders", "what others think", _without(items, "EVALUATIONS", THOUGHT)),
    Planted("holders", "what others bind themselves to", _without(items, "RESTRICTIONS", BOUND)),
    Planted("consents", "questions of others", _without(items, "CONSENTS_FORWARD", ASKED)),
    Planted("desk", "requests of the agency for its every member", _without(desk, "FORWARD", VISIBLE_REQUEST)),
    Planted("desk", "what others owe", _without(desk, "FORWARD", OWED)),
    Planted("desk", "questions about any item", _without(desk, "FORWARD", f"AND {VISIBLE_HOLDER}", "")),
    Planted("desk", "exceptions of the items of others", _without(desk, "FORWARD", OF_OURS, "true")),
    Planted("desk", "follow-ups on a desk without their source", _without(desk, "FORWARD", SOURCE)),
    Planted("desk", "recommendations on a desk without what they rest on", _without(desk, "FORWARD", ADVICE)),
    Planted("desk", "items shown to who is shut out and still owes", _without(items, "ITEMS", HOLDS)),
    Planted("desk", "a count over all requests", _without(desk, "COUNTS", VISIBLE_REQUEST)),
    Planted("obligations", "what others owe", _what_others_owe),
    Planted("ledger", "who accessed an item", _the_ledger),
    Planted("partnership", "activities of all", _without(partnership, "ACTIVITIES_FORWARD", MEMBER_OF, ALL)),
    Planted("partnership", "authorisations of all", _without(partnership, "AUTHORISATIONS_FORWARD", NAMED)),
    Planted("partnership", "signatures of all", _without(partnership, "SIGNATURES", MEMBER_OF, ALL)),
    Planted("lists", "reviews of all", _without(reviews, "FORWARD TOTAL", MEMBER_OF, ALL)),
    Planted("by_id", "a review by its id for everybody", _without(reviews, "SOME", MEMBER_OF, ALL)),
    Planted("reviews", "what was said of hidden events", _without(reviews, "ANNOTATIONS", PART)),
    Planted("reviews", "what hidden events show", _without(reviews, "FINDINGS", PART)),
    Planted("reviews", "what was advised from hidden events", _without(reviews, "ADDRESSEES", PART)),
    Planted("everything", "the words of items anywhere", _without(items, "ITEMS_FORWARD", HOLDS)),
    Planted("pasts", "what was for one and is no more", _past_without(board, "", "")),
    Planted("pasts", "requests of the past without their marking", _past_without(board, BOARD_PAGES, REQUEST)),
    Planted("pasts", "items of the past without clearance", _past_without(items, "ITEMS_FORWARD", HOLDS)),
    Planted("pasts", "entries of the past for every member", _past_without(timeline, "FORWARD", ENTRY)),
    Planted("pasts_by_id", "an item of the past for every member", _past_without(items, "ITEMS", VISIBLE_HOLDER, OWN)),
    Planted("comparisons", "changes of requests for every member", _past_without(board, BOARD_PAGES, REQUEST)),
    Planted("reroutings", "assignments of requests for every member", _past_without(board, BOARD_PAGES, REQUEST)),
    Planted("knowledges", "who else has an item", _whoever_has_it),
    Planted("queries", "a lookup that tells what there is", _without(board, "ONE", REQUEST)),
    Planted("mutations", "a refusal in other words", _another_code),
    Planted("statements_written", "a look whether it is there at all", _a_look_before_the_look),
    Planted("contents_over_http", "that nothing is kept of an item", _without(items, "ITEMS", VISIBLE_HOLDER, OWN)),
)  # fmt: skip
"""What is broken, and which probe has to see it; row-level security is taken away at the same time."""

HELD_BY_THE_WALL = (
    "requests without their marking", "items without clearance", "follow-ups without their source",
    "entries for every member", "activities of all", "what hidden events show", "a clearance that no token names",
)  # fmt: skip
"""Of these, row-level security alone keeps what the statement forgets."""

LOGGED: Plant = _a_log_line
"""A log line with a title."""

COUNTED: Plant = _without(investigations, "ONE", COUNTED_REQUEST)
"""A count that moves with what is not for everybody."""
