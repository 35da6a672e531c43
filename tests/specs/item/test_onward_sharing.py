"""When a recipient may pass an item on, and how its originator agrees to it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from domain.agency import AGENCY
from domain.agency.events import StandingAuthorisationGiven
from domain.item import SharedItem
from domain.item.commands import AuthoriseOnwardSharing, RefuseOnwardSharing, RequestOnwardSharing, ShareOnward
from domain.item.events import (
    ItemSharedOnward,
    OnwardSharingAuthorised,
    OnwardSharingRefused,
    RestrictionImposed,
)
from domain.item.rules.consents import (
    AConsentEndsAfterItBegins,
    AQuestionIsAnsweredOnce,
    AQuestionIsAskedOnce,
    OnlyAQuestionAskedIsAnswered,
    OnwardSharingNeedsConsent,
    OnwardSharingNeedsExplicitConsent,
)
from domain.item.rules.registering import AnItemBelongsToAnOpenInvestigation
from domain.item.rules.sharing import ARecipientCanHoldIt, ARecipientIsAnotherPartner, ARecipientIsNotLeftOut
from domain.marking import UNMARKED, Marking
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import Handling, Tlp
from tests.support.agencies import agency
from tests.support.given import Given, happened
from tests.support.investigations import BEN, LENA
from tests.support.items import (
    AMBER,
    ARCHIVED,
    CARL,
    CLOSED,
    CONSENT,
    DORA,
    ITEM_ID,
    REGISTERED,
    SECRET,
    SHARED,
    asked_onward,
    asked_use,
    item,
    of,
    registered,
    shared,
)

H2, STRICT, RED = Marking(handling=(Handling.H2,)), Marking(tlp=Tlp.AMBER_STRICT), Marking(tlp=Tlp.RED)
STANDING = UUID(int=78)

ASK = RequestOnwardSharing(item_id=ITEM_ID, consent_id=CONSENT, to_agency_id="DE-SPOC", purpose="Find the driver")
AUTHORISE = AuthoriseOnwardSharing(item_id=ITEM_ID, consent_id=CONSENT)
REFUSE = RefuseOnwardSharing(item_id=ITEM_ID, consent_id=CONSENT, reason="The source would be known")
SHARE = ShareOnward(item_id=ITEM_ID, recipient=of("DE-SPOC"), purpose="Find the driver")
ASKED, AUTHORISED = asked_onward(), OnwardSharingAuthorised(item_id=ITEM_ID, consent_id=CONSENT)
REFUSED = OnwardSharingRefused(item_id=ITEM_ID, consent_id=CONSENT, reason="The source would be known")
PASSED_ON = ItemSharedOnward(
    item_id=ITEM_ID, by_agency_id="BE-SPOC", recipient=of("DE-SPOC"), purpose="Find the driver"
)
GIVEN_STANDING = StandingAuthorisationGiven(
    agency_id="FR-SPOC",
    authorisation_id=STANDING,
    from_agency_id="BE-SPOC",
    to_agency_id="DE-SPOC",
    crime_areas=("DRUGS",),
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    purpose="Joint analysis",
)


def marked(marking: Marking) -> Given[SharedItem]:
    return item(registered(marking), SHARED)


def standing(marking: Marking, **changes: str | None) -> Given[SharedItem]:
    spec = item(registered(marking, **changes), SHARED)
    return spec.knowing(AGENCY, "FR-SPOC", agency("FR-SPOC"), GIVEN_STANDING)


@pytest.mark.parametrize("marking", [UNMARKED, Marking(tlp=Tlp.CLEAR), Marking(tlp=Tlp.GREEN)])
def test_what_no_code_binds_is_passed_on_freely(marking: Marking) -> None:
    done = marked(marking).when(SHARE, by=BEN).then(PASSED_ON)
    assert done.state.holders["DE-SPOC"].from_agency_id == "BE-SPOC"


@pytest.mark.parametrize("marking", [H2, AMBER, Marking(tlp=Tlp.GREEN, handling=(Handling.H2,))])
def test_what_is_h2_or_amber_is_passed_on_with_consent_only(marking: Marking) -> None:
    marked(marking).when(SHARE, by=BEN).refused(OnwardSharingNeedsConsent)


def test_a_consent_covers_its_recipient_and_purpose() -> None:
    spec = item(registered(H2), SHARED, ASKED, AUTHORISED)
    spec.when(SHARE, by=BEN).then(replace(PASSED_ON, consent_id=CONSENT))
    spec.when(replace(SHARE, recipient=of("IT-SPOC")), by=BEN).refused(OnwardSharingNeedsConsent)
    spec.when(replace(SHARE, purpose="Find the owner"), by=BEN).refused(OnwardSharingNeedsConsent)


def test_a_purpose_is_the_same_whatever_its_case_and_spacing() -> None:
    spec = item(registered(H2), SHARED, ASKED, AUTHORISED)
    assert spec.when(replace(SHARE, purpose="find the  driver "), by=BEN).refusal is None


def test_a_consent_covers_the_agency_that_asked() -> None:
    spec = item(registered(H2), shared(of("BE-SPOC"), of("IT-SPOC")), ASKED, AUTHORISED)
    spec.when(replace(SHARE, agency_id="IT-SPOC"), by=BEN).refused(NotPermitted)


def test_a_consent_lasts_until_its_last_day() -> None:
    until_today = replace(AUTHORISED, valid_until=date(2026, 3, 2))
    until_yesterday = replace(AUTHORISED, valid_until=date(2026, 3, 1))
    assert item(registered(H2), SHARED, ASKED, until_today).when(SHARE, by=BEN).refusal is None
    earlier = [
        happened(each, on="2026-02-20T08:00:00+00:00") for each in (registered(H2), SHARED, ASKED, until_yesterday)
    ]
    item(*earlier).when(SHARE, by=BEN, on="2026-03-01T08:00:00+00:00").refused(OnwardSharingNeedsConsent)


def test_an_open_or_refused_question_is_no_consent() -> None:
    item(registered(H2), SHARED, ASKED).when(SHARE, by=BEN).refused(OnwardSharingNeedsConsent)
    item(registered(H2), SHARED, ASKED, REFUSED).when(SHARE, by=BEN).refused(OnwardSharingNeedsConsent)


def test_a_standing_authorisation_stands_for_a_consent() -> None:
    standing(AMBER).when(SHARE, by=BEN).then(replace(PASSED_ON, standing_authorisation_id=STANDING))
    standing(H2).when(replace(SHARE, recipient=of("IT-SPOC")), by=BEN).refused(OnwardSharingNeedsConsent)


def test_a_standing_authorisation_covers_its_crime_areas() -> None:
    standing(H2, crime_area="CYBERCRIME").when(SHARE, by=BEN).refused(OnwardSharingNeedsConsent)
    standing(H2, crime_area=None).when(SHARE, by=BEN).refused(OnwardSharingNeedsConsent)


def test_amber_strict_is_passed_on_with_the_consent_itself() -> None:
    standing(STRICT).when(SHARE, by=BEN).refused(OnwardSharingNeedsExplicitConsent)
    spec = item(registered(STRICT), SHARED, ASKED, AUTHORISED)
    spec.when(SHARE, by=BEN).then(replace(PASSED_ON, consent_id=CONSENT))


def test_red_is_passed_on_with_the_consent_itself_to_persons() -> None:
    to_dora = replace(SHARE, recipient=of("DE-SPOC", "dora"))
    asked = item(registered(RED), shared(of("BE-SPOC", "ben")), ASKED)
    asked.when(to_dora, by=BEN).refused(OnwardSharingNeedsExplicitConsent)
    done = item(registered(RED), shared(of("BE-SPOC", "ben")), ASKED, AUTHORISED).when(to_dora, by=BEN)
    assert done.state.need_of("DE-SPOC").members == frozenset({"dora"})


def test_a_stricter_marking_of_ones_own_binds_oneself() -> None:
    own = RestrictionImposed(
        item_id=ITEM_ID,
        restriction_id=UUID(int=79),
        by_agency_id="BE-SPOC",
        own_use_only=True,
        marking=STRICT,
        recipients=None,
        to_confirm=(),
        reason="House rule",
    )
    item(REGISTERED, SHARED, own).when(SHARE, by=BEN).refused(OnwardSharingNeedsExplicitConsent)


def test_it_is_passed_on_to_partners_who_can_hold_it() -> None:
    marked(UNMARKED).when(replace(SHARE, recipient=of("AT-SPOC")), by=BEN).refused(ARecipientIsAnotherPartner)
    marked(UNMARKED).when(replace(SHARE, recipient=of("FR-SPOC")), by=BEN).refused(ARecipientIsAnotherPartner)
    marked(SECRET).when(SHARE, by=CARL).refused(ARecipientCanHoldIt)


def test_it_is_passed_on_to_nobody_whom_a_restriction_leaves_out() -> None:
    left_out = RestrictionImposed(
        item_id=ITEM_ID,
        restriction_id=UUID(int=79),
        by_agency_id="FR-SPOC",
        own_use_only=False,
        marking=UNMARKED,
        recipients=(of("BE-SPOC"),),
        to_confirm=("BE-SPOC",),
        reason="Too many know",
    )
    item(REGISTERED, SHARED, left_out).when(SHARE, by=BEN).refused(ARecipientIsNotLeftOut)


def test_only_who_was_given_it_passes_it_on() -> None:
    marked(UNMARKED).when(SHARE, by=LENA).refused(NotPermitted)
    marked(UNMARKED).when(replace(SHARE, recipient=of("IT-SPOC")), by=DORA).refused(NotFound)


def test_who_was_passed_it_on_is_a_recipient_like_others() -> None:
    spec = item(REGISTERED, SHARED, PASSED_ON)
    assert spec.when(replace(SHARE, recipient=of("IT-SPOC")), by=DORA).refusal is None


def test_a_recipient_asks_the_originator() -> None:
    done = marked(H2).when(ASK, by=BEN).then(ASKED)
    assert done.state.is_open
    marked(H2).when(ASK, by=LENA).refused(NotPermitted)
    marked(H2).when(replace(ASK, to_agency_id="AT-SPOC"), by=BEN).refused(ARecipientIsAnotherPartner)


def test_a_question_is_asked_once() -> None:
    spec = item(registered(H2), SHARED, ASKED)
    spec.when(replace(ASK, to_agency_id="IT-SPOC"), by=BEN).refused(AQuestionIsAskedOnce)
    spec.when(replace(ASK, consent_id=UUID(int=80)), by=BEN).refused(AQuestionIsAskedOnce)
    assert spec.when(replace(ASK, consent_id=UUID(int=80), to_agency_id="IT-SPOC"), by=BEN).refusal is None


def test_what_was_refused_may_be_asked_again() -> None:
    again = replace(ASK, consent_id=UUID(int=80))
    assert item(registered(H2), SHARED, ASKED, REFUSED).when(again, by=BEN).refusal is None


def test_the_originator_answers() -> None:
    spec = item(registered(H2), SHARED, ASKED)
    assert not spec.when(AUTHORISE, by=LENA).then(AUTHORISED).state.is_open
    assert not spec.when(REFUSE, by=LENA).then(REFUSED).state.is_open
    spec.when(AUTHORISE, by=BEN).refused(NotPermitted)


def test_a_question_is_answered_once_and_as_what_it_is() -> None:
    item(REGISTERED, SHARED, ASKED, REFUSED).when(AUTHORISE, by=LENA).refused(AQuestionIsAnsweredOnce)
    item(REGISTERED, SHARED).when(REFUSE, by=LENA).refused(OnlyAQuestionAskedIsAnswered)
    item(REGISTERED, SHARED, asked_use()).when(AUTHORISE, by=LENA).refused(OnlyAQuestionAskedIsAnswered)


def test_a_consent_is_given_for_today_or_longer() -> None:
    spec = item(REGISTERED, SHARED, ASKED)
    over = replace(AUTHORISE, valid_until=date(2026, 3, 1))
    spec.when(over, by=LENA).refused(AConsentEndsAfterItBegins)
    assert spec.when(replace(AUTHORISE, valid_until=date(2026, 3, 2)), by=LENA).refusal is None


def test_questions_are_answered_until_the_investigation_is_archived() -> None:
    item(REGISTERED, SHARED, and_then=(CLOSED,)).when(ASK, by=BEN).refused(AnItemBelongsToAnOpenInvestigation)
    assert item(REGISTERED, SHARED, ASKED, and_then=(CLOSED,)).when(REFUSE, by=LENA).refusal is None
    archived = item(REGISTERED, SHARED, ASKED, and_then=(ARCHIVED,))
    archived.when(REFUSE, by=LENA).refused(AnItemBelongsToAnOpenInvestigation)


def test_a_refusal_names_the_field_of_the_command() -> None:
    spec = item(registered(UNMARKED), SHARED)
    asked = spec.when(replace(ASK, to_agency_id="AT-SPOC"), by=BEN).refused(ARecipientIsAnotherPartner)
    passed_on = spec.when(replace(SHARE, recipient=of("AT-SPOC")), by=BEN).refused(ARecipientIsAnotherPartner)
    assert (asked.field, passed_on.field) == ("to_agency_id", "recipient")
