"""The moment as of which clocks are read.

It must not look at a clock: the present is the request's.
"""

from datetime import datetime
from typing import Annotated

import strawberry

from api.context import Asked
from api.scalars import DateTimeText, Position, read_datetime

__all__ = ["At", "MinPosition", "moment_of"]

At = Annotated[
    DateTimeText | None,
    strawberry.argument(description="The moment as of which limits are near, passed or left. Default: now."),
]
MinPosition = Annotated[
    Position | None,
    strawberry.argument(
        description="Answer only when what stands at this position of the log can be read, such as the position that a "
        "mutation returned; fails with NOT_YET_VISIBLE when that takes too long."
    ),
]


def moment_of(info: Asked, at: str | None) -> datetime:
    """This will read the moment asked for; now where none is. Raises InvalidInput for a text that is no time."""
    return read_datetime(at, "at") if at else info.context.now
