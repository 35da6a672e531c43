"""The shared items that a reply names: both sides have them, and the one who replies knows that."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.item import ITEM
from domain.item.events import IntelligenceShared, ItemRecalled, ItemRegistered, ItemSharedOnward
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import Marking
from domain.request import Request, commands, rules
from domain.vocabulary import Classification, Outcome
from tests.support.given import Given
from tests.support.requests import ASKED, CASE, DE, FR, GATEWAY, IMPORTER, IT, REQ, drafted, received, sent, world

THING, UNKNOWN = UUID(int=70), UUID(int=71)
FINAL = commands.ProvideFinalReply(request_id=REQ, outcome=Outcome.POSITIVE, summary="Here", item_ids=(THING,))
INTERIM = commands.ProvideInterimReply(request_id=REQ, summary="A part", item_ids=(THING,))
REGISTERED = ItemRegistered(
    item_id=THING,
    investigation_id=CASE,
    kind=ItemKind.INTELLIGENCE,
    originator_agency_id=DE,
    title="List",
    content_sha256="ab" * 32,
    size_bytes=None,
    media_type=None,
    provenance="Court",
    purpose="Find him",
    legal_basis="Agreement",
    marking=Marking(),
)
BY_IT, BY_FR = replace(REGISTERED, originator_agency_id=IT), replace(REGISTERED, originator_agency_id=FR)
SECRET = replace(REGISTERED, marking=Marking(classification=Classification.SECRET))
ELSEWHERE = replace(REGISTERED, investigation_id=UUID(int=101))
NAMED = (FINAL, INTERIM)


def to(*agencies: str) -> IntelligenceShared:
    return IntelligenceShared(item_id=THING, recipients=tuple(Recipient(agency_id=each) for each in agencies))


ONWARD = ItemSharedOnward(item_id=THING, by_agency_id=DE, recipient=Recipient(agency_id=FR), purpose="Find him")
TAKEN_BACK = ItemRecalled(item_id=THING, recall_id=UUID(int=3), from_agencies=(FR,), reason="wrong")


def before(*of_the_item: object) -> Given[Request]:
    return world(drafted(), sent(), received()).knowing(ITEM, THING, *of_the_item)  # type: ignore[arg-type]


@pytest.mark.parametrize("reply", NAMED)
def test_a_reply_names_what_the_replying_side_shared_with_the_requesting_one(reply: commands.ProvideFinalReply) -> None:
    assert before(REGISTERED, to(FR)).when(reply, by=ASKED).refusal is None
    before(REGISTERED).when(reply, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)
    before(REGISTERED, to(IT)).when(reply, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)
    before(REGISTERED, to(FR), TAKEN_BACK).when(reply, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)


def test_an_unseen_item_and_an_unknown_one_are_refused_alike() -> None:
    unseen = before(BY_IT, to(FR)).when(FINAL, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)
    too_high = before(SECRET, to(FR)).when(FINAL, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)
    none = replace(FINAL, item_ids=(UNKNOWN,))
    unknown = before(REGISTERED).when(none, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)
    assert unseen.field == "item_ids"
    assert (unseen.message, unseen.facts) == (too_high.message, too_high.facts) == (unknown.message, unknown.facts)


def test_a_reply_names_items_of_the_same_investigation() -> None:
    before(ELSEWHERE, to(FR)).when(FINAL, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)


def test_who_replies_names_what_came_from_the_requesting_side() -> None:
    assert before(BY_FR, to(DE)).when(FINAL, by=ASKED).refusal is None


def test_who_replies_names_what_it_passed_on_but_learns_not_to_whom_others_gave_it() -> None:
    assert before(BY_IT, to(DE), ONWARD).when(FINAL, by=ASKED).refusal is None
    before(BY_IT, to(DE, FR)).when(FINAL, by=ASKED).refused(rules.AReplyNamesItemsThatBothSidesHave)


def test_a_gateway_and_an_import_name_what_their_side_may() -> None:
    assert before(REGISTERED, to(FR)).when(FINAL, by=GATEWAY).refusal is None
    assert before(SECRET, to(FR)).when(FINAL, by=IMPORTER).refusal is None
    before(SECRET).when(FINAL, by=IMPORTER).refused(rules.AReplyNamesItemsThatBothSidesHave)
