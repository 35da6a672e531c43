"""Relay connections over the pages of the read models, and the making of schema objects from their rows.

It must not know any table; cursors are the read models' own and opaque to all others.
Source: GraphQL Cursor Connections Specification (Relay).
"""

import dataclasses
from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar, cast

import strawberry
from strawberry import UNSET

from api.ledger.noting import note_shown
from api.reads.declaring import Read, reads
from api.replays import Then
from domain.ledger import AccessKind
from projections.paging import Page, Paging, whole_in_memory

__all__ = [
    "After",
    "Before",
    "Connection",
    "Counted",
    "Edge",
    "First",
    "Last",
    "PageInfo",
    "connected",
    "derived",
    "listed",
    "paging",
    "shown",
]

Row = TypeVar("Row")
Node = TypeVar("Node")
Shown = TypeVar("Shown")
F = TypeVar("F", bound=Callable[..., Any])

First = Annotated[int | None, strawberry.argument(description="How many from the start, 1 to 200. Default: 50.")]
After = Annotated[str | None, strawberry.argument(description="Only what follows this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description="How many from the end, 1 to 200; not together with first.")
]
Before = Annotated[str | None, strawberry.argument(description="Only what precedes this cursor.")]


def derived(description: str, read: Read | None = None) -> Callable[[F], F]:
    """This will make a method the resolver of the field of its name. read: what it reads, where that is compiled."""
    declared = None if read is None else reads(read)
    return cast("Callable[[F], F]", strawberry.field(description=description, metadata=declared))


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="More follows this page.")
    has_previous_page: bool = strawberry.field(description="Something precedes this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first node; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last node; null on an empty page.")


@strawberry.type(description="A node with its place in the list.")
class Edge(Generic[Node]):
    """A node with its place in the list."""

    cursor: str = strawberry.field(description="Opaque and stable: the place of the node in this list.")
    node: Node = strawberry.field(description="The thing itself.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[Node]):
    """A page of a list."""

    page: strawberry.Private[Page[Any]]
    show: strawberry.Private[Callable[[Any], Any]]

    @derived("The nodes of the page with their cursors, in the list's order.")
    def edges(self) -> list[Edge[Node]]:
        """This will show the rows, now that they are asked for."""
        cursors = self.page.cursors
        return [Edge(cursor=cursor, node=node) for cursor, node in zip(cursors, self.nodes(), strict=True)]

    @derived("The nodes of the page alone, in the list's order.")
    def nodes(self) -> list[Node]:
        """This will show the rows, now that they are asked for."""
        return [self.show(row) for row in self.page.rows]

    @derived("Where the page stands in the list.")
    def page_info(self) -> PageInfo:
        """This will say where the page stands."""
        page = self.page
        return PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursors[0] if page.cursors else None,
            end_cursor=page.cursors[-1] if page.cursors else None,
        )


@strawberry.type(name="Connection", description="A page of a list that can be counted.")
class Counted(Connection[Node]):
    """A page of a list that can be counted."""

    count: strawberry.Private[Callable[[], Awaitable[int]]]

    @derived("How many there are on all pages, of those that you may see; counted only when asked.")
    async def total_count(self) -> int:
        """This will count the list."""
        return await self.count()


def paging(first: int | None, after: str | None, last: int | None, before: str | None) -> Paging:
    """This will say which page is asked for; the read model judges it."""
    given = {"first": first, "after": after, "last": last, "before": before}
    return Paging(**{name: value for name, value in given.items() if value is not UNSET})  # type: ignore[arg-type]


def listed(rows: Sequence[Row], page: Paging, order: str, show: Callable[[Row], Node]) -> "Counted[Node]":
    """This will make a connection over a list that is at hand. order: names the list, for its cursors."""

    async def count() -> int:
        return len(rows)

    return Counted(count=count, **connected(whole_in_memory(rows, page, order), show))


def connected(page: Page[Row], show: Callable[[Row], Node]) -> dict[str, Any]:
    """This will return what a connection over a page is made of; a row that nobody asks for is never shown."""
    return {"page": page, "show": show}


def shown(kind: type[Shown], row: object, /, *, then: Then | None = None, **own: object) -> Shown:
    """This will make a schema object of a row: fields of the same name, and its own; and note what the row shows.

    then: the past that it was replayed from, which it remembers where its own fields read on.
    """
    note_shown(row, AccessKind.REPLAY if then else AccessKind.VIEW)
    names = {field.name for field in dataclasses.fields(kind) if field.init}  # type: ignore[arg-type]  # strawberry types are dataclasses
    given = {**own, "then": then} if "then" in names else own
    return kind(**{name: getattr(row, name) for name in names - set(given)}, **given)
