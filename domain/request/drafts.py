"""Which events are a draft's own: private to its author for ever, also once the request was sent.

It must not decide who reads: that is domain/need_to_know.py.
"""

from domain.event import Event
from domain.request.events import RecordCorrected, RequestDrafted, RequestDraftRevised

__all__ = ["DRAFTS", "is_of_draft"]

DRAFTS = frozenset({RequestDrafted.TOPIC, RequestDraftRevised.TOPIC})
"""Topics of what only the requesting agency sees, for ever."""


def is_of_draft(event: Event) -> bool:
    """This will say whether an event is a draft's own or corrects one."""
    return event.TOPIC in DRAFTS or (type(event) is RecordCorrected and event.corrected_topic in DRAFTS)
