"""Parts of the space that only some members may enter.

It must not decide who sees an item: that takes all rules of access together.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.investigation.commands.conditions import require_active_member, require_not_archived, require_open
from domain.investigation.events import CompartmentAccessGranted, CompartmentAccessRevoked, CompartmentDefined
from domain.investigation.permissions import steward
from domain.investigation.rules import ACompartmentIsDefinedFirst, ACompartmentIsDefinedOnce, TheChangeIsAChange
from domain.investigation.state import Investigation
from domain.vocabulary import Code, Line, MemberId, OperationalLine

__all__ = ["DECISIONS", "DefineCompartment", "GrantCompartment", "RevokeCompartment"]


@command(aggregate_id="investigation_id")
class DefineCompartment:
    """Reserve a part of the space. compartment: its code, which stays known for ever; name: what it is for."""

    investigation_id: UUID
    compartment: Code
    name: OperationalLine


@command(aggregate_id="investigation_id")
class GrantCompartment:
    """Let a member enter a compartment."""

    investigation_id: UUID
    compartment: Code
    member_id: MemberId


@command(aggregate_id="investigation_id")
class RevokeCompartment:
    """End a member's access to a compartment at once."""

    investigation_id: UUID
    compartment: Code
    member_id: MemberId
    reason: Line


def _require_defined(state: Investigation, compartment: str) -> None:
    if compartment not in state.compartments:
        raise ACompartmentIsDefinedFirst(compartment=compartment)


def _define(command: DefineCompartment, state: Investigation, _act: Act) -> Iterable[CompartmentDefined]:
    require_open(state)
    if command.compartment in state.compartments:
        raise ACompartmentIsDefinedOnce(compartment=command.compartment)
    yield CompartmentDefined(
        investigation_id=command.investigation_id,
        compartment=command.compartment,
        name=command.name,
    )


def _grant(command: GrantCompartment, state: Investigation, _act: Act) -> Iterable[CompartmentAccessGranted]:
    require_open(state)
    _require_defined(state, command.compartment)
    if command.compartment in require_active_member(state, command.member_id).compartments:
        raise TheChangeIsAChange("The member holds the compartment already.")
    yield CompartmentAccessGranted(
        investigation_id=command.investigation_id,
        compartment=command.compartment,
        member_id=command.member_id,
    )


def _revoke(command: RevokeCompartment, state: Investigation, _act: Act) -> Iterable[CompartmentAccessRevoked]:
    require_not_archived(state)
    _require_defined(state, command.compartment)
    if command.compartment not in require_active_member(state, command.member_id).compartments:
        raise TheChangeIsAChange("The member does not hold the compartment.")
    yield CompartmentAccessRevoked(
        investigation_id=command.investigation_id,
        compartment=command.compartment,
        member_id=command.member_id,
        reason=command.reason,
    )


DECISIONS = (
    Decision(command=DefineCompartment, decide=timed_exactly(_define), may=steward),
    Decision(command=GrantCompartment, decide=timed_exactly(_grant), may=steward),
    Decision(command=RevokeCompartment, decide=timed_exactly(_revoke), may=steward),
)
