"""Enters the directory that ships with Entente: the international organisation's specialised and analysis units.

It must not change what is there already: each command has an id that follows from what it says, so it is recorded once.
"""

from collections.abc import Iterator
from uuid import UUID, uuid5

import msgspec

from domain.agency.shipped import shipped_commands
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind

__all__ = ["enter", "shipped_directory"]

SHIPPED = UUID("3a9f2f0c-8f57-5c0a-9b1e-6f3a51c4b7d2")
"""Namespace of the ids of these commands."""

OPERATOR = Actor(actor_id="import:shipped-directory", kind=ActorKind.IMPORT)


def shipped_directory() -> Iterator[Submission]:
    """This will yield the commands of the shipped directory, in order, always with the same ids."""
    for command in shipped_commands():
        said = f"{type(command).__name__}:{msgspec.json.encode(command).decode()}"
        yield Submission(command=command, command_id=uuid5(SHIPPED, said), actor=OPERATOR)


def enter(application: Application) -> int:
    """This will enter the directory, and return how many of its commands were new."""
    outcomes = application.submit_batch(tuple(shipped_directory()))
    return sum(isinstance(outcome, Accepted) and not outcome.repeated for outcome in outcomes)
