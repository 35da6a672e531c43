"""What may be registered as an item, and how it is corrected."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.application_rules import NothingBeginsTwice
from domain.erasure import ErasureReason
from domain.item.commands import CorrectItem, RecordContentDeposit, RegisterItem
from domain.item.events import ContentDeposited, ContentErased, ItemCorrected, ItemReceiptConfirmed
from domain.item.rules.marking import (
    AMarkingNamesDefinedCompartments,
    HandlingCodeH0StandsAlone,
    HandlingCodeH3NeedsWords,
    NobodyMarksWhatItMayNotSee,
)
from domain.item.rules.registering import (
    ACorrectedContentHasAHashOfItsOwn,
    ACrimeAreaIsInUse,
    AnErasedItemRests,
    AnItemBelongsToAnOpenInvestigation,
    AnItemIsRegisteredForAPartner,
    ARetentionProfileIsInTheRulebook,
    ContentIsDepositedOnce,
    DepositedContentFitsItsHash,
)
from domain.item.vocabulary import CorrectableField, ItemKind
from domain.marking import Marking
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.vocabulary import Classification, Handling
from tests.support.agencies import CLOCK, IMPORTER
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, RITA
from tests.support.items import (
    ARCHIVED,
    CARL,
    CLOSED,
    HASH,
    IN_HARBOUR,
    ITEM_ID,
    OTHER_HASH,
    REGISTERED,
    SECRET,
    SHARED,
    item,
    registered,
)

CONTENT = UUID(int=77)

REGISTER = RegisterItem(
    item_id=ITEM_ID,
    investigation_id=CASE,
    kind=ItemKind.INTELLIGENCE,
    title="Plates at the gate",
    content_sha256=HASH,
    provenance="Camera of the port",
    purpose="Find the driver",
    legal_basis="Agreement, section 4",
    marking=Marking(),
    crime_area="DRUGS",
    retention="JIT_OPERATIONAL",
)
DEPOSIT = RecordContentDeposit(item_id=ITEM_ID, content_id=CONTENT, content_sha256=HASH, size_bytes=12)
DEPOSITED = ContentDeposited(item_id=ITEM_ID, content_id=CONTENT, content_sha256=HASH, size_bytes=12)
CORRECT = CorrectItem(
    item_id=ITEM_ID, field=CorrectableField.PROVENANCE, right_value="Camera of the city", reason="mixed up"
)
CORRECT_CONTENT = replace(CORRECT, field=CorrectableField.CONTENT, content_sha256=OTHER_HASH)
ERASED = ContentErased(
    item_id=ITEM_ID, reason=ErasureReason.UNLAWFUL, up_to_version=1, content_id=None, content_sha256=HASH
)


def marked(marking: Marking) -> RegisterItem:
    return replace(REGISTER, marking=marking)


def codes(*handling: Handling, text: str | None = None) -> Marking:
    return Marking(handling=handling, handling_text=text)


def test_a_member_registers_an_item_of_its_agency() -> None:
    done = item().when(REGISTER, by=LENA).then(REGISTERED)
    assert done.state.originator_agency_id == "FR-SPOC"


def test_an_item_is_registered_once() -> None:
    item(REGISTERED).when(REGISTER, by=LENA).refused(NothingBeginsTwice)


def test_nobody_registers_for_another_agency() -> None:
    item().when(replace(REGISTER, originator_agency_id="FR-SPOC"), by=BEN).refused(NotPermitted)


def test_a_reader_registers_nothing() -> None:
    item().when(REGISTER, by=RITA).refused(NotPermitted)


def test_an_outsider_registers_nothing_and_learns_nothing() -> None:
    item().when(REGISTER, by=OUTSIDER).refused(NotFound)


def test_an_import_names_the_originator_which_is_a_partner() -> None:
    item().when(replace(REGISTER, originator_agency_id="FR-SPOC"), by=IMPORTER).then(REGISTERED)
    assert item().when(REGISTER, by=IMPORTER).refused(InvalidInput).field == "agencyId"
    stranger = replace(REGISTER, originator_agency_id="AT-SPOC")
    item().when(stranger, by=IMPORTER).refused(AnItemIsRegisteredForAPartner)


def test_an_item_belongs_to_an_open_investigation() -> None:
    item(and_then=(CLOSED,)).when(REGISTER, by=LENA).refused(AnItemBelongsToAnOpenInvestigation)


def test_its_crime_area_is_in_use() -> None:
    refusal = item().when(replace(REGISTER, crime_area="DRUG"), by=LENA).refused(ACrimeAreaIsInUse)
    assert "DRUGS" in refusal.message


def test_its_retention_profile_is_in_the_rulebook() -> None:
    refusal = item().when(replace(REGISTER, retention="FOR_EVER"), by=LENA).refused(ARetentionProfileIsInTheRulebook)
    assert "JIT_OPERATIONAL" in refusal.remedy


def test_the_dates_follow_from_the_profile_and_the_day_that_an_import_tells() -> None:
    reviewed = replace(REGISTER, retention="INTERPOL_NOMINAL", originator_agency_id="FR-SPOC")
    done = item().when(reviewed, by=IMPORTER, on="2026-01-01T08:00:00+00:00").state
    assert done.erase_on == date(2031, 1, 1)
    assert done.review_on == date(2030, 7, 2)


def test_without_a_profile_there_are_no_dates() -> None:
    done = item().when(replace(REGISTER, retention=None), by=LENA).state
    assert (done.review_on, done.erase_on) == (None, None)


def test_h0_stands_alone() -> None:
    item().when(marked(codes(Handling.H0, Handling.H1)), by=LENA).refused(HandlingCodeH0StandsAlone)
    assert item().when(marked(codes(Handling.H0)), by=LENA).refusal is None
    assert item().when(marked(codes(Handling.H1, Handling.H2)), by=LENA).refusal is None


@pytest.mark.parametrize("text", [None, "", " \u200b "])
def test_h3_needs_words(text: str | None) -> None:
    item().when(marked(codes(Handling.H3, text=text)), by=LENA).refused(HandlingCodeH3NeedsWords)


def test_h3_stands_with_its_words() -> None:
    assert item().when(marked(codes(Handling.H3, text="Not to be copied")), by=LENA).refusal is None


def test_nobody_marks_what_it_may_not_see() -> None:
    highest, beyond = Classification.SECRET, Classification.TOP_SECRET
    assert item().when(marked(SECRET), by=CARL).state.marking.classification is highest
    item().when(marked(Marking(classification=beyond)), by=CARL).refused(NobodyMarksWhatItMayNotSee)
    item().when(marked(IN_HARBOUR), by=BEN).refused(NobodyMarksWhatItMayNotSee)


def test_a_compartment_that_is_not_held_is_refused_as_one_that_is_not_defined() -> None:
    not_held = item().when(marked(Marking(compartments=("AIRPORT",))), by=LENA)
    unknown = item().when(marked(Marking(compartments=("NOWHERE",))), by=LENA)
    refusal = not_held.refused(NobodyMarksWhatItMayNotSee)
    assert refusal.message == unknown.refused(NobodyMarksWhatItMayNotSee).message


def test_an_import_marks_with_defined_compartments() -> None:
    imported = replace(REGISTER, originator_agency_id="FR-SPOC", marking=IN_HARBOUR)
    assert item().when(imported, by=IMPORTER).refusal is None
    unknown = replace(imported, marking=Marking(compartments=("NOWHERE",)))
    item().when(unknown, by=IMPORTER).refused(AMarkingNamesDefinedCompartments)


def test_the_originator_corrects_it() -> None:
    item(REGISTERED, SHARED).when(CORRECT, by=LENA).then(
        ItemCorrected(item_id=ITEM_ID, field="provenance", right_value="Camera of the city", reason="mixed up")
    )
    item(REGISTERED, SHARED).when(CORRECT, by=BEN).refused(NotPermitted)


def test_who_cannot_see_it_does_not_correct_it() -> None:
    item(REGISTERED).when(CORRECT, by=BEN).refused(NotFound)
    item().when(CORRECT, by=BEN).refused(NotFound)


def test_other_content_has_another_hash() -> None:
    item(REGISTERED).when(replace(CORRECT_CONTENT, content_sha256=None), by=LENA).refused(
        ACorrectedContentHasAHashOfItsOwn
    )
    item(REGISTERED).when(replace(CORRECT_CONTENT, content_sha256=HASH), by=LENA).refused(
        ACorrectedContentHasAHashOfItsOwn
    )
    item(REGISTERED).when(replace(CORRECT, content_sha256=OTHER_HASH), by=LENA).refused(
        ACorrectedContentHasAHashOfItsOwn
    )


def test_other_content_arrives_anew_everywhere() -> None:
    confirmed = ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="BE-SPOC")
    done = item(REGISTERED, SHARED, DEPOSITED, confirmed).when(CORRECT_CONTENT, by=LENA).state
    assert (done.content_sha256, done.content_id) == (OTHER_HASH, None)
    assert not done.holders["BE-SPOC"].has_confirmed


def test_nothing_is_corrected_in_an_archived_investigation() -> None:
    item(REGISTERED, and_then=(ARCHIVED,)).when(CORRECT, by=LENA).refused(AnItemBelongsToAnOpenInvestigation)
    assert item(REGISTERED, and_then=(CLOSED,)).when(CORRECT, by=LENA).refusal is None


def test_an_erased_item_rests() -> None:
    item(REGISTERED, ERASED).when(CORRECT, by=LENA).refused(AnErasedItemRests)


def test_a_process_records_that_the_content_arrived() -> None:
    item(REGISTERED).when(DEPOSIT, by=CLOCK).then(DEPOSITED)
    item(REGISTERED).when(DEPOSIT, by=LENA).refused(NotPermitted)
    item(REGISTERED).when(DEPOSIT, by=BEN).refused(NotFound)


def test_content_fits_its_hash() -> None:
    wrong = replace(DEPOSIT, content_sha256=OTHER_HASH)
    item(REGISTERED).when(wrong, by=CLOCK).refused(DepositedContentFitsItsHash)


def test_content_is_deposited_once() -> None:
    item(REGISTERED, DEPOSITED).when(DEPOSIT, by=CLOCK).refused(ContentIsDepositedOnce)


def test_a_contributing_member_of_the_originator_brings_the_content() -> None:
    brought, deposited = replace(DEPOSIT, deposited_by="lena"), replace(DEPOSITED, deposited_by="lena")
    item(REGISTERED).when(brought, by=CLOCK).then(deposited)


def test_a_reader_brings_no_content() -> None:
    item(REGISTERED).when(replace(DEPOSIT, deposited_by="luc"), by=CLOCK).refused(NotPermitted)


def test_a_member_of_a_recipient_brings_no_content() -> None:
    item(REGISTERED, SHARED).when(replace(DEPOSIT, deposited_by="carl"), by=CLOCK).refused(NotFound)


def test_the_marking_stands_in_the_envelopes_of_its_events() -> None:
    state = item(registered(SECRET)).state
    assert state.current_marking.audience.classification is Classification.SECRET
