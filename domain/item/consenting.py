"""By what right an agency passes an item on or uses it in proceedings, and what can be asked and answered.

It must not know the commands.
"""

from uuid import UUID

from domain.agency import AGENCY
from domain.aggregate import Act, lies_before
from domain.item.parts import Consent, Wish
from domain.item.rules.consents import (
    AQuestionIsAnsweredOnce,
    AQuestionIsAskedOnce,
    OnlyAQuestionAskedIsAnswered,
    OnwardSharingNeedsConsent,
    OnwardSharingNeedsExplicitConsent,
    UseInProceedingsNeedsConsent,
)
from domain.item.state import SharedItem
from domain.item.steps import day_of
from domain.item.vocabulary import ConsentKind
from domain.marking import Marking
from domain.vocabulary import Handling, Tlp

__all__ = ["basis_of", "require_askable", "require_open_question", "require_use_allowed"]

EXPLICIT = frozenset({Tlp.AMBER_STRICT, Tlp.RED})
"""Labels that no standing authorisation covers."""

ASKED = EXPLICIT | {Tlp.AMBER}
"""Labels that ask for somebody's consent."""


def require_askable(item: SharedItem, consent_id: UUID, wish: Wish) -> None:
    """This will raise a rule where the id is taken, or the same question waits for its answer."""
    if consent_id in item.consents or any(each.wish == wish for each in item.open_consents):
        raise AQuestionIsAskedOnce


def require_open_question(item: SharedItem, consent_id: UUID, kind: ConsentKind) -> None:
    """This will raise a rule where there is no such question, or it is answered."""
    asked = item.consents.get(consent_id)
    if asked is None or asked.wish.kind is not kind:
        raise OnlyAQuestionAskedIsAnswered
    if asked.is_given is not None:
        raise AQuestionIsAnsweredOnce


def basis_of(wish: Wish, item: SharedItem, act: Act) -> tuple[UUID | None, UUID | None]:
    """This will return the consent or the standing authorisation to pass it on; neither where none is needed."""
    marking = item.marking_for(wish.by_agency_id)
    consent = _consent(wish, item, act)
    if consent is not None:
        return consent.consent_id, None
    if marking.tlp in EXPLICIT:
        raise OnwardSharingNeedsExplicitConsent
    if not _needs_consent(marking):
        return None, None
    standing_id = _standing_authorisation(wish, item, act)
    if standing_id is None:
        raise OnwardSharingNeedsConsent
    return None, standing_id


def require_use_allowed(wish: Wish, item: SharedItem, act: Act) -> UUID | None:
    """This will return the consent to use it in proceedings; None where none is needed: no H1, or one's own item."""
    consent = _consent(wish, item, act)
    if consent is not None:
        return consent.consent_id
    is_own = wish.by_agency_id == item.originator_agency_id
    if not is_own and Handling.H1 in item.marking_for(wish.by_agency_id).handling:
        raise UseInProceedingsNeedsConsent
    return None


def _consent(wish: Wish, item: SharedItem, act: Act) -> Consent | None:
    """One that holds today and was given before the act, so that it held on the day of the act as well."""
    held = item.consents_for(wish, day_of(act))
    return next((each for each in held if not lies_before(act, each.given_at)), None)


def _needs_consent(marking: Marking) -> bool:
    return Handling.H2 in marking.handling or marking.tlp in ASKED


def _standing_authorisation(wish: Wish, item: SharedItem, act: Act) -> UUID | None:
    """One is bounded by crime areas, so that it never covers an item of which none is known."""
    if item.crime_area is None or wish.to_agency_id is None:
        return None
    agency = act.facts.of(AGENCY, item.originator_agency_id)
    days = {day_of(act), (act.occurred.at or act.recorded_at).date()}
    return agency.standing_authorisation_for(wish.by_agency_id, wish.to_agency_id, item.crime_area, *days)
