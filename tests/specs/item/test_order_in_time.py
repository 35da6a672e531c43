"""What happens to an item happens after what it rests on."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from domain.agency import AGENCY
from domain.agency.events import StandingAuthorisationGiven
from domain.investigation import INVESTIGATION
from domain.item import ITEM
from domain.item import commands as c
from domain.item import events as e
from domain.item.rules.consents import OnwardSharingNeedsConsent, UseInProceedingsNeedsConsent
from domain.item.rules.order import AnItemIsRegisteredAfterTheOpening, NothingHappensToAnItemBeforeWhatItRestsOn
from domain.item.vocabulary import EvaluationScheme
from domain.marking import Marking
from domain.vocabulary import Handling
from tests.specs.item.test_registering import REGISTER
from tests.support.agencies import IMPORTER
from tests.support.given import NOW, given, happened
from tests.support.investigations import BEN, CASE, LENA
from tests.support.items import (
    AMBER,
    CONSENT,
    ITEM_ID,
    REGISTERED,
    SHARED,
    WORLD,
    asked_onward,
    asked_use,
    item,
    of,
    registered,
)

EARLIER, A_WEEK_AGO, LONG_AGO = NOW - timedelta(days=1), NOW - timedelta(days=7), NOW - timedelta(days=9000)
AGO = happened(REGISTERED, on=A_WEEK_AGO)
RECEIPT = c.ConfirmItemReceipt(item_id=ITEM_ID)
EVALUATION = c.EvaluateItem(item_id=ITEM_ID, scheme=EvaluationScheme.EUROPOL_4X4, source_code="B", information_code="2")
ONWARD = c.ShareOnward(item_id=ITEM_ID, recipient=of("DE-SPOC"), purpose="Find the driver")
USE = c.UseInProceedings(item_id=ITEM_ID, proceedings="Court of Antwerp 12/2026")
AGREED = e.OnwardSharingAuthorised(item_id=ITEM_ID, consent_id=CONSENT)
R1 = UUID(int=1)
RESTRICTED = e.RestrictionImposed(
    item_id=ITEM_ID,
    restriction_id=R1,
    by_agency_id="FR-SPOC",
    own_use_only=False,
    marking=AMBER,
    recipients=None,
    to_confirm=("BE-SPOC",),
    reason="more",
)


def test_nothing_happens_to_an_item_before_it_was_registered() -> None:
    item(REGISTERED).when(EVALUATION, by=LENA, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    assert item(AGO).when(EVALUATION, by=LENA, on=EARLIER).refusal is None


def test_the_time_of_an_act_is_known_to_the_minute() -> None:
    spec = item(happened(REGISTERED, on=EARLIER + timedelta(seconds=40)))
    assert spec.when(EVALUATION, by=LENA, on=EARLIER + timedelta(seconds=20)).refusal is None


def test_an_import_knows_the_past_as_it_can() -> None:
    told = replace(EVALUATION, agency_id="FR-SPOC")
    assert item(REGISTERED).when(told, by=IMPORTER, on=LONG_AGO).refusal is None


def test_a_recipient_does_nothing_with_it_before_it_was_given_it() -> None:
    spec = item(AGO, SHARED)
    spec.when(RECEIPT, by=BEN, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    spec.when(EVALUATION, by=BEN, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    assert spec.when(EVALUATION, by=LENA, on=EARLIER).refusal is None
    assert item(AGO, happened(SHARED, on=EARLIER)).when(RECEIPT, by=BEN, on=EARLIER).refusal is None


def test_a_question_is_not_answered_before_it_was_asked() -> None:
    agree = c.AuthoriseOnwardSharing(item_id=ITEM_ID, consent_id=CONSENT)
    late = item(AGO, SHARED, asked_onward())
    late.when(agree, by=LENA, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    assert item(AGO, SHARED, happened(asked_onward(), on=EARLIER)).when(agree, by=LENA, on=EARLIER).refusal is None


def test_a_restriction_is_not_confirmed_before_it_was_imposed() -> None:
    given_to_them = (AGO, happened(SHARED, on=A_WEEK_AGO))
    confirm = c.ConfirmRestriction(item_id=ITEM_ID, restriction_id=R1)
    late = item(*given_to_them, RESTRICTED)
    late.when(confirm, by=BEN, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    assert item(*given_to_them, happened(RESTRICTED, on=EARLIER)).when(confirm, by=BEN, on=EARLIER).refusal is None


def test_a_recall_is_not_confirmed_before_it_was_made() -> None:
    recalled = e.ItemRecalled(item_id=ITEM_ID, recall_id=R1, from_agencies=("BE-SPOC",), reason="wrong")
    confirm = c.ConfirmRecall(item_id=ITEM_ID, recall_id=R1)
    spec = item(AGO, happened(SHARED, on=A_WEEK_AGO), recalled)
    spec.when(confirm, by=BEN, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    assert spec.when(confirm, by=BEN).refusal is None


def test_a_hold_is_not_lifted_before_it_was_placed() -> None:
    held = e.LegalHoldPlaced(item_id=ITEM_ID, hold_id=R1, by_agency_id="FR-SPOC", reason="court")
    lift = c.LiftItemHold(item_id=ITEM_ID, hold_id=R1, reason="over")
    item(AGO, held).when(lift, by=LENA, on=EARLIER).refused(NothingHappensToAnItemBeforeWhatItRestsOn)
    assert item(AGO, held).when(lift, by=LENA).refusal is None


def test_a_consent_covers_nothing_that_was_done_before_it_was_given() -> None:
    amber = happened(registered(AMBER), on=A_WEEK_AGO)
    shared, asked = happened(SHARED, on=A_WEEK_AGO), happened(asked_onward(), on=A_WEEK_AGO)
    item(amber, shared, asked, AGREED).when(ONWARD, by=BEN, on=EARLIER).refused(OnwardSharingNeedsConsent)
    assert item(amber, shared, asked, AGREED).when(ONWARD, by=BEN).refusal is None
    agreed_before = item(amber, shared, asked, happened(AGREED, on=EARLIER))
    assert agreed_before.when(ONWARD, by=BEN, on=EARLIER).refusal is None


def test_a_consent_covers_no_use_in_proceedings_before_it_was_given() -> None:
    h1 = happened(registered(Marking(handling=(Handling.H1,))), on=A_WEEK_AGO)
    shared, asked = happened(SHARED, on=A_WEEK_AGO), happened(asked_use(), on=A_WEEK_AGO)
    spec = item(h1, shared, asked, e.JudicialUseAuthorised(item_id=ITEM_ID, consent_id=CONSENT))
    spec.when(USE, by=BEN, on=EARLIER).refused(UseInProceedingsNeedsConsent)
    assert spec.when(USE, by=BEN).refusal is None


def test_a_standing_authorisation_covers_the_day_of_the_act_too() -> None:
    standing = StandingAuthorisationGiven(
        agency_id="FR-SPOC",
        authorisation_id=R1,
        from_agency_id="BE-SPOC",
        to_agency_id="DE-SPOC",
        crime_areas=(),
        purpose="port",
        valid_from=date(2026, 3, 1),
        valid_until=date(2026, 4, 1),
    )
    amber = happened(registered(AMBER), on=A_WEEK_AGO)
    spec = item(amber, happened(SHARED, on=A_WEEK_AGO)).knowing(AGENCY, "FR-SPOC", standing)
    spec.when(ONWARD, by=BEN, on=NOW - timedelta(days=2)).refused(OnwardSharingNeedsConsent)
    assert spec.when(ONWARD, by=BEN, on=EARLIER).refusal is None


def test_an_item_is_registered_after_the_investigation_was_opened() -> None:
    spec = item()
    spec.when(REGISTER, by=LENA, on=EARLIER).refused(AnItemIsRegisteredAfterTheOpening)
    assert spec.when(REGISTER, by=LENA).refusal is None
    told = replace(REGISTER, originator_agency_id="FR-SPOC")
    assert spec.when(told, by=IMPORTER, on=LONG_AGO).refusal is None


def test_nobody_shortens_a_retention_by_telling_of_an_earlier_day() -> None:
    since_long = (happened(event, on=LONG_AGO) for event in WORLD)
    spec = given(ITEM).knowing(INVESTIGATION, CASE, *since_long)
    by_a_person = spec.when(replace(REGISTER, retention="JIT_OPERATIONAL"), by=LENA, on=LONG_AGO + timedelta(days=1))
    today = spec.when(replace(REGISTER, retention="JIT_OPERATIONAL"), by=LENA)
    assert by_a_person.state.erase_on == today.state.erase_on
