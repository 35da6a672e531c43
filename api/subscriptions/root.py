"""The root of all that can be followed over a socket.

It must not say anything of what is followed that its own class does not say.
"""

import strawberry

from api.subscriptions.cooperation import CooperationSubscriptions
from api.subscriptions.following import CaseSubscriptions, DeskSubscriptions
from api.subscriptions.lag import LagSubscriptions

__all__ = ["Subscription"]


@strawberry.type(
    description="All that can be followed, over graphql-transport-ws. Access is decided anew for each message; what is "
    "not for you brings no message at all."
)
class Subscription(CaseSubscriptions, DeskSubscriptions, CooperationSubscriptions, LagSubscriptions):
    """All that can be followed."""
