"""When an item may be used in proceedings, and how its originator agrees to it."""

from dataclasses import replace
from uuid import UUID

from domain.item.commands import AuthoriseJudicialUse, RefuseJudicialUse, RequestJudicialUse, UseInProceedings
from domain.item.events import ItemUsedInProceedings, JudicialUseAuthorised, JudicialUseRefused
from domain.item.rules.consents import (
    AQuestionIsAnsweredOnce,
    AQuestionIsAskedOnce,
    OnlyAQuestionAskedIsAnswered,
    UseInProceedingsNeedsConsent,
)
from domain.marking import Marking
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import Handling
from tests.support.investigations import BEN, LENA
from tests.support.items import CONSENT, DORA, ITEM_ID, REGISTERED, SHARED, asked_onward, asked_use, item, registered

H1 = registered(Marking(handling=(Handling.H1,)))
COURT = "Court of Antwerp 12/2026"

ASK = RequestJudicialUse(item_id=ITEM_ID, consent_id=CONSENT, proceedings=COURT)
AUTHORISE = AuthoriseJudicialUse(item_id=ITEM_ID, consent_id=CONSENT)
REFUSE = RefuseJudicialUse(item_id=ITEM_ID, consent_id=CONSENT, reason="The source would be known")
USE = UseInProceedings(item_id=ITEM_ID, proceedings=COURT)
ASKED, AUTHORISED = asked_use(), JudicialUseAuthorised(item_id=ITEM_ID, consent_id=CONSENT)
REFUSED = JudicialUseRefused(item_id=ITEM_ID, consent_id=CONSENT, reason="The source would be known")
USED = ItemUsedInProceedings(item_id=ITEM_ID, agency_id="BE-SPOC", proceedings=COURT)


def test_what_is_not_h1_is_used_freely() -> None:
    item(REGISTERED, SHARED).when(USE, by=BEN).then(USED)


def test_what_is_h1_is_used_with_consent_to_these_proceedings_only() -> None:
    item(H1, SHARED).when(USE, by=BEN).refused(UseInProceedingsNeedsConsent)
    agreed = item(H1, SHARED, ASKED, AUTHORISED)
    agreed.when(USE, by=BEN).then(replace(USED, consent_id=CONSENT))
    agreed.when(replace(USE, proceedings="Court of Ghent"), by=BEN).refused(UseInProceedingsNeedsConsent)


def test_a_refused_question_is_no_consent() -> None:
    item(H1, SHARED, ASKED, REFUSED).when(USE, by=BEN).refused(UseInProceedingsNeedsConsent)


def test_the_originator_needs_nobodys_consent() -> None:
    item(H1).when(USE, by=LENA).then(replace(USED, agency_id="FR-SPOC"))


def test_who_does_not_have_it_uses_nothing() -> None:
    item(REGISTERED, SHARED).when(USE, by=DORA).refused(NotFound)


def test_a_recipient_asks_the_originator_once() -> None:
    assert item(H1, SHARED).when(ASK, by=BEN).then(ASKED).state.is_open
    item(H1, SHARED).when(ASK, by=LENA).refused(NotPermitted)
    item(H1, SHARED, ASKED).when(replace(ASK, consent_id=UUID(int=80)), by=BEN).refused(AQuestionIsAskedOnce)


def test_the_originator_answers() -> None:
    item(H1, SHARED, ASKED).when(AUTHORISE, by=LENA).then(AUTHORISED)
    item(H1, SHARED, ASKED).when(REFUSE, by=LENA).then(REFUSED)
    item(H1, SHARED, ASKED).when(REFUSE, by=BEN).refused(NotPermitted)


def test_a_question_is_answered_once_and_as_what_it_is() -> None:
    item(H1, SHARED, ASKED, AUTHORISED).when(REFUSE, by=LENA).refused(AQuestionIsAnsweredOnce)
    item(H1, SHARED, asked_onward()).when(AUTHORISE, by=LENA).refused(OnlyAQuestionAskedIsAnswered)
