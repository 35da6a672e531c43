"""Who may change the directory.

It must not know when a change may happen: that stands with the commands.
"""

from typing import Protocol

from domain.agency.state import Agency
from domain.aggregate import Act
from domain.event import ActorKind
from domain.refusal import NotPermitted
from domain.vocabulary import Role

__all__ = ["administrator_of_the_agency", "keeper_of_the_agency", "keeper_of_the_directory"]


class OfAgency(Protocol):
    """A command for one agency."""

    @property
    def agency_id(self) -> str:
        """Code of the agency."""
        ...


def keeper_of_the_directory(_command: OfAgency, _agency: Agency, act: Act) -> None:
    """This will let pass whoever keeps the whole directory; raises NotPermitted."""
    if not _keeps_everything(act):
        raise NotPermitted(
            "Only an administrator of the directory may do this.", remedy="Ask an administrator of the directory."
        )


def keeper_of_the_agency(command: OfAgency, _agency: Agency, act: Act) -> None:
    """This will let pass also the administrator of the agency itself; raises NotPermitted."""
    is_own = act.actor.agency_id == command.agency_id and Role.AGENCY_ADMINISTRATOR in act.actor.roles
    if not is_own and not _keeps_everything(act):
        raise NotPermitted(
            "Only an administrator of this agency or of the directory may do this.",
            remedy="Ask an administrator of the agency.",
        )


def administrator_of_the_agency(command: OfAgency, _agency: Agency, act: Act) -> None:
    """This will let pass the administrator of the agency itself, and nobody in its place; raises NotPermitted."""
    if act.actor.agency_id != command.agency_id or Role.AGENCY_ADMINISTRATOR not in act.actor.roles:
        raise NotPermitted("Only an administrator of this agency may do this.", remedy="Ask one of them.")


def _keeps_everything(act: Act) -> bool:
    return act.actor.kind is ActorKind.IMPORT or Role.DIRECTORY_ADMINISTRATOR in act.actor.roles
