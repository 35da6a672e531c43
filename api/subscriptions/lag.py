"""How far the read models are behind the log, told at a fixed pace.

It must not tell when something is recorded: it is told as often where nothing happens.
"""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated

import strawberry

from api.lagging import lags
from api.subscriptions.context import Following, followed
from domain.refusal import InvalidInput

__all__ = ["LagSubscriptions"]

PACE_S = 5
SLOWEST_S = 3_600

EverySeconds = Annotated[
    int, strawberry.argument(description=f"Seconds from one message to the next, 1 to {SLOWEST_S}.")
]


@strawberry.type(description="How far a read model is behind the log.")
class Lag:
    """How far a read model is behind the log."""

    model: str = strawberry.field(description="Its name.")
    events: int = strawberry.field(description="How many events it has not folded yet.")


@strawberry.type(description="How far the read models are behind the log at a moment.")
class LagNews:
    """How far the read models are behind the log at a moment."""

    at: datetime = strawberry.field(description="The moment.")
    models: list[Lag] = strawberry.field(description="Every read model, by name.")


@strawberry.type
class LagSubscriptions:
    """What can be followed of the read models themselves."""

    @followed("How far the read models are behind the log: told every so many seconds, whether or not it changed.")
    async def read_model_lag(
        self, info: Following, every_seconds: EverySeconds = PACE_S
    ) -> AsyncGenerator[LagNews, None]:
        """This will tell the lag at a fixed pace. Raises InvalidInput for a pace that is none."""
        if not 1 <= every_seconds <= SLOWEST_S:
            raise InvalidInput(field="every_seconds", rule="this is no pace", accepted=f"1 to {SLOWEST_S} seconds")
        while True:
            found = await lags(info.context.dependencies.pool)
            models = [Lag(model=model, events=events) for model, events in found.items()]
            yield LagNews(at=info.context.now, models=models)
            await info.context.pause(every_seconds)
