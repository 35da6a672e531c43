"""What the group has given us: heard on the client's thread, acted upon on the caller's.

It must not wait for anything, nor ask where reading begins: the client's thread also says that we live.
"""

from collections.abc import Iterable
from typing import Any

from kafka import ConsumerRebalanceListener, TopicPartition

__all__ = ["Assignments"]


class Assignments(ConsumerRebalanceListener):  # type: ignore[misc]  # the client brings no types
    """Hears of partitions that come and go, and keeps those that came still until they are taken over.

    A listener that waits for a database stops the heartbeat, and one that raises is forgotten by the next poll, which
    then reads from wherever the broker has recorded. So this one does neither: it pauses, and seeks to a place that is
    never read from, for without one the broker's record would be.
    """

    def __init__(self) -> None:
        self.consumer: Any = None
        self._now: tuple[frozenset[TopicPartition], int] = (frozenset(), 0)

    @property
    def now(self) -> tuple[frozenset[TopicPartition], int]:
        """What is ours, and how often that has changed."""
        return self._now

    def on_partitions_revoked(self, revoked: object) -> None:  # noqa: ARG002  # all of them: the eager protocol
        """Nothing is ours until the next assignment; what is still stored for them is fenced by its own position."""
        self._change(frozenset())
        # A poll that ends between the two steps of joining, after a change of the topic, forgets the second: the member
        # then gets nothing, and says no more that it lives. Where a join is known to be due, the next poll goes on.
        self.consumer._coordinator.request_rejoin()  # noqa: SLF001  # the client gives no other way

    def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """All that is ours now."""
        ours = frozenset(assigned)
        for each in ours:
            self.consumer.pause(each)
            self.consumer.seek(each, 0)
        self._change(ours)

    def _change(self, ours: frozenset[TopicPartition]) -> None:
        self._now = (ours, self._now[1] + 1)
