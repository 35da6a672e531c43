"""The probe of movements: what somebody is told before and after an act that is not for it is the same, to the byte.

It must not know which act is hidden from whom: the oracle says so, act by act.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from domain.agency.commands import GiveStandingAuthorisation
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted
from domain.event import ActorKind, Recorded
from domain.followup import commands as f
from domain.followup.events import SourceKind
from domain.identifier.commands import RegisterIdentifier
from domain.identifier.vocabulary import IdentifierKind, RegistrationConditions
from domain.item import commands as i
from domain.item.vocabulary import EvaluationScheme, ItemKind, Recipient
from domain.marking import Marking
from domain.request import commands as r
from domain.review import commands as v
from domain.review.vocabulary import FindingCategory, ReviewedPhase, ReviewType
from domain.vocabulary import Classification, Tlp
from tests.leaks.asking import Asker
from tests.leaks.everything import documents
from tests.leaks.making import Maker
from tests.leaks.registering import KEY_ID
from tests.leaks.working import content

__all__ = ["Hidden", "happen", "hidden_acts", "review_opened", "seen_by"]

HASH = "ab" * 32
OF_TIME = r'"remaining": "[^"]*"|"__typename": "Desk(Entry)?", "at": "[^"]*"'
"""What runs out by itself, and the moment as of which a desk is asked for."""

PASSING = ("checkpoint", "checkpoints", "me")
"""Root fields that move by themselves: the log as a whole, and the token's end."""


@dataclass(frozen=True)
class Hidden:
    """An investigation with a member of the lead who is cleared, and one of another agency who is not.

    evidence: an event that every member sees; review: of which something secret is said.
    """

    case: UUID
    lead: str
    other: str
    maker: Maker
    evidence: Recorded
    review: UUID = field(default_factory=uuid4)

    def actor(self, agency_id: str) -> Actor:
        """Who leads the side of an agency."""
        return self.maker.chief(agency_id)


def hidden_acts(of: Hidden) -> Iterator[tuple[str, Sequence[tuple[Actor, Command]]]]:
    """This will tell of acts that only who is cleared for SECRET, or the acting agency, may learn of."""
    item, request, draft, followup = (uuid4() for _ in range(4))
    lead, other = of.actor(of.lead), of.actor(of.other)
    secret = Marking(classification=Classification.SECRET)
    yield "an item is registered", [(lead, _registered(of, item, secret))]
    evaluated = i.EvaluateItem(item_id=item, scheme=EvaluationScheme.EUROPOL_4X4, source_code="A", information_code="1")
    yield "an item is evaluated", [(lead, evaluated)]
    shared = i.ShareItem(item_id=item, recipients=(Recipient(agency_id=of.other, persons=(other.actor_id,)),))
    yield "an item is shared with a named person", [(lead, shared)]
    asked = i.RequestJudicialUse(item_id=item, consent_id=uuid4(), proceedings=of.maker.word("court"))
    yield "a use is asked for", [(other, asked)]
    red = i.ImposeRestriction(
        item_id=item, restriction_id=uuid4(), marking=Marking(tlp=Tlp.AMBER_STRICT), reason=of.maker.word("restrict")
    )
    yield "an item is restricted", [(lead, red)]
    opened = f.OpenFollowUp(
        followup_id=followup, investigation_id=of.case, source=SourceKind.SHARED_ITEM, source_ref=str(item),
        task=of.maker.word("task"),
    )  # fmt: skip
    noted = f.NoteProgress(followup_id=followup, note=of.maker.word("progress"))
    yield "a follow-up grows out of it", [(lead, opened)]
    mine = f.AssignFollowUp(followup_id=followup, agency_id=of.lead)
    yield "progress is noted there", [(lead, mine), (lead, noted)]
    yield "a request is drafted", [(lead, _drafted(of, draft, None))]
    sent: list[tuple[Actor, Command]] = [
        (lead, _drafted(of, request, secret)),
        (lead, r.SendRequest(request_id=request)),
    ]
    yield "a secret request is sent", sent
    course: list[Command] = [r.ConfirmReceipt(request_id=request), r.AcknowledgeRequest(request_id=request)]
    yield "a secret request is acknowledged", [(other, each) for each in course]
    yield from _reviewed(of)
    yield "an item is recalled", [(lead, i.RecallItem(item_id=item, recall_id=uuid4(), reason=of.maker.word("recall")))]
    digest = uuid4().hex * 2  # registered once, however often it is told
    found: list[tuple[Actor, Command]] = [
        (lead, _identifier(of, digest, lead.actor_id)), (other, _identifier(of, digest))
    ]  # fmt: skip
    yield "an identifier is registered for one person, and met", found
    yield "others agree on passing on", [(of.actor("AT-SPOC"), _consent(of))]


