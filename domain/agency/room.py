"""The room of the directory, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable

from domain.agency.commands import DECISIONS, GiveStandingAuthorisation, standing
from domain.agency.state import Agency, evolve
from domain.aggregate import Act, Aggregate, StreamKey

__all__ = ["AGENCY"]


def _reads(command: object, _agency: Agency) -> Iterable[StreamKey]:
    if isinstance(command, GiveStandingAuthorisation):
        yield StreamKey("agency", command.from_agency_id)
        yield StreamKey("agency", command.to_agency_id)


def _is_registered(agency_id: str, act: Act) -> bool:
    return act.facts.of(AGENCY, agency_id).is_known


AGENCY = Aggregate(
    name="agency",
    initial=Agency(),
    evolve=evolve,
    decisions=(*DECISIONS, *standing.decisions(_is_registered)),
    case_of=lambda _agency: None,
    reads=_reads,
)
