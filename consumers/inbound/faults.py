"""What keeps the inbox from going on; none of it is the fault of a message.

It must not hold refusals of messages: these are rows.
"""

from uuid import UUID

from consumers.inbound.vocabulary import State

__all__ = ["ChangedMeanwhile", "Fenced", "NotWaiting", "TopicMadeAnew"]


class Fenced(Exception):
    """Somebody else reads this partition now: whatever was read of it here is dropped, and its position read anew."""

    def __init__(self, *, topic: str, partition: int, expected: int) -> None:
        super().__init__(f"{topic}[{partition}] does not stand at {expected} any more; another consumer reads it")


class TopicMadeAnew(Exception):
    """A topic was deleted and made again: its offsets mean other messages, so that its position says nothing."""

    def __init__(self, *, topic: str) -> None:
        super().__init__(
            f"the topic {topic} was made anew since it was last read; "
            f"`entente inbox renew {topic} --why WHY` reads it from its beginning (what was taken in before is known)"
        )


class ChangedMeanwhile(Exception):
    """Messages changed between the look at them and the deed; nothing was done."""

    def __init__(self) -> None:
        super().__init__("something else was done about these messages meanwhile; look again")


class NotWaiting(Exception):
    """There is no such message, or nothing can be done about it any more. state: what it came to."""

    def __init__(self, message_id: UUID, state: State | None) -> None:
        came_to = "there is no such message" if state is None else f"it is {state}"
        super().__init__(f"nothing can be done about the message {message_id}: {came_to}")