def review_opened(of: Hidden) -> Sequence[tuple[Actor, Command]]:
    """This will tell of a review that every member sees, in which something is said later that few see."""
    operator, position = Actor(actor_id="import", kind=ActorKind.IMPORT), of.evidence.position
    opened = v.OpenReview(
        review_id=of.review, investigation_id=of.case, review_type=ReviewType.INCIDENT, subject=of.maker.word("moving"),
        opened_by_agency_id=of.lead,
    )  # fmt: skip
    fixed = v.FixReplayWindow(review_id=of.review, from_position=1, to_position=position)
    confirmed = v.ConfirmTimeline(review_id=of.review, position=position, agency_id=of.lead)
    return [(operator, opened), (operator, fixed), (operator, confirmed)]


def seen_by(asker: Asker) -> dict[str, str]:
    """This will ask for everything that there is without an id, and for each investigation, and write it down."""
    told: dict[str, object] = {}
    for name, (document, required) in documents().items():
        if not required and name not in PASSING:
            told[name] = asker.ask(document)
    for case in asker.oracle.seen(asker.person, "investigation"):
        document = documents()["investigation"][0]
        told[str(case)] = asker.ask(document, investigationId=str(case))
        told[f"{case} timeline"] = asker.pages(
            "timeline", f'caseId: "{case}", filter: {{hideSystem: false}},', "eventId position correctedBy", 200
        )
    return {what: re.sub(OF_TIME, "", json.dumps(answer, sort_keys=True)) for what, answer in told.items()}


def happen(asker: Asker, acts: Sequence[tuple[Actor, Command]]) -> None:
    """This will do it, insisting that it is not refused, and let the read models follow."""
    for actor, command in acts:
        asked = Submission(command=command, command_id=uuid4(), actor=actor)
        outcome = asker.house.application.submit(asked).result(60)
        assert isinstance(outcome, Accepted), (command, outcome)
    asker.house.settle()


def _identifier(of: Hidden, digest: str, *persons: str) -> RegisterIdentifier:
    return RegisterIdentifier(
        registration_id=uuid4(), key_id=KEY_ID, kind=IdentifierKind.WALLET, digest=digest, investigation_id=of.case,
        valid_until=datetime.now(UTC).date() + timedelta(days=9), conditions=RegistrationConditions(persons=persons),
    )  # fmt: skip


def _reviewed(of: Hidden) -> Iterator[tuple[str, Sequence[tuple[Actor, Command]]]]:
    lead, other, word = of.actor(of.lead), of.actor(of.other), of.maker.word
    said, finding, advised, task = (uuid4() for _ in range(4))
    shown, secret = of.evidence.envelope.event_id, Classification.SECRET
    annotated = v.AddAnnotation(
        review_id=of.review, annotation_id=said, event_id=shown, text=word("said"), classification=secret
    )
    yield "a secret is said in a review", [(lead, annotated)]
    found = v.RecordFinding(
        review_id=of.review, finding_id=finding, event_ids=(shown,), phase=ReviewedPhase.OPERATIONAL,
        category=FindingCategory.RESULTS, text=word("found"), classification=secret,
    )  # fmt: skip
    yield "a secret is found in a review", [(lead, found)]
    made = v.MakeRecommendation(
        review_id=of.review, recommendation_id=advised, finding_id=finding, to_agency_ids=(of.other,),
        text=word("advised"),
    )  # fmt: skip
    yield "something is recommended because of it", [(lead, made)]
    accepted = v.AcceptRecommendation(review_id=of.review, recommendation_id=advised, note=word("accepted"))
    yield "the other agency accepts that", [(other, accepted)]
    grown = f.OpenFollowUp(
        followup_id=task, investigation_id=of.case, source=SourceKind.RECOMMENDATION, source_ref=str(advised),
        review_id=of.review, task=word("task"),
    )  # fmt: skip
    yield "a follow-up grows out of a recommendation", [(lead, grown)]


def _registered(of: Hidden, item: UUID, marking: Marking) -> i.RegisterItem:
    word = of.maker.word
    return i.RegisterItem(
        item_id=item, investigation_id=of.case, kind=ItemKind.INTELLIGENCE, title=word("item"), content_sha256=HASH,
        provenance=word("provenance"), purpose=word("purpose"), legal_basis=word("basis"), marking=marking,
    )  # fmt: skip


def _drafted(of: Hidden, request: UUID, marking: Marking | None) -> r.DraftRequest:
    return r.DraftRequest(
        request_id=request, investigation_id=of.case, requesting_agency_id=of.lead, requested_agency_id=of.other,
        requesting_unit_id=f"{of.lead}/DESK", content=content(of.maker, marking),
    )  # fmt: skip


def _consent(of: Hidden) -> GiveStandingAuthorisation:

    day = datetime.now(UTC).date()
    return GiveStandingAuthorisation(
        agency_id="AT-SPOC", authorisation_id=uuid4(), from_agency_id=of.lead, to_agency_id=of.other, valid_from=day,
        valid_until=day + timedelta(days=9), purpose=of.maker.word("standing"),
    )  # fmt: skip
