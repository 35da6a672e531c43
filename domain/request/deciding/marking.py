"""Decides whether a request may carry its marking, and whether it reaches anybody.

It must not know how states are loaded.
"""

from uuid import UUID

from domain.aggregate import Act
from domain.event import ActorKind
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.readers import has_reader_of, reader_of
from domain.marking import Marking
from domain.need_to_know import Need, denial
from domain.request import rules
from domain.vocabulary import Handling, Tlp, is_visible

__all__ = ["require_reach", "require_sound"]


def require_sound(marking: Marking | None, investigation_id: UUID | None, act: Act) -> None:
    """This will raise a rule where a request cannot be marked so, or not by this actor."""
    if marking is None:
        return
    if marking.tlp is Tlp.RED:
        raise rules.ARequestIsNotForNamedPersons
    _require_codes(marking)
    if marking.classification is None and not marking.compartments:
        return
    if investigation_id is None:
        raise rules.WhatIsHeldInAnInvestigationMarksItsRequestsAlone
    _require_held(marking, act.facts.of(INVESTIGATION, investigation_id), act)


def require_reach(need: Need, agency_id: str, investigation_id: UUID | None, act: Act) -> None:
    """This will raise a rule where nobody of an agency, which the need names or will name, could see the request."""
    if investigation_id is None or (need.classification is None and not need.compartments):
        return
    investigation = act.facts.of(INVESTIGATION, investigation_id)
    content = Need(classification=need.classification, compartments=need.compartments)
    if not has_reader_of(investigation, agency_id, content, act.recorded_at.date()):
        raise rules.AMarkedRequestReachesSomebody(agency=agency_id)


def _require_codes(marking: Marking) -> None:
    codes = frozenset(marking.handling)
    lacks_words = Handling.H3 in codes and not is_visible(marking.handling_text or "")
    if lacks_words or (Handling.H0 in codes and len(codes) > 1):
        raise rules.ARestrictionInWordsHasWords


def _require_held(marking: Marking, investigation: Investigation, act: Act) -> None:
    """An undefined compartment and one that the actor does not hold are refused alike (invariant 24)."""
    if act.actor.kind is ActorKind.IMPORT:
        if not frozenset(marking.compartments) <= investigation.compartments:
            raise rules.WhatIsHeldInAnInvestigationMarksItsRequestsAlone
        return
    need = Need(classification=marking.classification, compartments=frozenset(marking.compartments))
    if denial(reader_of(investigation, act.actor, act.recorded_at.date()), need) is not None:
        raise rules.NobodyMarksARequestBeyondItsOwnSight
