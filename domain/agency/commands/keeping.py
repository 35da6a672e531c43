"""The end of what an agency wrote in the directory.

It must not erase anything: the keys of the texts go when the event is appended.
"""

from collections.abc import Iterable

from domain.agency.events import AgencyTextsErased
from domain.agency.permissions import administrator_of_the_agency
from domain.agency.rules import TextsAreErasedWhenNoAuthorisationLasts
from domain.agency.state import Agency
from domain.aggregate import Act, Decision, command
from domain.erasure import ErasureReason, OnlyTextsThatAreThereAreErased, require_explained
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "EraseAgencyTexts"]


@command(aggregate_id="agency_id")
class EraseAgencyTexts:
    """Erase for good what was written of your agency: purposes and ends of standing authorisations, and other reasons.

    Names, contacts and periods stay: everybody in a case has to recognise them. explanation: needed for the reason
    OTHER.
    """

    agency_id: AgencyCode
    reason: ErasureReason
    explanation: OperationalText | None = None


def _erase(command: EraseAgencyTexts, agency: Agency, act: Act) -> Iterable[AgencyTextsErased]:
    today = act.recorded_at.date()
    lasting = [each for each in agency.standing_authorisations.values() if each.valid_until > today]
    if lasting:
        raise TextsAreErasedWhenNoAuthorisationLasts(lasting=len(lasting))
    if not agency.holds_texts:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=agency.erased_up_to)
    require_explained(command.reason, command.explanation)
    yield AgencyTextsErased(
        agency_id=command.agency_id,
        reason=command.reason,
        up_to_version=agency.version,
        explanation=command.explanation,
    )


DECISIONS = (Decision(command=EraseAgencyTexts, decide=_erase, may=administrator_of_the_agency),)
