"""How random histories end in erasure: legal holds before it, and what is still written after it.

It must not know the version up to which texts are gone: whoever counts the events of the stream fills it in.
"""

import random
from collections.abc import Iterator
from uuid import UUID

from domain.agency.events import AgencyTextsErased, WitnessKeyWithdrawn
from domain.erasure import ErasureReason
from domain.event import Event
from domain.followup import events as of_followup
from domain.investigation import events as of_case
from domain.request import events
from tests.support.request_histories import Sides, Step

__all__ = ["agency_erased", "case_erased", "followup_erased", "request_erased"]

FINISHING = (events.RequestWithdrawn, events.RequestRefused, events.FeedbackGiven, events.RequestClosed)


def request_erased(sides: Sides, last: Event) -> Iterator[Step]:
    """This will perhaps hold, erase, correct and erase again a request that is finished."""
    rng, request_id, hold = sides.rng, sides.request_id, sides.uuid()
    if not isinstance(last, FINISHING) or rng.random() < 0.5:
        return
    if rng.random() < 0.3:
        yield (
            sides.asked,
            events.LegalHoldPlaced(
                request_id=request_id, hold_id=hold, by_agency_id=sides.asked, reason="An appeal is pending"
            ),
        )
        yield sides.asked, events.LegalHoldLifted(request_id=request_id, hold_id=hold, reason="The appeal ended")
    yield sides.asking, _request_texts_erased(rng, request_id)
    if rng.random() < 0.4:
        yield (
            sides.asking,
            events.RecordCorrected(
                request_id=request_id, corrected_event_id=sides.uuid(), corrected_topic="request.RequestWithdrawn",
                field="explanation", wrong_value="", right_value="Told on the telephone", reason="A slip",
            ),
        )  # fmt: skip
        if rng.random() < 0.5:
            yield sides.asking, _request_texts_erased(rng, request_id)


def followup_erased(rng: random.Random, last: Event) -> Iterator[Event]:
    """This will perhaps erase a follow-up that is finished."""
    if isinstance(last, of_followup.FollowUpVerified) and rng.random() < 0.5:
        yield of_followup.FollowUpTextsErased(followup_id=last.followup_id, reason=_reason(rng), up_to_version=0)


def case_erased(rng: random.Random, last: Event | None) -> Iterator[Event]:
    """This will perhaps erase an investigation that is closed, and reopen it."""
    if isinstance(last, of_case.InvestigationClosed) and rng.random() < 0.7:
        case = last.investigation_id
        yield of_case.InvestigationTextsErased(investigation_id=case, reason=_reason(rng), up_to_version=0)
        if rng.random() < 0.5:
            yield of_case.InvestigationReopened(investigation_id=case, reason="An appeal")


def agency_erased(rng: random.Random, agency_id: str) -> Iterator[Event]:
    """This will perhaps erase what an agency wrote in the directory, once none of its authorisations lasts."""
    if rng.random() < 0.5:
        yield AgencyTextsErased(agency_id=agency_id, reason=_reason(rng), up_to_version=0)
        yield WitnessKeyWithdrawn(agency_id=agency_id, key_id="00000000", reason="It was lost")


def _request_texts_erased(rng: random.Random, request_id: UUID) -> events.RequestTextsErased:
    explanation = rng.choice([None, "As the court ordered"])
    return events.RequestTextsErased(
        request_id=request_id, reason=_reason(rng), up_to_version=0, explanation=explanation
    )


def _reason(rng: random.Random) -> ErasureReason:
    return rng.choice(list(ErasureReason))
