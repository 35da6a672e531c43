"""The random course of one shared item, as its rules allow it.

It must not know other items, nor what a log is.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.erasure import ErasureReason
from domain.item import events
from domain.item.vocabulary import EvaluationScheme, ItemKind, Recipient
from domain.marking import Marking
from domain.vocabulary import Handling, Tlp

__all__ = ["courses_of_items"]

Step = tuple[str | None, events.ItemEvent]

HASH = "ab" * 32
WORDED = Marking(handling=(Handling.H3,), handling_text="Call before use, 100%\n")
MARKINGS = (Marking(), WORDED, Marking(tlp=Tlp.AMBER), Marking(compartments=("ALPHA",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Whose item it is, who is given it and to whom it is passed on, and the choices of chance."""

    rng: random.Random
    uuid: Callable[[], UUID]
    item_id: UUID
    case: UUID
    owner: str
    first: str
    second: str


def courses_of_items(
    rng: random.Random, uuid: Callable[[], UUID], case: UUID, partners: Sequence[str]
) -> Iterator[Iterator[Step]]:
    """This will tell of two items: acting agency and event, from the registration to wherever chance ends it."""
    for _ in range(2):
        owner, first, second = rng.sample(partners, 3)
        yield _course(Keeping(rng=rng, uuid=uuid, item_id=uuid(), case=case, owner=owner, first=first, second=second))


def _course(of: Keeping) -> Iterator[Step]:
    yield from _shared(of)
    yield from _asked(of)
    if of.rng.random() < 0.7:
        yield from _restricted(of)
    if of.rng.random() < 0.5:
        yield from _recalled(of)
    if of.rng.random() < 0.5:
        yield from _kept(of)
    if of.rng.random() < 0.5:
        yield None, events.ContentErased(
            item_id=of.item_id, reason=ErasureReason.RETENTION_ENDED, up_to_version=9, content_id=None,
            content_sha256=HASH, explanation=of.rng.choice([None, "The term ended"]),
        )  # fmt: skip


def _shared(of: Keeping) -> Iterator[Step]:
    kind = of.rng.choice(list(ItemKind))
    yield of.owner, events.ItemRegistered(
        item_id=of.item_id, investigation_id=of.case, kind=kind, originator_agency_id=of.owner,
        title='Plates, "front"\tand back', content_sha256=HASH, size_bytes=None, media_type=None, provenance="A camera",
        purpose="Find the driver", legal_basis="Art. 7", marking=of.rng.choice(MARKINGS), retention=None,
        erase_on=date(2026, 1, 6),
    )  # fmt: skip
    yield of.owner, events.ItemEvaluated(
        item_id=of.item_id, by_agency_id=of.owner, scheme=EvaluationScheme.EUROPOL_4X4, source_code="A",
        information_code="2",
    )  # fmt: skip
    recipients = (Recipient(agency_id=of.first),)
    if kind is ItemKind.INTELLIGENCE:
        yield of.owner, events.IntelligenceShared(item_id=of.item_id, recipients=recipients)
        return
    yield of.owner, events.EvidenceShared(item_id=of.item_id, recipients=recipients, request_id=of.uuid())
    yield of.first, events.ItemReceiptConfirmed(item_id=of.item_id, agency_id=of.first, content_sha256=HASH)


def _asked(of: Keeping) -> Iterator[Step]:
    consent = of.uuid()
    yield (
        of.first,
        events.OnwardSharingRequested(
            item_id=of.item_id,
            consent_id=consent,
            by_agency_id=of.first,
            to_agency_id=of.second,
            purpose="The same man",
        ),
    )
    if of.rng.random() < 0.3:
        yield of.owner, events.OnwardSharingRefused(item_id=of.item_id, consent_id=consent, reason="Too early")
        return
    yield of.owner, events.OnwardSharingAuthorised(item_id=of.item_id, consent_id=consent, conditions="Once")
    yield of.first, events.ItemSharedOnward(
        item_id=of.item_id, by_agency_id=of.first, recipient=Recipient(agency_id=of.second), purpose="The same man",
        consent_id=consent,
    )  # fmt: skip


def _restricted(of: Keeping) -> Iterator[Step]:
    restriction = of.uuid()
    left = of.rng.choice([None, (Recipient(agency_id=of.first),)])
    yield of.owner, events.RestrictionImposed(
        item_id=of.item_id, restriction_id=restriction, by_agency_id=of.owner, own_use_only=False,
        marking=of.rng.choice(MARKINGS), recipients=left, to_confirm=(of.second, of.first), reason="The source",
    )  # fmt: skip
    yield of.first, events.RestrictionConfirmed(item_id=of.item_id, restriction_id=restriction, agency_id=of.first)
    for late in (events.RestrictionReminderSent, events.RestrictionLeftUnconfirmed):
        yield None, late(item_id=of.item_id, restriction_id=restriction, agency_id=of.second)
    if of.rng.random() < 0.4:
        yield of.owner, events.RestrictionLifted(item_id=of.item_id, restriction_id=restriction, reason="It passed")


def _recalled(of: Keeping) -> Iterator[Step]:
    recall = of.uuid()
    yield (
        of.owner,
        events.ItemRecalled(item_id=of.item_id, recall_id=recall, from_agencies=(of.first,), reason="Mistaken"),
    )
    yield (
        of.first,
        events.RecallConfirmed(
            item_id=of.item_id, recall_id=recall, agency_id=of.first, kept_because=of.rng.choice([None, "A court file"])
        ),
    )


def _kept(of: Keeping) -> Iterator[Step]:
    hold = of.uuid()
    yield (
        of.owner,
        events.ItemCorrected(item_id=of.item_id, field="title", right_value="Plates, back alone", reason="Misread"),
    )
    yield of.owner, events.RetentionExtended(item_id=of.item_id, review_on=None, erase_on=None, reason="The trial")
    yield of.owner, events.LegalHoldPlaced(item_id=of.item_id, hold_id=hold, by_agency_id=of.owner, reason="Order 3")
    yield of.owner, events.LegalHoldLifted(item_id=of.item_id, hold_id=hold, reason="Order 4")
