"""The figures of a pair of agencies as they change for who follows them, looked at at a fixed pace.

They must not tell when something is recorded: figures that change as time passes would, were they looked at because of
what is not for the subscriber.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic
from typing import Annotated, Any

import msgspec
import strawberry
from psycopg import AsyncConnection
from strawberry import UNSET

from api.queries.cooperation import Cooperation, shown_of
from api.queries.cooperation_root import Held, Metrics, Window
from api.queries.filters import wanted
from api.subscriptions.context import Following, LiveContext, followed
from api.subscriptions.looking import Question, Read
from domain.refusal import InvalidInput
from projections.cooperation import queries
from projections.cooperation.queries import (
    CooperationFilter,
    CooperationView,
    CooperationWindow,
    Dimension,
    GroupOfFigures,
    Metric,
    Thresholds,
)

__all__ = ["CooperationSubscriptions"]

PACE_S = 5.0
"""Seconds from one look to the next, whatever happens, and at the same time for all."""

GATHER_S = 0.1
"""How long a look waits for others that ask the same at that time."""

TWO_WAY = (Metric.M23, Metric.M24, Metric.M25)

Requesting = Annotated[str, strawberry.argument(description="Code of the agency that asks.")]
Requested = Annotated[str, strawberry.argument(description="Code of the agency that is asked.")]
Known = Annotated[
    str | None,
    strawberry.argument(description="The `mark` of the last message that you have: figures of that mark are not told."),
]


Told = tuple[CooperationView, tuple[GroupOfFigures, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is followed, whoever follows it."""

    metrics: tuple[Metric, ...]
    wanted: CooperationFilter
    window: CooperationWindow
    thresholds: Thresholds


@strawberry.type(description="The figures of a pair as they are now; they take the place of those before.")
class PairNews:
    """The figures of a pair that changed."""

    mark: str = strawberry.field(description="Of these figures: send it as `known` when you come back.")
    cooperation: Cooperation = strawberry.field(description="The figures, in one group; none where you see no request.")


@strawberry.type
class CooperationSubscriptions:
    """What can be followed of how cooperation goes."""

    @followed(
        "Figures of the requests of one agency to another that you may see, whenever they change; looked at every five "
        "seconds. Figures of what is still open change as time passes. M23 to M25, which compare two directions, are "
        "not followed."
    )
    async def cooperation_pair(  # noqa: PLR0913  # what a figure may be asked by
        self,
        info: Following,
        requesting_agency_id: Requesting,
        requested_agency_id: Requested,
        metrics: Metrics,
        *,
        window: Window = UNSET,
        thresholds: Held = UNSET,
        known: Known = UNSET,
    ) -> AsyncGenerator[PairNews, None]:
        """This will tell the figures when they differ from those that were told last. Raises InvalidInput."""
        _refuse_two_way(metrics)
        pair = CooperationFilter(from_agency_id=requesting_agency_id, to_agency_id=requested_agency_id)
        context, told = info.context, known
        while True:
            asked = Asked(
                metrics=tuple(dict.fromkeys(metrics)),
                wanted=pair,
                window=wanted(CooperationWindow, window),
                thresholds=wanted(Thresholds, thresholds),
            )
            view, found = await context.look(Question(asked=asked, gather_s=GATHER_S), _reading(context, asked))
            mark = sha256(msgspec.json.encode(found)).hexdigest()
            if mark != told:
                yield PairNews(mark=mark, cooperation=shown_of(view, found))
            told = mark
            await context.pause(PACE_S - monotonic() % PACE_S)


def _reading(context: LiveContext, asked: Asked) -> Read[Told]:
    """What reads the figures as the subscriber, of this moment."""
    viewer, now = context.viewer, context.now

    async def read(connection: AsyncConnection[Any]) -> Told:
        view = CooperationView(
            viewer=viewer,
            standpoint=await queries.standpoint(connection, None, now),
            metrics=asked.metrics,
            by=(Dimension.FROM_AGENCY, Dimension.TO_AGENCY),
            wanted=asked.wanted,
            window=asked.window,
            thresholds=asked.thresholds,
        )
        return view, await queries.figures(connection, view)

    return read


def _refuse_two_way(metrics: list[Metric]) -> None:
    for metric in metrics:
        if metric in TWO_WAY:
            raise InvalidInput(
                field="metrics", rule=f"{metric} compares two directions", accepted="metrics of one direction"
            )
