"""Random courses of one request: any command, mostly by the side it belongs to, at times that mostly go forward.

It must not avoid what is refused: refusals are half of the point.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from uuid import UUID

from hypothesis import strategies as st

from domain.aggregate import Actor, Command
from domain.clocks import clocks
from domain.erasure import ErasureReason
from domain.request import Request, commands
from domain.request.events import WithdrawalReason
from domain.vocabulary import Availability, Instrument, Obligation, Outcome, RefusalGround, Scope, Urgency, UsedIn
from tests.support.given import Given
from tests.support.requests import (
    ASKED,
    ASKING,
    CLOCK,
    CYBER,
    DE,
    DRUGS,
    FR,
    GATEWAY,
    IMPORTER,
    IT,
    OUTSIDER,
    QUESTION,
    READER,
    REQ,
    THIRD,
    content,
    world,
)  # fmt: skip

__all__ = ["after_all", "courses"]

Step = tuple[Command, Actor, int]
START = datetime(2026, 2, 1, 9, tzinfo=UTC)
HOLD = UUID(int=50)
ESTIMATE = datetime(2026, 4, 1, tzinfo=UTC)
INSTRUMENTS = (Instrument.EU_EIO, Instrument.EU_2023_977, Instrument.INTERPOL_CHANNEL, Instrument.COE_BUDAPEST_29)

BY_ASKING: tuple[Command, ...] = (
    commands.SendRequest(request_id=REQ),
    commands.ProvideClarification(request_id=REQ, clarification_id=QUESTION, answer="That one"),
    commands.SendReminder(request_id=REQ),
    commands.EscalateRequest(request_id=REQ, level=1, to_whom="Head", reason="Silence"),
    commands.ChangeUrgency(request_id=REQ, urgency=Urgency.URGENT, reason="Flight"),
    commands.ChangeUrgency(request_id=REQ, urgency=Urgency.ROUTINE, reason="Caught"),
    commands.WithdrawRequest(request_id=REQ, reason=WithdrawalReason.OTHER),
    commands.GiveFeedback(request_id=REQ, usefulness=3, used_in=(UsedIn.LEAD,)),
    commands.CloseRequest(request_id=REQ),
    commands.ReopenRequest(request_id=REQ, reason="More"),
    commands.EraseRequestTexts(request_id=REQ, reason=ErasureReason.RETENTION_ENDED),
    commands.PlaceRequestHold(request_id=REQ, hold_id=HOLD, reason="An appeal"),
    commands.LiftRequestHold(request_id=REQ, hold_id=HOLD, reason="Decided"),
)
BY_ASKED: tuple[Command, ...] = (
    commands.ConfirmReceipt(request_id=REQ),
    commands.ConfirmReceipt(request_id=REQ, by_competent_authority=False),
    commands.AcknowledgeRequest(request_id=REQ),
    commands.RedirectRequest(request_id=REQ, to_agency_id=IT, reason="Theirs"),
    commands.RedirectRequest(request_id=REQ, to_agency_id=DE, reason="Theirs"),
    commands.AssignUnit(request_id=REQ, unit_id=CYBER),
    commands.ReassignUnit(request_id=REQ, unit_id=DRUGS, reason="Wrong", override_reason="They know"),
    commands.DeclineAssignment(request_id=REQ, reason="Not ours"),
    commands.ClassifyAvailability(request_id=REQ, availability=Availability.INDIRECT),
    commands.AskClarification(request_id=REQ, clarification_id=QUESTION, question="Which?"),
    commands.SeekAuthorisation(request_id=REQ, authority="Court"),
    commands.RecordAuthorisation(request_id=REQ, authority="Court"),
    commands.RecordAuthorisationRefusal(request_id=REQ, authority="Court", reason="No"),
    commands.AnnounceDelay(request_id=REQ, obligation=Obligation.DECIDE, reason="Much", estimate_utc=ESTIMATE),
    commands.ExtendTimeLimit(
        request_id=REQ, obligation=Obligation.DECIDE, by=timedelta(days=9), reason="Much", estimate_utc=ESTIMATE
    ),
    commands.AcceptRequest(request_id=REQ),
    commands.RefuseRequest(request_id=REQ, grounds=(RefusalGround.NOT_AVAILABLE,)),
    commands.RefuseRequest(
        request_id=REQ, grounds=(RefusalGround.NOT_AVAILABLE,), scope=Scope.PART, accepted_part="The first"
    ),
    commands.StartExecution(request_id=REQ),
    commands.PostponeExecution(request_id=REQ, reason="A trial"),
    commands.ResumeExecution(request_id=REQ),
    commands.ProvideInterimReply(request_id=REQ, summary="A part"),
    commands.ProvideFinalReply(request_id=REQ, outcome=Outcome.POSITIVE, summary="All"),
)
ANYBODY = (ASKING, ASKED, THIRD, READER, OUTSIDER, GATEWAY, IMPORTER, CLOCK)
CORRECTION = st.builds(
    commands.CorrectRecord,
    request_id=st.just(REQ),
    corrected_event_id=st.integers(1, 20).map(lambda version: UUID(int=version)),
    field=st.sampled_from(("occurred_at", "reason", "summary", "colour")),
    right_value=st.integers(0, 700).map(lambda hours: (START + timedelta(hours=hours)).isoformat()),
    reason=st.just("A slip"),
)
ANY = st.sampled_from((*BY_ASKING, *BY_ASKED)) | CORRECTION
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.sampled_from(BY_ASKING), st.just(ASKING), st.integers(0, 30)),
    st.tuples(st.sampled_from(BY_ASKED), st.sampled_from((ASKED, ASKED, ASKED, THIRD)), st.integers(0, 30)),
    st.tuples(CORRECTION, st.sampled_from((ASKING, ASKED)), st.integers(0, 30)),
    st.tuples(ANY, st.sampled_from(ANYBODY), st.integers(-40, 40)),
)
PARTNERS = world()
BEGINNING: tuple[Step, ...] = (
    (commands.SendRequest(request_id=REQ), ASKING, 0),
    (commands.ConfirmReceipt(request_id=REQ), ASKED, 1),
)


def courses() -> st.SearchStrategy[tuple[Request, ...]]:
    """This will make courses: the states after each step, from the draft on."""
    return st.builds(after_all, st.sampled_from(INSTRUMENTS), st.lists(STEPS, max_size=20))


def after_all(instrument: Instrument, steps: Sequence[Step]) -> tuple[Request, ...]:
    """This will take the steps in turn, letting the clock process look after each of them."""
    draft = commands.DraftRequest(
        request_id=REQ,
        requesting_agency_id=FR,
        requesting_unit_id="FR-SPOC/DESK",
        requested_agency_id=DE,
        investigation_id=UUID(int=100),
        content=content(instrument=instrument),
    )
    begun = PARTNERS.when(draft, by=ASKING, on=START).after
    return tuple(_states(begun, (*BEGINNING, *steps)))


def _states(standing: Given[Request], steps: Sequence[Step]) -> Iterator[Request]:
    at = START
    for command, actor, hours in steps:
        happened_at = at + timedelta(hours=hours)
        standing = reduce(_look, range(2), standing.when(command, by=actor, on=happened_at).after)
        at = max(at, happened_at)
        yield standing.state


def _look(standing: Given[Request], _round: int) -> Given[Request]:
    for clock in clocks(standing.state.clock):
        obligation, cycle = clock.obligation, clock.cycle
        breach = commands.RecordTimeLimitBreach(request_id=REQ, obligation=obligation, cycle=cycle)
        warning = commands.RaiseTimeLimitWarning(request_id=REQ, obligation=obligation, cycle=cycle)
        standing = standing.when(breach, by=CLOCK, on=clock.effective_due_utc).after
        standing = standing.when(warning, by=CLOCK, on=clock.warn_utc).after
    return standing
