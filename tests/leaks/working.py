"""What partners do at random in an investigation: facts, requests, shared items, follow-ups; some is erased again.

It must not hold expectations, nor know who may see what: what the rules refuse has not happened.
"""

from uuid import UUID

from domain.aggregate import Actor
from domain.erasure import ErasureReason
from domain.followup import commands as f
from domain.followup.events import SourceKind
from domain.investigation import commands as of_case
from domain.investigation.events import Claim
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.item import commands as i
from domain.item.vocabulary import CorrectableField, EvaluationScheme, ItemKind, Recipient
from domain.marking import Marking
from domain.request import commands as r
from domain.request.events import RequestContent, WithdrawalReason
from domain.vocabulary import Instrument, Outcome, Tlp, Urgency, UsedIn
from tests.leaks.making import Case, Maker

__all__ = ["items", "work"]

REQUESTS, ITEMS = 8, 10
HASH = "ab" * 32


def work(maker: Maker, case: Case) -> None:
    """This will let partners work in an investigation."""
    _facts(maker, case)
    sources = [(SourceKind.REQUEST, each) for each in _requests(maker, case)]
    sources += [(SourceKind.SHARED_ITEM, each) for each in items(maker, case, [each for _, each in sources])]
    _requests_before_any_case(maker)
    maker.flush()
    for kind, known_as in sources:
        if maker.hidden(0.5):
            _follow_up(maker, case, kind, str(known_as))
    for kind in (SourceKind.MEETING, SourceKind.FINDING):
        _follow_up(maker, case, kind, maker.word("source"))


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


