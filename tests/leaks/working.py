"""What partners do at random in an investigation: facts, requests, follow-ups, a review; some is erased again.

It must not hold expectations, nor know who may see what: what the rules refuse has not happened.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from domain.aggregate import Actor
from domain.erasure import ErasureReason
from domain.followup import commands as f
from domain.followup.events import SourceKind
from domain.investigation import commands as of_case
from domain.investigation.events import Claim
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.marking import Marking
from domain.request import commands as r
from domain.request.events import RequestContent, WithdrawalReason
from domain.vocabulary import Instrument, Outcome, Urgency, UsedIn
from tests.leaks.giving import items
from tests.leaks.making import Case, Maker
from tests.leaks.reviewing import review

__all__ = ["assign", "content", "work"]

REQUESTS = 8


def work(maker: Maker, case: Case) -> None:
    """This will let partners work in an investigation."""
    _facts(maker, case)
    case.requests.extend(_requests(maker, case))
    sources = [(SourceKind.REQUEST, each) for each in case.requests]
    sources += [(SourceKind.SHARED_ITEM, each) for each in items(maker, case)]
    _replies(maker, case, [each for kind, each in sources if kind is SourceKind.SHARED_ITEM])
    _requests_before_any_case(maker)
    maker.flush()
    for kind, known_as in sources:
        if maker.hidden(0.5):
            _follow_up(maker, case, kind, str(known_as))
    for kind in (SourceKind.MEETING, SourceKind.FINDING):
        _follow_up(maker, case, kind, maker.word("source"))
    review(maker, case)


def assign(maker: Maker, cases: Sequence[Case]) -> None:
    """This will have whoever has a request give it to a unit; whom the rules refuse has it not, or no more."""
    for case in cases:
        for request_id in case.requests:
            for agency in case.partners:
                unit, why = f"{agency}/DESK", maker.word("unit")
                maker.do(maker.chief(agency), r.AssignUnit(request_id=request_id, unit_id=unit, override_reason=why))
    maker.flush()


def _facts(maker: Maker, case: Case) -> None:
    chief, known_as = maker.chief(case.partners[0]), case.case_id
    for number in range(2):
        maker.do(
            chief,
            of_case.RecordFact(
                investigation_id=known_as, fact_id=f"fact-{number}", kind=FactKind.INCIDENT, text=maker.word("fact"),
                source=maker.word("factsource"), grade=SourceGrade.OFFICIAL,
            ),
        )  # fmt: skip
    claims = [
        Claim(claim=maker.word("claim"), source=maker.word("claimsource"), grade=SourceGrade.OFFICIAL) for _ in "ab"
    ]
    maker.do(
        chief,
        of_case.RecordContradiction(
            investigation_id=known_as, contradiction_id="one", about=maker.word("about"), claims=tuple(claims)
        ),
    )


def content(maker: Maker, marking: Marking | None) -> RequestContent:
    """This will make what is asked, every word of it a canary."""
    return RequestContent(
        instrument=Instrument.EU_2023_977, urgency=Urgency.ROUTINE, crime_area="CYBERCRIME",
        purpose=maker.word("purpose"), subject=maker.word("subject"), link_of_purpose_and_data=maker.word("link"),
        legal_basis=maker.word("basis"), use_restrictions=maker.word("use"), language="en", marking=marking,
    )  # fmt: skip


def _requests(maker: Maker, case: Case) -> list[UUID]:
    return [_request(maker, case.case_id, maker.rng.sample(list(case.partners), 3)) for _ in range(REQUESTS)]


def _requests_before_any_case(maker: Maker) -> None:
    _request(maker, None, maker.rng.sample(("FR-SPOC", "DE-BKA", "BE-SPOC", "IT-SPOC", "NL-SPOC"), 3))


def _request(maker: Maker, case_id: UUID | None, sides: list[str]) -> UUID:
    known_as, (asking, asked, third) = maker.id(), sides
    marking = maker.marking(of_request=True) if case_id and maker.hidden(0.7) else None
    ours = maker.chief(asking)
    asks = content(maker, marking)
    maker.do(
        ours,
        r.DraftRequest(
            request_id=known_as, investigation_id=case_id, requesting_agency_id=asking, requested_agency_id=asked,
            requesting_unit_id=f"{asking}/DESK", content=asks,
        ),
    )  # fmt: skip
    if maker.hidden(0.3):
        maker.do(ours, _revision(maker, known_as, (asking, asked), marking))
    if maker.hidden(0.2):
        return known_as
    maker.do(ours, r.SendRequest(request_id=known_as))
    theirs = maker.chief(asked)
    if maker.hidden(0.2):
        maker.do(theirs, r.RedirectRequest(request_id=known_as, to_agency_id=third, reason=maker.word("redirect")))
        theirs = maker.chief(third)
    _course(maker, known_as, ours, theirs)
    return known_as


def _revision(maker: Maker, known_as: UUID, sides: tuple[str, str], marking: Marking | None) -> r.ReviseDraft:
    asking, asked = sides
    return r.ReviseDraft(
        request_id=known_as, requested_agency_id=asked, requesting_unit_id=f"{asking}/DESK",
        content=content(maker, marking),
    )  # fmt: skip


def _course(maker: Maker, known_as: UUID, ours: Actor, theirs: Actor) -> None:
    if maker.hidden(0.1):
        why = maker.word("withdraw")
        maker.do(ours, r.WithdrawRequest(request_id=known_as, reason=WithdrawalReason.DUPLICATE, explanation=why))
    maker.do(
        theirs,
        r.ConfirmReceipt(request_id=known_as),
        r.AcknowledgeRequest(request_id=known_as, note=maker.word("note")),
    )
    if maker.hidden(0.5):
        question = maker.id()
        ask = r.AskClarification(request_id=known_as, clarification_id=question, question=maker.word("question"))
        answer = r.ProvideClarification(request_id=known_as, clarification_id=question, answer=maker.word("answer"))
        maker.do(theirs, ask)
        maker.do(ours, answer)
    if maker.hidden(0.6):
        _answered(maker, known_as, ours, theirs)


def _answered(maker: Maker, known_as: UUID, ours: Actor, theirs: Actor) -> None:
    maker.do(
        theirs,
        r.AcceptRequest(request_id=known_as),
        r.StartExecution(request_id=known_as),
        r.ProvideInterimReply(request_id=known_as, summary=maker.word("interim")),
        r.ProvideFinalReply(request_id=known_as, outcome=Outcome.POSITIVE, summary=maker.word("reply")),
    )
    feedback = r.GiveFeedback(request_id=known_as, usefulness=4, used_in=(UsedIn.LEAD,), comment=maker.word("feedback"))
    maker.do(ours, feedback, r.CloseRequest(request_id=known_as, note=maker.word("close")))
    if maker.hidden(0.3):
        why = maker.word("erased")
        maker.do(ours, r.EraseRequestTexts(request_id=known_as, reason=ErasureReason.OTHER, explanation=why))


def _replies(maker: Maker, case: Case, items_: list[UUID]) -> None:
    """Each partner tries to answer with items that may be hidden from others; who was not asked is refused."""
    for request in case.requests:
        for agency_id in case.partners:
            named = tuple(maker.rng.sample(items_, 2))
            for some in (named, named[:1], named[1:]):
                reply = r.ProvideInterimReply(request_id=request, summary=maker.word("interim"), item_ids=some)
                maker.do(maker.chief(agency_id), reply)


def _follow_up(maker: Maker, case: Case, kind: SourceKind, source: str) -> None:
    ours, theirs = (maker.chief(each) for each in maker.rng.sample(list(case.partners), 2))
    known_as = maker.id()
    maker.do(
        ours,
        f.OpenFollowUp(
            followup_id=known_as, investigation_id=case.case_id, source=kind, source_ref=source,
            task=maker.word("task"),
        ),
        f.AssignFollowUp(followup_id=known_as, agency_id=theirs.agency_id or ""),
        f.AssignFollowUp(followup_id=known_as, agency_id=ours.agency_id or ""),
        f.SetFollowUpDueDate(followup_id=known_as, due_utc=maker.at + timedelta(days=3)),
    )  # fmt: skip
    maker.do(theirs, f.NoteProgress(followup_id=known_as, note=maker.word("progress")))
    maker.do(ours, f.NoteProgress(followup_id=known_as, note=maker.word("progress")))
    if maker.hidden(0.4):
        done = f.CompleteFollowUp(followup_id=known_as, result=maker.word("result"))
        maker.do(ours, done)
    if maker.hidden(0.3):
        maker.do(ours, f.CancelFollowUp(followup_id=known_as, reason=maker.word("cancelled")))
        why = maker.word("forgotten")
        maker.do(ours, f.EraseFollowUpTexts(followup_id=known_as, reason=ErasureReason.OTHER, explanation=why))
