"""What partners do at random with shared items: give, pass on, restrict, recall, ask, hold back, erase.

It must not hold expectations, nor know who may see what: what the rules refuse has not happened.
"""

from uuid import UUID

from domain.erasure import ErasureReason
from domain.item import commands as i
from domain.item.vocabulary import CorrectableField, EvaluationScheme, ItemKind, Recipient
from tests.leaks.making import Case, Maker

__all__ = ["HASH", "items"]

ITEMS = 10
HASH = "ab" * 32

Sides = tuple[str, list[str]]
"""The originator, and two others."""


def items(maker: Maker, case: Case) -> list[UUID]:
    """This will let partners register, share, restrict, recall and erase items."""
    return [_item(maker, case) for _ in range(ITEMS)]


def _item(maker: Maker, case: Case) -> UUID:
    owner, *others = maker.rng.sample(list(case.partners), 3)
    known_as, ours = maker.id(), maker.chief(owner)
    maker.do(
        ours,
        i.RegisterItem(
            item_id=known_as, investigation_id=case.case_id, kind=maker.rng.choice(list(ItemKind)),
            title=maker.word("item"), content_sha256=HASH, provenance=maker.word("provenance"),
            purpose=maker.word("itempurpose"), legal_basis=maker.word("itembasis"), marking=maker.marking(),
            crime_area="CYBERCRIME", retention="JIT_OPERATIONAL",
        ),
        i.EvaluateItem(item_id=known_as, scheme=EvaluationScheme.EUROPOL_4X4, source_code="A", information_code="2"),
    )  # fmt: skip
    if maker.hidden(0.15):
        return known_as
    _share(maker, case, known_as, (owner, others))
    for step in (_correct, _use, _onward, _bind, _restrict, _restrict, _recall, _erase):
        if maker.hidden(0.4):
            step(maker, case, known_as, (owner, others))
    return known_as


def _of(maker: Maker, case: Case, agency_id: str, *, named: bool) -> Recipient:
    members = case.members[agency_id]
    persons = tuple(maker.rng.sample(members, maker.rng.randint(1, len(members)))) if named else ()
    return Recipient(agency_id=agency_id, persons=persons)


def _share(maker: Maker, case: Case, known_as: UUID, sides: Sides) -> None:
    """To one or to both, at once or one by one; of what is TLP:RED persons have to be named, of the rest they may."""
    owner, others = sides
    chosen = others if maker.hidden(0.4) else others[:1]
    together: list[list[str]] = [chosen] if maker.hidden(0.5) else [[each] for each in chosen]
    for agencies in together:
        maker.do(maker.chief(owner), *_gifts(maker, case, known_as, agencies))
    scheme = EvaluationScheme.ADMIRALTY_6X6
    maker.do(
        maker.chief(others[0]),
        i.ConfirmItemReceipt(item_id=known_as, content_sha256=HASH),
        i.EvaluateItem(item_id=known_as, scheme=scheme, source_code="B", information_code="3"),
        i.ReviseEvaluation(
            item_id=known_as, scheme=scheme, source_code="C", information_code="3", reason=maker.word("evaluate")
        ),
    )


def _gifts(maker: Maker, case: Case, known_as: UUID, agencies: list[str]) -> list[i.ShareItem]:
    """As an answer to a request, which may be refused, then as none, then to named persons, which RED needs."""
    plain = tuple(_of(maker, case, to, named=maker.hidden(0.2)) for to in agencies)
    named = tuple(_of(maker, case, to, named=True) for to in agencies)
    answers = maker.rng.choice(case.requests) if case.requests and maker.hidden(0.3) else None
    gifts = [i.ShareItem(item_id=known_as, recipients=plain, request_id=answers)] if answers else []
    return [*gifts, i.ShareItem(item_id=known_as, recipients=plain), i.ShareItem(item_id=known_as, recipients=named)]


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
    for each in others:
        remind = i.RemindOfRestriction(item_id=known_as, restriction_id=restriction, agency_id=each)
        listed = i.ListUnconfirmedRestriction(item_id=known_as, restriction_id=restriction, agency_id=each)
        maker.late += [remind, listed]
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
