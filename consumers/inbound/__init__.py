"""What gateways send becomes commands: each message once, each case in order, nothing lost.

It must not know who publishes what came of it. Who only looks at what waits does not load the broker's client: that is
`consumers.inbound.consuming`.
"""

from consumers.inbound.faults import ChangedMeanwhile, NotWaiting, TopicMadeAnew
from consumers.inbound.operating import Desk
from consumers.inbound.vocabulary import State

__all__ = ["ChangedMeanwhile", "Desk", "NotWaiting", "State", "TopicMadeAnew"]
