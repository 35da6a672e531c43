"""The sample stories, in the order in which they are played.

It must not hold a story itself.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from deploy.demo.cast import directory
from deploy.demo.story_aurora import aurora
from deploy.demo.story_glasswort import glasswort
from deploy.demo.story_harbour import harbour
from deploy.demo.story_lantern import lantern
from domain.aggregate import Submission

__all__ = ["STORIES", "Story"]

Story = Callable[[datetime], Iterable[Submission]]
"""Tells the steps of one story in order; for the same present (aware, UTC) always the same, command ids included."""


def _agencies(_present: datetime) -> Iterable[Submission]:
    return directory()


STORIES: tuple[Story, ...] = (_agencies, aurora, harbour, lantern, glasswort)
