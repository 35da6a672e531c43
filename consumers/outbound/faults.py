"""Why publishing stops until an operator has acted: what it knows of the log and what the log is differ.

They must not be raised for what passes by itself: of that, publishing waits.
"""

from typing import ClassVar

__all__ = [
    "AnotherPublishes",
    "BrokerRestored",
    "InboxRestored",
    "LogRestored",
    "NewerEvent",
    "PublishingStopped",
    "TopicLost",
]

NEW_EPOCH = "entente publish --begin-epoch --from POSITION"


class PublishingStopped(Exception):
    """Publishing ended. remedy: what an operator can do about it; the last of the ways out is never taken by itself."""

    remedy: ClassVar[str] = ""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"{message} {self.remedy}")


class LogRestored(PublishingStopped):
    """What was published is not in this log: the database was restored from a backup, or is another one.

    position: up to which the log was told.
    """

    remedy = (
        "Recover the database up to that position (point-in-time recovery), and start again. Where that cannot be: "
        f"{NEW_EPOCH} tells the log anew under a new source, and partners set aside what they had from the old one."
    )

    def __init__(self, position: int, found: str) -> None:
        self.position = position
        super().__init__(
            f"The log was published up to position {position}, and {found}: the database was restored from a backup, "
            "or is another one."
        )


class InboxRestored(PublishingStopped):
    """The last dead letter that was published is not in this inbox, though the log is the one that was told."""

    remedy = LogRestored.remedy

    def __init__(self, topic: str, number: int) -> None:
        self.topic, self.number = topic, number
        super().__init__(
            f"Dead letters of {topic} were published up to number {number}, which is another one here: the database "
            "was restored from a backup, or is another one."
        )


class BrokerRestored(PublishingStopped):
    """The broker knows of less than was published: it lost its positions, was restored, or is another one."""

    remedy = (
        "Name the broker that was published to, or bring back its positions (groups entente-outbox-*). "
        f"Where that cannot be: {NEW_EPOCH} tells the log anew under a new source."
    )

    def __init__(self, position: int, kept: int) -> None:
        self.position, self.kept = position, kept
        super().__init__(f"The log was published up to position {position}, and the broker knows of {kept}.")


class TopicLost(PublishingStopped):
    """A topic to which was published is no longer there, or is another one of the same name."""

    remedy = (
        "Bring it back. Where that cannot be: entente topics apply makes it anew, entente publish --forget AGENCY lets "
        "its agency begin anew behind what is published; what it misses it reads over the interface."
    )

    def __init__(self, topic: str) -> None:
        self.topic = topic
        super().__init__(f"The topic {topic} is gone, or was made anew.")


class NewerEvent(PublishingStopped):
    """The log holds an event of a later program, which has no type to be published under here."""

    remedy = "Start the publisher of that program."

    def __init__(self, position: int, topic: str) -> None:
        self.position, self.topic = position, topic
        super().__init__(f"The event {topic} at position {position} is of a later program.")


class AnotherPublishes(PublishingStopped):
    """A publisher is at work."""

    remedy = "Stop it first."

    def __init__(self) -> None:
        super().__init__("A publisher is at work.")
