"""Who may seal a checkpoint, and who may countersign it.

It must not know when an act may happen: that stands with the commands.
"""

from typing import Protocol

from domain.aggregate import Act
from domain.checkpoint.state import Checkpoint
from domain.event import ActorKind
from domain.refusal import NotPermitted
from domain.vocabulary import Role

__all__ = ["sealing_process", "witness"]


class OfAgency(Protocol):
    """A command for one agency."""

    @property
    def agency_id(self) -> str:
        """Code of the agency."""
        ...


def sealing_process(_command: object, _state: Checkpoint, act: Act) -> None:
    """This will let pass the process that seals; raises NotPermitted."""
    if act.actor.kind is not ActorKind.PROCESS:
        raise NotPermitted("Checkpoints are sealed by Entente itself.", remedy="Countersign one that was sealed.")


def witness(command: OfAgency, _state: Checkpoint, act: Act) -> None:
    """This will let pass the agency's own gateway or administrator; raises NotPermitted."""
    speaks = act.actor.kind is ActorKind.GATEWAY or Role.AGENCY_ADMINISTRATOR in act.actor.roles
    if not speaks or act.actor.agency_id != command.agency_id:
        raise NotPermitted(
            "An agency countersigns through its own administrator or gateway.",
            remedy="Ask an administrator of the agency.",
        )
