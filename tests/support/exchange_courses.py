"""Random courses of items, follow-ups and reviews in which everything happens that figures of exchanges may rest on.

They must not keep a rule of the domain: figures are to be right of whatever stands in the log.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.event import Event
from domain.followup import events as of_followup
from domain.followup.events import SourceKind
from domain.item import events as of_item
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import Marking
from domain.review import events as of_review
from domain.review.vocabulary import EntryNeed, ReviewType
from domain.vocabulary import Classification

__all__ = ["Exchanged", "courses_of_exchanges"]

BEGIN = datetime(2025, 1, 6, 8, tzinfo=UTC)
MARKINGS = (Marking(), Marking(), Marking(), Marking(compartments=("ALPHA",)))
NEEDS: tuple[tuple[EntryNeed, ...], ...] = (
    (), (), (EntryNeed(classification=Classification.SECRET, compartments=("ALPHA",)),),
    (EntryNeed(compartments=("ALPHA",)),), (EntryNeed(compartments=("ALPHA",), is_of_compartment=True),),
)  # fmt: skip


@dataclass(frozen=True)
class Exchanged:
    """A stream of a case. after: the stream out of which it grew, None for none."""

    stream_id: UUID
    case: UUID
    events: Sequence[Event]
    after: UUID | None = None


def courses_of_exchanges(
    chance: random.Random, cases: Mapping[UUID, Sequence[str]], number: int
) -> Iterator[Exchanged]:
    """This will tell of so many items, of as many follow-ups of some of them, and of half as many reviews."""
    for place in range(number):
        case = chance.choice(list(cases))
        item, partners = _id(chance), cases[case]
        yield Exchanged(item, case, list(_item(chance, item, case, partners)))
        task, sides = _id(chance), (partners[0], chance.choice(partners[1:]))
        source, after = (SourceKind.SHARED_ITEM, item) if chance.random() < 0.5 else (SourceKind.MEETING, None)
        opened = of_followup.FollowUpOpened(
            followup_id=task, investigation_id=case, source=source, source_ref=str(after or "March"), source_id=after,
            opened_by_agency_id=sides[0], task="ask",
        )  # fmt: skip
        yield Exchanged(task, case, list(_worked_on(chance, opened, partners)), after)
        if place % 2:
            yield from _reviewed(chance, case, partners)


def _id(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _item(chance: random.Random, item: UUID, case: UUID, partners: Sequence[str]) -> Iterator[Event]:
    owner, *others = chance.sample(list(partners), 3)
    yield of_item.ItemRegistered(
        item_id=item, investigation_id=case, kind=ItemKind.INTELLIGENCE, originator_agency_id=owner, title="Plates",
        content_sha256="ab" * 32, size_bytes=None, media_type=None, provenance="Camera", purpose="p", legal_basis="l",
        marking=chance.choice(MARKINGS), crime_area=chance.choice((None, "FRAUD")), retention=None,
    )  # fmt: skip
    shared = chance.choice((of_item.IntelligenceShared, of_item.EvidenceShared))
    given = tuple(Recipient(agency_id=each) for each in others[: chance.randint(1, 2)])
    yield shared(item_id=item, recipients=given, request_id=_id(chance) if chance.random() < 0.3 else None)
    for _ in range(chance.randint(0, 4)):
        yield from chance.choice((_asked, _restricted))(chance, item, owner, [each.agency_id for each in given])


def _asked(chance: random.Random, item: UUID, _owner: str, given: Sequence[str]) -> Iterator[Event]:
    question = _id(chance)
    yield of_item.OnwardSharingRequested(
        item_id=item, consent_id=question, by_agency_id=chance.choice(given), to_agency_id="SE-SPOC", purpose="p"
    )
    answer = chance.random()
    if answer < 0.5:
        yield of_item.OnwardSharingAuthorised(item_id=item, consent_id=question)
    elif answer < 0.8:
        yield of_item.OnwardSharingRefused(item_id=item, consent_id=question, reason="no")


def _restricted(chance: random.Random, item: UUID, owner: str, given: Sequence[str]) -> Iterator[Event]:
    known_as = _id(chance)
    yield of_item.RestrictionImposed(
        item_id=item, restriction_id=known_as, by_agency_id=owner, own_use_only=False, marking=Marking(),
        recipients=None, to_confirm=tuple(given), reason="r",
    )  # fmt: skip
    if chance.random() < 0.2:
        yield of_item.RestrictionLifted(item_id=item, restriction_id=known_as, reason="r")
    for agency in given:
        if chance.random() < 0.6:
            yield of_item.RestrictionConfirmed(item_id=item, restriction_id=known_as, agency_id=agency)


def _worked_on(chance: random.Random, opened: of_followup.FollowUpOpened, partners: Sequence[str]) -> Iterator[Event]:
    task = opened.followup_id
    yield opened
    for _ in range(chance.randint(0, 2)):
        agency = chance.choice(partners)
        unit = chance.choice((None, f"{agency}/CYBER"))
        yield of_followup.FollowUpAssigned(followup_id=task, agency_id=agency, unit_id=unit)
        if chance.random() < 0.8:
            due = BEGIN + timedelta(hours=chance.randint(0, 200))
            yield of_followup.FollowUpDueDateSet(followup_id=task, due_utc=due)
    yield from _ended(chance, task)


def _ended(chance: random.Random, task: UUID) -> Iterator[Event]:
    end = chance.random()
    if end < 0.6:
        yield of_followup.FollowUpCompleted(followup_id=task, result="done")
        yield of_followup.FollowUpVerified(followup_id=task)
    elif end < 0.75:
        yield of_followup.FollowUpCompleted(followup_id=task, result="done")
    elif end < 0.85:
        yield of_followup.FollowUpCancelled(followup_id=task, reason="moot")


def _reviewed(chance: random.Random, case: UUID, partners: Sequence[str]) -> Iterator[Exchanged]:
    review, lead = _id(chance), partners[0]
    made = [_recommended(chance, review, partners) for _ in range(4)]
    told: list[Event] = [of_review.ReviewOpened(
        review_id=review, investigation_id=case, review_type=ReviewType.MID_TERM, opened_by_agency_id=lead, subject="s"
    )]  # fmt: skip
    for each in made:
        told += [each, *_answers(chance, each)]
    yield Exchanged(review, case, told)
    for each in made:
        task = _id(chance)
        opened = of_followup.FollowUpOpened(
            followup_id=task, investigation_id=case, source=SourceKind.RECOMMENDATION, source_ref="advice", task="t",
            source_id=each.recommendation_id, review_id=review, opened_by_agency_id=lead, needs=each.needs,
        )  # fmt: skip
        yield Exchanged(task, case, list(_worked_on(chance, opened, each.to_agency_ids)), review)


def _recommended(chance: random.Random, review: UUID, partners: Sequence[str]) -> of_review.RecommendationMade:
    return of_review.RecommendationMade(
        review_id=review, recommendation_id=_id(chance), finding_id=_id(chance), by_agency_id=partners[0],
        to_agency_ids=tuple(chance.sample(list(partners), 2)), text="t", needs=chance.choice(NEEDS),
    )  # fmt: skip


def _answers(chance: random.Random, made: of_review.RecommendationMade) -> Iterator[Event]:
    review, known_as = made.review_id, made.recommendation_id
    for agency in made.to_agency_ids:
        answer = chance.random()
        if answer < 0.6:
            yield of_review.RecommendationAccepted(review_id=review, recommendation_id=known_as, agency_id=agency)
        elif answer < 0.8:
            yield of_review.RecommendationDeclined(
                review_id=review, recommendation_id=known_as, agency_id=agency, reason="no"
            )
