"""To whom an item may be given, and how its arrival is confirmed."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from domain.investigation.events import MemberAccessRevoked, MemberClearanceChanged, PartnerLeft
from domain.item.commands import ConfirmItemReceipt, ShareItem
from domain.item.events import ItemRecalled, ItemReceiptConfirmed
from domain.item.rules.registering import AnItemBelongsToAnOpenInvestigation, OnlyAnAgencyThatHasItDoesThis
from domain.item.rules.sharing import (
    AReceiptIsConfirmedOnce,
    ARecipientCanHoldIt,
    ARecipientIsAnotherPartner,
    ARequestAnsweredIsOfTheSameInvestigation,
    ARequestingAgencyGetsTheAnswer,
    AShareReachesSomebodyNew,
    EachRecipientIsNamedOnce,
    EvidenceArrivesUnchanged,
    NamedPersonsAreMembers,
    TlpRedNamesPersons,
)
from domain.item.vocabulary import Recipient
from domain.marking import Marking
from domain.refusal import NotFound, NotPermitted
from domain.request import REQUEST
from domain.vocabulary import Classification, Tlp
from tests.support.agencies import IMPORTER
from tests.support.investigations import BEN, CASE, LENA
from tests.support.items import (
    CARL,
    CLOSED,
    DORA,
    HASH,
    IN_HARBOUR,
    INGA,
    ITEM_ID,
    LUC,
    OTHER_HASH,
    RED,
    REGISTERED,
    SECRET,
    SHARED,
    evidence,
    evidence_shared,
    item,
    of,
    registered,
    shared,
)
from tests.support.requests import REQ, drafted, sent

RED_SECRET = Marking(tlp=Tlp.RED, classification=Classification.SECRET)
CONFIRM = ConfirmItemReceipt(item_id=ITEM_ID)
CONFIRM_EVIDENCE = ConfirmItemReceipt(item_id=ITEM_ID, content_sha256=HASH)
CONFIRMED = ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="BE-SPOC")


def sharing(*recipients: Recipient) -> ShareItem:
    return ShareItem(item_id=ITEM_ID, recipients=recipients)


def test_the_originator_shares_it_spontaneously() -> None:
    done = item(REGISTERED).when(sharing(of("BE-SPOC")), by=LENA).then(SHARED)
    assert done.state.may_have("BE-SPOC")
    assert not done.state.may_have("DE-SPOC")


def test_evidence_is_shared_as_evidence() -> None:
    item(evidence()).when(sharing(of("BE-SPOC")), by=LENA).then(evidence_shared())


def test_only_the_originator_shares_it() -> None:
    item(REGISTERED, SHARED).when(sharing(of("DE-SPOC")), by=BEN).refused(NotPermitted)
    item(REGISTERED, SHARED).when(sharing(of("DE-SPOC")), by=INGA).refused(NotFound)
    item(REGISTERED).when(sharing(of("DE-SPOC")), by=LUC).refused(NotPermitted)


def test_a_member_of_the_originator_who_lacks_the_clearance_shares_nothing() -> None:
    lowered = MemberClearanceChanged(investigation_id=CASE, member_id="lena", clearance=Classification.RESTRICTED)
    spec = item(registered(SECRET), and_then=(lowered,))
    spec.when(sharing(of("BE-SPOC")), by=LENA).refused(NotFound)


def test_a_clearance_that_ended_is_none() -> None:
    ended = MemberClearanceChanged(
        investigation_id=CASE, member_id="lena", clearance=Classification.SECRET, valid_until=date(2026, 3, 2)
    )
    lasting = replace(ended, valid_until=date(2026, 3, 3))
    item(registered(SECRET), and_then=(ended,)).when(sharing(of("BE-SPOC")), by=LENA).refused(NotFound)
    assert item(registered(SECRET), and_then=(lasting,)).when(sharing(of("BE-SPOC")), by=LENA).refusal is None


def test_recipients_are_other_partners() -> None:
    item(REGISTERED).when(sharing(of("AT-SPOC")), by=LENA).refused(ARecipientIsAnotherPartner)
    item(REGISTERED).when(sharing(of("FR-SPOC")), by=LENA).refused(ARecipientIsAnotherPartner)
    left = PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done")
    item(REGISTERED, and_then=(left,)).when(sharing(of("BE-SPOC")), by=LENA).refused(ARecipientIsAnotherPartner)


def test_recipients_are_named_and_each_once() -> None:
    item(REGISTERED).when(sharing(), by=LENA).refused(EachRecipientIsNamedOnce)
    item(REGISTERED).when(sharing(of("BE-SPOC"), of("BE-SPOC")), by=LENA).refused(EachRecipientIsNamedOnce)


def test_somebody_new_is_reached() -> None:
    item(REGISTERED, SHARED).when(sharing(of("BE-SPOC")), by=LENA).refused(AShareReachesSomebodyNew)
    assert item(REGISTERED, SHARED).when(sharing(of("BE-SPOC"), of("DE-SPOC")), by=LENA).refusal is None


def test_what_was_given_to_persons_may_be_given_to_the_whole_agency() -> None:
    for_carl = shared(of("BE-SPOC", "carl"))
    done = item(REGISTERED, for_carl).when(sharing(of("BE-SPOC")), by=LENA).then(SHARED)
    assert done.state.need_of("BE-SPOC").members is None


def test_what_was_recalled_may_be_given_again() -> None:
    recalled = ItemRecalled(item_id=ITEM_ID, recall_id=uuid4(), from_agencies=("BE-SPOC",), reason="wrong")
    item(REGISTERED, SHARED, recalled).when(sharing(of("BE-SPOC")), by=LENA).then(SHARED)


def test_tlp_red_names_persons_who_are_members_for_the_agency() -> None:
    item(registered(RED)).when(sharing(of("BE-SPOC")), by=LENA).refused(TlpRedNamesPersons)
    item(registered(RED)).when(sharing(of("BE-SPOC", "inga")), by=LENA).refused(NamedPersonsAreMembers)
    item(registered(RED)).when(sharing(of("BE-SPOC", "ben")), by=LENA).then(shared(of("BE-SPOC", "ben")))


def test_a_person_whose_access_was_revoked_is_not_named() -> None:
    revoked = MemberAccessRevoked(investigation_id=CASE, member_id="ben", reason="left")
    spec = item(registered(RED), and_then=(revoked,))
    spec.when(sharing(of("BE-SPOC", "ben")), by=LENA).refused(NamedPersonsAreMembers)


def test_of_tlp_red_every_person_can_hold_it() -> None:
    spec = item(registered(RED_SECRET))
    refusal = spec.when(sharing(of("BE-SPOC", "carl", "ben")), by=LENA).refused(ARecipientCanHoldIt)
    assert refusal.facts["persons"] == ["ben"]
    assert spec.when(sharing(of("BE-SPOC", "carl")), by=LENA).refusal is None


def test_of_the_rest_somebody_of_the_agency_can_hold_it() -> None:
    assert item(registered(SECRET)).when(sharing(of("BE-SPOC")), by=LENA).refusal is None
    item(registered(SECRET)).when(sharing(of("IT-SPOC")), by=LENA).refused(ARecipientCanHoldIt)
    assert item(registered(IN_HARBOUR)).when(sharing(of("BE-SPOC")), by=LENA).refusal is None
    item(registered(IN_HARBOUR)).when(sharing(of("DE-SPOC")), by=LENA).refused(ARecipientCanHoldIt)


def test_a_refusal_tells_what_the_item_asks_for_and_nothing_of_the_persons() -> None:
    spec = item(registered(SECRET))
    cleared_too_low = spec.when(sharing(of("IT-SPOC")), by=LENA).refused(ARecipientCanHoldIt)
    not_cleared = spec.when(sharing(of("DE-SPOC")), by=LENA).refused(ARecipientCanHoldIt)
    assert "SECRET" in cleared_too_low.message
    assert cleared_too_low.message.replace("IT-SPOC", "DE-SPOC") == not_cleared.message


def test_it_answers_a_request_of_the_investigation() -> None:
    answer = replace(sharing(of("DE-SPOC"), of("BE-SPOC")), request_id=REQ)
    unanswered = item(REGISTERED).when(answer, by=LENA)
    unanswered.refused(ARequestAnsweredIsOfTheSameInvestigation)
    elsewhere = item(REGISTERED).knowing(REQUEST, REQ, drafted(uuid4()), sent(uuid4()))
    elsewhere.when(answer, by=LENA).refused(ARequestAnsweredIsOfTheSameInvestigation)
    draft = item(REGISTERED).knowing(REQUEST, REQ, drafted(CASE))
    draft.when(answer, by=LENA).refused(ARequestAnsweredIsOfTheSameInvestigation)


def test_the_requesting_agency_gets_the_answer() -> None:
    of_belgium = registered(originator_agency_id="BE-SPOC")
    spec = item(of_belgium).knowing(REQUEST, REQ, drafted(CASE), sent(CASE))
    answer = replace(sharing(of("FR-SPOC")), request_id=REQ)
    spec.when(answer, by=BEN).then(replace(shared(of("FR-SPOC")), request_id=REQ))
    spec.when(replace(sharing(of("DE-SPOC")), request_id=REQ), by=BEN).refused(ARequestingAgencyGetsTheAnswer)


def test_nothing_is_shared_in_a_closed_investigation() -> None:
    spec = item(REGISTERED, and_then=(CLOSED,))
    spec.when(sharing(of("BE-SPOC")), by=LENA).refused(AnItemBelongsToAnOpenInvestigation)


def test_a_recipient_confirms_the_receipt_once() -> None:
    item(REGISTERED, SHARED).when(CONFIRM, by=BEN).then(CONFIRMED)
    item(REGISTERED, SHARED, CONFIRMED).when(CONFIRM, by=BEN).refused(AReceiptIsConfirmedOnce)


def test_only_a_recipient_confirms_the_receipt() -> None:
    item(REGISTERED, SHARED).when(CONFIRM, by=LENA).refused(NotPermitted)
    item(REGISTERED, SHARED).when(CONFIRM, by=DORA).refused(NotFound)
    of_originator = replace(CONFIRM, agency_id="FR-SPOC")
    item(REGISTERED, SHARED).when(of_originator, by=IMPORTER).refused(OnlyAnAgencyThatHasItDoesThis)


def test_of_tlp_red_only_a_named_person_confirms_the_receipt() -> None:
    spec = item(registered(RED), shared(of("BE-SPOC", "carl")))
    spec.when(CONFIRM, by=CARL).then(CONFIRMED)
    spec.when(CONFIRM, by=BEN).refused(NotFound)


def test_evidence_arrives_unchanged() -> None:
    spec = item(evidence(), evidence_shared())
    spec.when(CONFIRM, by=BEN).refused(EvidenceArrivesUnchanged)
    spec.when(replace(CONFIRM_EVIDENCE, content_sha256=OTHER_HASH), by=BEN).refused(EvidenceArrivesUnchanged)
    spec.when(CONFIRM_EVIDENCE, by=BEN).then(replace(CONFIRMED, content_sha256=HASH))


def test_a_hash_of_intelligence_fits_where_it_is_given() -> None:
    wrong = replace(CONFIRM_EVIDENCE, content_sha256=OTHER_HASH)
    item(REGISTERED, SHARED).when(wrong, by=BEN).refused(EvidenceArrivesUnchanged)
