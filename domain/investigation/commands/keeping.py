"""The end of what was written in a joint investigation.

It must not erase anything: the keys of the texts go when the event is appended.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.erasure import ErasureReason, OnlyTextsThatAreThereAreErased, require_explained
from domain.investigation.events import InvestigationTextsErased
from domain.investigation.permissions import steward_of_lead
from domain.investigation.rules import TextsAreErasedWhenTheInvestigationIsClosed
from domain.investigation.state import Investigation
from domain.vocabulary import OperationalText

__all__ = ["DECISIONS", "EraseInvestigationTexts"]


@command(aggregate_id="investigation_id")
class EraseInvestigationTexts:
    """Erase for good all that was written of a closed or archived investigation itself, as its lead agency.

    Requests, follow-ups and shared items are erased by commands of their own. explanation: needed for the reason OTHER.
    """

    investigation_id: UUID
    reason: ErasureReason
    explanation: OperationalText | None = None


def _erase(command: EraseInvestigationTexts, state: Investigation, _act: Act) -> Iterable[InvestigationTextsErased]:
    if state.is_open:
        raise TextsAreErasedWhenTheInvestigationIsClosed(phase=state.phase)
    if not state.holds_texts:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=state.erased_up_to)
    require_explained(command.reason, command.explanation)
    yield InvestigationTextsErased(
        investigation_id=command.investigation_id,
        reason=command.reason,
        up_to_version=state.version,
        explanation=command.explanation,
    )


DECISIONS = (Decision(command=EraseInvestigationTexts, decide=timed_exactly(_erase), may=steward_of_lead),)
