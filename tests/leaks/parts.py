"""Who may see a part of a review, in the oracle's words: whoever sees every event that it is pinned to.

It must not use what the log says that a part needs, but for a marking of its own, which stands nowhere else.
"""

from collections.abc import Callable, Sequence
from typing import Any

from domain.event import Recorded
from domain.marking import Marking
from domain.review import events

__all__ = ["first_of", "own_marking", "pins_of", "recommendation"]

Story = Sequence[Recorded]


def first_of(told: Recorded, story: Story) -> Recorded | None:
    """This will find the finding or annotation that an event of a review rests on; None for what everybody sees."""
    event: Any = told.event
    match event:
        case events.AnnotationAdded() | events.FindingRecorded():
            return told
        case events.RecommendationMade():
            return _find(story, lambda each: getattr(each, "finding_id", None) == event.finding_id)
        case events.RecommendationAccepted() | events.RecommendationDeclined():
            made = recommendation(story, event.recommendation_id)
            return None if made is None else first_of(made, story)
    return None


def recommendation(story: Story, known_as: object) -> Recorded | None:
    """This will find how a recommendation was made."""
    return _find(story, lambda each: getattr(each, "recommendation_id", None) == known_as)


def pins_of(part: Recorded) -> set[object]:
    """This will name the events that a part is pinned to."""
    event: Any = part.event
    return {event.pin.event_id} if hasattr(event, "pin") else {each.event_id for each in event.pins}


def own_marking(part: Recorded) -> Marking:
    """This will say what its author marked it with."""
    event: Any = part.event
    of_things = event.needs[-1:] if event.needs else ()
    own = [each for each in of_things if not (each.request_id or each.item_id or each.is_of_compartment)]
    return Marking(classification=own[0].classification, compartments=own[0].compartments) if own else Marking()


def _find(story: Story, fits: Callable[[object], bool]) -> Recorded | None:
    return next((each for each in story if fits(each.event)), None)