def _content(maker: Maker, marking: Marking | None) -> RequestContent:
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
    content = _content(maker, marking)
    maker.do(
        ours,
        r.DraftRequest(
            request_id=known_as, investigation_id=case_id, requesting_agency_id=asking, requested_agency_id=asked,
            requesting_unit_id=f"{asking}/DESK", content=content,
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
        content=_content(maker, marking),
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


def items(maker: Maker, case: Case, requests: list[UUID]) -> list[UUID]:
    """This will let partners register, share, restrict, recall and erase items."""
    return [_item(maker, case, requests) for _ in range(ITEMS)]


def _item(maker: Maker, case: Case, requests: list[UUID]) -> UUID:
    owner, *others = maker.rng.sample(list(case.partners), 3)
    known_as, ours = maker.id(), maker.chief(owner)
    marking = maker.marking()
    maker.do(
        ours,
        i.RegisterItem(
            item_id=known_as, investigation_id=case.case_id, kind=maker.rng.choice(list(ItemKind)),
            title=maker.word("item"), content_sha256=HASH, provenance=maker.word("provenance"),
            purpose=maker.word("itempurpose"), legal_basis=maker.word("itembasis"), marking=marking,
            crime_area="CYBERCRIME", retention="JIT_OPERATIONAL",
        ),
        i.EvaluateItem(item_id=known_as, scheme=EvaluationScheme.EUROPOL_4X4, source_code="A", information_code="2"),
    )  # fmt: skip
    if maker.hidden(0.15):
        return known_as
    _share(maker, case, known_as, (owner, others), marking, requests)
    for step in (_correct, _use, _onward, _bind, _restrict, _restrict, _recall, _erase):
        if maker.hidden(0.4):
            step(maker, case, known_as, (owner, others))
    return known_as


def _of(maker: Maker, case: Case, agency_id: str, *, named: bool) -> Recipient:
    members = case.members[agency_id]
    persons = tuple(maker.rng.sample(members, maker.rng.randint(1, len(members)))) if named else ()
    return Recipient(agency_id=agency_id, persons=persons)


Sides = tuple[str, list[str]]


def _share(  # noqa: PLR0913, PLR0917  # a step of a random course
    maker: Maker, case: Case, known_as: UUID, sides: Sides, marking: Marking, requests: list[UUID]
) -> None:
    owner, others = sides
    is_red = marking.tlp is Tlp.RED
    chosen = others if maker.hidden(0.4) else others[:1]
    for each in chosen if maker.hidden(0.5) else [chosen]:  # one by one, or all at once
        agencies = [each] if isinstance(each, str) else list(each)
        recipients = tuple(_of(maker, case, to, named=is_red or maker.hidden(0.2)) for to in agencies)
        answers = maker.rng.choice(requests) if maker.hidden(0.3) else None
        maker.do(maker.chief(owner), i.ShareItem(item_id=known_as, recipients=recipients, request_id=answers))
        if answers:
            maker.do(maker.chief(owner), i.ShareItem(item_id=known_as, recipients=recipients))
    scheme = EvaluationScheme.ADMIRALTY_6X6
    maker.do(
        maker.chief(others[0]),
        i.ConfirmItemReceipt(item_id=known_as, content_sha256=HASH),
        i.EvaluateItem(item_id=known_as, scheme=scheme, source_code="B", information_code="3"),
        i.ReviseEvaluation(
            item_id=known_as, scheme=scheme, source_code="C", information_code="3", reason=maker.word("evaluate")
        ),
    )


def _correct(maker: Maker, _case: Case, known_as: UUID, sides: Sides) -> None:
    right = i.CorrectItem(
        item_id=known_as, field=CorrectableField.TITLE, right_value=maker.word("right"), reason=maker.word("wrong")
    )
    maker.do(maker.chief(sides[0]), right)


def _use(maker: Maker, _case: Case, known_as: UUID, sides: Sides) -> None:
    owner, (other, *_) = sides
    question, court = maker.id(), maker.word("court")
    maker.do(maker.chief(other), i.RequestJudicialUse(item_id=known_as, consent_id=question, proceedings=court))
    if maker.hidden(0.7):
        agreed = i.AuthoriseJudicialUse(item_id=known_as, consent_id=question, conditions=maker.word("conditions"))
        maker.do(maker.chief(owner), agreed)
        maker.do(maker.chief(other), i.UseInProceedings(item_id=known_as, proceedings=court))


def _onward(maker: Maker, case: Case, known_as: UUID, sides: Sides) -> None:
    owner, (other, third, *_) = sides
    question, purpose = maker.id(), maker.word("onward")
    maker.do(
        maker.chief(other),
        i.RequestOnwardSharing(item_id=known_as, consent_id=question, to_agency_id=third, purpose=purpose),
    )
    if maker.hidden(0.3):
        refused = i.RefuseOnwardSharing(item_id=known_as, consent_id=question, reason=maker.word("refuse"))
        maker.do(maker.chief(owner), refused)
    agreed = i.AuthoriseOnwardSharing(item_id=known_as, consent_id=question, conditions=maker.word("onwardif"))
    maker.do(maker.chief(owner), agreed)
    given = i.ShareOnward(item_id=known_as, recipient=_of(maker, case, third, named=maker.hidden(0.5)), purpose=purpose)
    maker.do(maker.chief(other), given)


def _bind(maker: Maker, _case: Case, known_as: UUID, sides: Sides) -> None:
    """A holder is stricter for itself, and holds erasure back."""
    by, hold = maker.chief(maker.rng.choice([sides[0], sides[1][0]])), maker.id()
    own = i.ImposeRestriction(
        item_id=known_as, restriction_id=maker.id(), marking=maker.marking(), reason=maker.word("ownuse")
    )
    maker.do(maker.chief(sides[1][0]), own)
    maker.do(by, i.PlaceItemHold(item_id=known_as, hold_id=hold, reason=maker.word("hold")))
    if maker.hidden(0.7):
        maker.do(by, i.LiftItemHold(item_id=known_as, hold_id=hold, reason=maker.word("unhold")))


def _restrict(maker: Maker, case: Case, known_as: UUID, sides: Sides) -> None:
    owner, others = sides
    restriction = maker.id()
    left = (_of(maker, case, others[0], named=maker.hidden(0.6)),) if maker.hidden(0.4) else None
    maker.do(
        maker.chief(owner),
        i.ImposeRestriction(
            item_id=known_as, restriction_id=restriction, marking=maker.marking(), reason=maker.word("restrict"),
            recipients=left,
        ),
    )  # fmt: skip
    if maker.hidden(0.4):
        maker.do(maker.chief(others[0]), i.ConfirmRestriction(item_id=known_as, restriction_id=restriction))
    if maker.hidden(0.4):
        lifted = i.LiftRestriction(item_id=known_as, restriction_id=restriction, reason=maker.word("lift"))
        maker.do(maker.chief(owner), lifted)


def _recall(maker: Maker, _case: Case, known_as: UUID, sides: Sides) -> None:
    recall, who = maker.id(), maker.rng.choice([None, (sides[1][0],)])
    taken = i.RecallItem(item_id=known_as, recall_id=recall, reason=maker.word("recall"), from_agencies=who)
    maker.do(maker.chief(sides[0]), taken)
    if maker.hidden(0.5):
        kept = i.ConfirmRecall(item_id=known_as, recall_id=recall, kept_because=maker.word("kept"))
        maker.do(maker.chief(sides[1][0]), kept)


def _erase(maker: Maker, _case: Case, known_as: UUID, sides: Sides) -> None:
    gone = i.EraseContent(item_id=known_as, reason=ErasureReason.COURT_ORDER, explanation=maker.word("gone"))
    maker.do(maker.chief(sides[0]), gone)


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
