"""Commands of the requested side on what reached it: receive, acknowledge, redirect, assign.

They must not be decided here; see `deciding/dispatch.py`.
"""

from uuid import UUID

from domain.aggregate import command
from domain.vocabulary import AgencyCode, Country, Line, UnitCode

__all__ = [
    "AcknowledgeRequest", "AssignUnit", "ConfirmReceipt", "DeclineAssignment", "ReassignUnit", "RedirectRequest",
]  # fmt: skip


@command(aggregate_id="request_id")
class ConfirmReceipt:
    """Confirm that the request reached the requested side; a gateway may do it by itself.

    automatic: true when no person saw the request; this never counts as an acknowledgement.
    by_competent_authority: true when it reached the authority that is competent to decide; its clock starts.
    """

    request_id: UUID
    automatic: bool = False
    by_competent_authority: bool = True


@command(aggregate_id="request_id")
class AcknowledgeRequest:
    """Acknowledge, as a person of the requested side, that the request is being dealt with."""

    request_id: UUID
    note: Line | None = None


@command(aggregate_id="request_id")
class RedirectRequest:
    """Pass the request on to the agency that is competent; it waits there to be received."""

    request_id: UUID
    to_agency_id: AgencyCode
    reason: Line


@command(aggregate_id="request_id")
class AssignUnit:
    """Give the request to a unit of the requested agency that is competent on that day.

    region: the country the competence must cover; null means the country of the requesting agency.
    override_reason: why this unit although the directory says it is not competent.
    """

    request_id: UUID
    unit_id: UnitCode
    region: Country | None = None
    override_reason: Line | None = None


@command(aggregate_id="request_id")
class ReassignUnit:
    """Give the request to another unit of the requested agency.

    lacked_competence: true when the first unit was the wrong one; it counts as misrouting.
    region and override_reason: as for assigning.
    """

    request_id: UUID
    unit_id: UnitCode
    reason: Line
    lacked_competence: bool = False
    region: Country | None = None
    override_reason: Line | None = None


@command(aggregate_id="request_id")
class DeclineAssignment:
    """Give the request back, as the unit that was assigned; it then waits for another unit."""

    request_id: UUID
    reason: Line
