"""What an automation is: from an event it says what follows, at once or at a later moment.

It must not read a clock, nor judge what holds now: the domain does, when the command comes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString, Protocol
from uuid import UUID, uuid5

from domain.aggregate import Actor, Command, Submission
from domain.event import ActorKind, Event, Recorded

__all__ = ["AUTOMATIONS", "Automation", "History", "Step", "submission_of"]

AUTOMATIONS = Actor(actor_id="entente-automations", kind=ActorKind.PROCESS)
"""The automations as they stand in the log."""

NAMESPACE = UUID("b9a6a3e5-5d0c-5f0e-8a44-0d1c7a2f6e31")
"""Namespace of the ids of these commands; never to change, or all of them would be given again."""


class History(Protocol):
    """What an automation may read beside its event: `domain.storage.EventLog`."""

    def case(self, case_id: UUID) -> list[Recorded]:
        """This will read all events of a case, in the order of the log."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """A command that follows from an event. name: tells it from all others that follow from the same event.

    due: aware; None for at once. What is due later must follow from the event alone: it is asked for again then.
    """

    name: str
    command: Command
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Automation:
    """When one of these events happens, then these steps follow. name: never to change, for ids are derived from it."""

    name: LiteralString
    events: frozenset[type[Event]]
    follow: Callable[[Recorded, History], Iterable[Step]]

    def steps(self, recorded: Recorded, history: History) -> tuple[Step, ...]:
        """This will say what follows from an event; nothing from events of other types."""
        return tuple(self.follow(recorded, history)) if type(recorded.event) in self.events else ()


def submission_of(automation: Automation, recorded: Recorded, step: Step) -> Submission:
    """This will submit a step, as of now; whoever repeats it repeats the same id."""
    envelope = recorded.envelope
    return Submission(
        command=step.command,
        command_id=uuid5(NAMESPACE, f"{automation.name}:{envelope.event_id}:{step.name}"),
        actor=AUTOMATIONS,
        correlation_id=envelope.correlation_id,
        causation_id=envelope.event_id,
    )
