"""Plays the sample stories, in their order, through the application; a second time changes nothing.

It must not skip what was refused in silence: a story that breaks a rule is a fault of ours.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from deploy.demo.cast import directory
from deploy.demo.story_aurora import aurora
from deploy.demo.story_former_cases import basalt, cormorant, driftwood
from deploy.demo.story_glasswort import glasswort
from deploy.demo.story_harbour import harbour
from deploy.demo.story_lantern import lantern
from deploy.demo.story_wallet import wallet
from deploy.faults import Fault
from domain.aggregate import Submission
from domain.application import Accepted, Outcome

__all__ = ["STORIES", "Played", "Story", "play"]

Story = Callable[[datetime], Iterable[Submission]]
"""Tells the steps of one story in order; for the same present (aware, UTC) always the same, command ids included."""


class Log(Protocol):
    """Where submissions go: `domain.application.Application`."""

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all submissions in one transaction and answer each."""
        ...


@dataclass(frozen=True, slots=True)
class Played:
    """What playing came to. recorded: commands that were new; position: of the last event of the stories."""

    recorded: int
    repeated: int
    position: int


def _agencies(_present: datetime) -> Iterable[Submission]:
    return directory()


STORIES: tuple[Story, ...] = (_agencies, basalt, cormorant, driftwood, aurora, harbour, lantern, glasswort, wallet)


def play(log: Log, stories: Iterable[Story], anchor: datetime) -> Played:
    """This will play each story in one transaction. Raises Fault naming the first step that was refused."""
    recorded = repeated = position = 0
    for story in stories:
        steps = tuple(story(anchor))
        accepted = [_accepted(*answered) for answered in zip(steps, log.submit_batch(steps), strict=True)]
        repeated += sum(outcome.repeated for outcome in accepted)
        recorded += sum(not outcome.repeated for outcome in accepted)
        position = max(position, *(outcome.position for outcome in accepted))
    return Played(recorded, repeated, position)


def _accepted(step: Submission, outcome: Outcome) -> Accepted:
    if isinstance(outcome, Accepted):
        return outcome
    raise Fault(
        f"A sample story was refused at {type(step.command).__name__}: {outcome.code}, {outcome.message}",
        remedy="Run entente demo --fresh; where that does not help, report it as a fault of Entente.",
    )
