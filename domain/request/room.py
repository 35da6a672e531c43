"""The room of the cooperation request, as the application sees it.

It must not decide anything itself; see `decisions/`.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.agency import AGENCY
from domain.aggregate import Aggregate, StreamKey
from domain.investigation import INVESTIGATION
from domain.request import commands
from domain.request.deciding import DECISIONS
from domain.request.evolution import evolve
from domain.request.hits import streams_of_hit
from domain.request.items import streams_of_items
from domain.request.state import Request

__all__ = ["AGGREGATE", "REQUEST"]


def _case_of(request: Request) -> UUID | None:
    return request.investigation_id or request.request_id


def _is_open(request: Request) -> bool:
    return request.is_open


def _reads(command: object, request: Request) -> Iterable[StreamKey]:
    """The investigation tells who is a member; the directory is asked only for zones and competences."""
    investigation_id = request.investigation_id
    if isinstance(command, commands.DraftRequest):
        investigation_id = command.investigation_id
    if investigation_id is not None:
        yield StreamKey(INVESTIGATION.name, investigation_id)
    if isinstance(command, commands.DraftRequestFromHit):
        yield from streams_of_hit(command)
    if isinstance(command, commands.ProvideInterimReply | commands.ProvideFinalReply):
        yield from streams_of_items(command.item_ids)
    for code in _agencies(command, request):
        yield StreamKey(AGENCY.name, code)


def _agencies(command: object, request: Request) -> tuple[str, ...]:
    match command:
        case commands.DraftRequest(requested_agency_id=to) | commands.ReviseDraft(requested_agency_id=to):
            return (to,)
        case commands.SendRequest():
            return (request.requested_agency_id,)
        case commands.RedirectRequest(to_agency_id=to):
            return (to,)
        case commands.AssignUnit() | commands.ReassignUnit():
            return (request.requested_agency_id, request.requesting_agency_id)
    return ()


REQUEST = Aggregate(
    name="request",
    initial=Request(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=_case_of,
    reads=_reads,
    is_open=_is_open,
    audience=lambda request: request.marking.audience,
)
AGGREGATE = REQUEST
