"""What a marking has to be before anybody sets it.

It must not decide who may see what is marked so: that is domain/need_to_know.py.
"""

from domain.aggregate import Act
from domain.event import ActorKind
from domain.investigation import Investigation
from domain.investigation.readers import reader_of
from domain.item.rules.marking import (
    AMarkingNamesDefinedCompartments,
    HandlingCodeH0StandsAlone,
    HandlingCodeH3NeedsWords,
    NobodyMarksWhatItMayNotSee,
)
from domain.marking import Marking, strictest
from domain.need_to_know import Need, denial
from domain.vocabulary import Handling, is_visible

__all__ = ["sound"]


def sound(marking: Marking, investigation: Investigation, act: Act) -> Marking:
    """This will return the marking in its normal form; raises a rule where it cannot be, or the actor cannot hold it.

    A compartment that is not defined and one that the actor does not hold are refused alike (invariant 24).
    """
    _require_codes(marking)
    if act.actor.kind is ActorKind.IMPORT:
        undefined = sorted(frozenset(marking.compartments) - investigation.compartments)
        if undefined:
            raise AMarkingNamesDefinedCompartments(compartments=undefined)
    elif not _can_hold(marking, investigation, act):
        raise NobodyMarksWhatItMayNotSee
    return strictest(marking)


def _require_codes(marking: Marking) -> None:
    codes = frozenset(marking.handling)
    if Handling.H0 in codes and len(codes) > 1:
        raise HandlingCodeH0StandsAlone(handling=sorted(codes))
    text = marking.handling_text
    if text is not None and not is_visible(text):
        raise HandlingCodeH3NeedsWords("The words of the restrictions are blank.")
    if Handling.H3 in codes and text is None:
        raise HandlingCodeH3NeedsWords


def _can_hold(marking: Marking, investigation: Investigation, act: Act) -> bool:
    need = Need(classification=marking.classification, compartments=frozenset(marking.compartments))
    return denial(reader_of(investigation, act.actor, act.recorded_at.date()), need) is None
