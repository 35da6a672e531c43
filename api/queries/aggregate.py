"""Figures over all cases, as they are published: the other scope of `cooperation`.

It must not decide who may read them, nor what is published.
"""

from collections.abc import Callable
from typing import Any

from psycopg import AsyncConnection

from api.context import Asked
from api.queries.cooperation import Cooperation, shown_of
from domain.refusal import InvalidInput
from projections.as_of import AsOf
from projections.cells import queries
from projections.cooperation.queries import CooperationView, Scope, Standpoint

__all__ = ["published"]


async def published(
    info: Asked, connection: AsyncConnection[Any], view: Callable[..., CooperationView], as_of: AsOf | None
) -> Cooperation:
    """This will return figures of what is published. view: lacks its standpoint, which is the publication's.

    Raises NotPermitted without the role, and InvalidInput for what is not published.
    """
    queries.permit(info.context.viewer)
    if as_of is not None:
        raise InvalidInput(field="as_of", rule="months are published once", accepted="no asOf, or the scope VISIBLE")
    found = await queries.publication(connection)
    stand = Standpoint(position=found.position, at=found.at) if found else Standpoint(position=0, at=info.context.now)
    asked = view(standpoint=stand)
    return shown_of(asked, await queries.figures(connection, asked), Scope.AUTHORISED_AGGREGATE, found)
