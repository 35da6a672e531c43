"""Between whom each kind of event of a request runs.

It must not know the request: its two sides are filled in when the event is folded.
"""

from collections.abc import Mapping
from enum import Enum, auto

from domain.request import events as of_request

__all__ = ["WAYS", "Way"]


class Way(Enum):
    """Between whom an event runs."""

    TO_REQUESTED = auto()
    TO_REQUESTING = auto()
    WITHIN_REQUESTED = auto()
    WITHIN_REQUESTING = auto()
    ABOUT_REQUESTED = auto()
    TO_OTHER_SIDE = auto()
    NAMED = auto()


WAYS: Mapping[type, Way] = {
    of_request.RequestDrafted: Way.WITHIN_REQUESTING,
    of_request.RequestDraftRevised: Way.WITHIN_REQUESTING,
    of_request.RequestSent: Way.TO_REQUESTED,
    of_request.ClarificationProvided: Way.TO_REQUESTED,
    of_request.UrgencyChanged: Way.TO_REQUESTED,
    of_request.ReminderSent: Way.TO_REQUESTED,
    of_request.RequestWithdrawn: Way.TO_REQUESTED,
    of_request.FeedbackGiven: Way.TO_REQUESTED,
    of_request.RequestClosed: Way.TO_REQUESTED,
    of_request.RequestReopened: Way.TO_REQUESTED,
    of_request.UnitAssigned: Way.WITHIN_REQUESTED,
    of_request.UnitReassigned: Way.WITHIN_REQUESTED,
    of_request.UnitAssignmentDeclined: Way.WITHIN_REQUESTED,
    of_request.JudicialAuthorisationSought: Way.WITHIN_REQUESTED,
    of_request.JudicialAuthorisationGranted: Way.WITHIN_REQUESTED,
    of_request.JudicialAuthorisationDenied: Way.WITHIN_REQUESTED,
    of_request.TimeLimitWarningRaised: Way.ABOUT_REQUESTED,
    of_request.TimeLimitBreached: Way.ABOUT_REQUESTED,
    of_request.TimeLimitReminderSent: Way.ABOUT_REQUESTED,
    of_request.RequestTextsErased: Way.TO_REQUESTED,
    of_request.LegalHoldPlaced: Way.TO_OTHER_SIDE,
    of_request.LegalHoldLifted: Way.TO_OTHER_SIDE,
    of_request.RequestEscalated: Way.TO_OTHER_SIDE,
    of_request.RecordCorrected: Way.TO_OTHER_SIDE,
    of_request.RequestRedirected: Way.NAMED,
}
"""All other events of a request run from the requested to the requesting side."""
