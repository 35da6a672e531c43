"""The lookup of anything by its id.

It must not stop where it finds something: how many statements run says nothing of what there is. It takes the id alone,
as clients of Relay want it; what was just written is read back by the field of its own kind, with `minPosition`.
"""

from typing import Annotated

import strawberry

from api.context import Asked
from api.queries import things
from api.queries.connection import derived
from api.queries.followup import followup_of
from api.queries.investigation import investigation_of
from api.queries.item import item_of
from api.queries.node import Node
from api.queries.request import request_of
from api.queries.review import review_of
from api.replays import Moment
from api.scalars import read_uuid
from projections.board import queries as board
from projections.followups import queries as followups
from projections.investigations import queries as investigations
from projections.items import queries as items
from projections.reviews import queries as reviews

__all__ = ["NodeQueries"]

NodeId = Annotated[strawberry.ID, strawberry.argument(description="Id of the thing: its `id`, a UUID.")]


@strawberry.type
class NodeQueries:
    """What can be looked up by its id alone."""

    @derived("Anything by its id; null where there is none for you.", things.node())
    async def node(self, info: Asked, id: NodeId) -> Node | None:  # noqa: A002  # the argument's public name
        """This will look among all kinds of things, in as many statements whatever is found."""
        context = info.context
        wanted = read_uuid(id, "id")
        async with context.reading() as connection:
            investigation = await investigations.investigation(connection, context.viewer, wanted)
            request = await board.request(connection, context.viewer, wanted, at=context.now)
            followup = await followups.followup(connection, context.viewer, wanted, at=context.now)
            item = (await items.items_of(connection, context.viewer, [wanted])).get(wanted)
            review = (await reviews.reviews_of(connection, context.viewer, [wanted])).get(wanted)
        found: tuple[Node | None, ...] = (
            investigation_of(investigation) if investigation else None,
            request_of(request, Moment(context.now)) if request else None,
            followup_of(followup) if followup else None,
            item_of(item) if item else None,
            review_of(review) if review else None,
        )
        node = next((each for each in found if each is not None), None)
        if node is None:
            context.note.missed(wanted)
        return node
