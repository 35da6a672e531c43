"""Who has not confirmed a restriction is reminded once, then listed once as an exception, by a process alone."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.investigation.events import PartnerLeft
from domain.item.commands import ConfirmRestriction, ListUnconfirmedRestriction, RemindOfRestriction
from domain.item.events import (
    RestrictionConfirmed,
    RestrictionLeftUnconfirmed,
    RestrictionLifted,
    RestrictionReminderSent,
)
from domain.item.rules.reminding import (
    AConfirmationHasItsTerm,
    AnExceptionIsListedOnce,
    AReminderIsSentOnce,
    OnlyAnOwedConfirmationIsAskedForAgain,
)
from domain.refusal import NotFound, NotPermitted
from tests.support.given import NOW, Happened, happened
from tests.support.investigations import CASE, LENA, OUTSIDER
from tests.support.items import CARL, IN_HARBOUR, ITEM_ID, registered
from tests.support.restrictions import SHARED_WITH_BOTH, after, restriction

R1 = UUID(int=1)
PROCESS = Actor(actor_id="entente-automations", kind=ActorKind.PROCESS)
REMIND = RemindOfRestriction(item_id=ITEM_ID, restriction_id=R1, agency_id="BE-SPOC")
LIST = ListUnconfirmedRestriction(item_id=ITEM_ID, restriction_id=R1, agency_id="BE-SPOC")
REMINDED = RestrictionReminderSent(item_id=ITEM_ID, restriction_id=R1, agency_id="BE-SPOC")
LISTED = RestrictionLeftUnconfirmed(item_id=ITEM_ID, restriction_id=R1, agency_id="BE-SPOC")
CONFIRMED = RestrictionConfirmed(item_id=ITEM_ID, restriction_id=R1, agency_id="BE-SPOC")
LIFTED = RestrictionLifted(item_id=ITEM_ID, restriction_id=R1, reason="The source is safe.")
BEFORE = (registered(), SHARED_WITH_BOTH)
REMINDER_TERM, LISTING_TERM = timedelta(hours=48), timedelta(hours=72)
SHORT = timedelta(minutes=1)


def imposed(ago: timedelta) -> Happened:
    return happened(restriction(1, IN_HARBOUR, "BE-SPOC", "DE-SPOC"), by=LENA, on=NOW - ago)


def test_after_its_term_who_has_not_confirmed_is_reminded() -> None:
    after(*BEFORE, imposed(REMINDER_TERM)).when(REMIND, by=PROCESS).then(REMINDED)


def test_before_its_term_nobody_is_reminded() -> None:
    after(*BEFORE, imposed(REMINDER_TERM - SHORT)).when(REMIND, by=PROCESS).refused(AConfirmationHasItsTerm)


def test_a_reminder_is_sent_once_to_each() -> None:
    once = after(*BEFORE, imposed(REMINDER_TERM), REMINDED)
    once.when(REMIND, by=PROCESS).refused(AReminderIsSentOnce)
    other = RemindOfRestriction(item_id=ITEM_ID, restriction_id=R1, agency_id="DE-SPOC")
    once.when(other, by=PROCESS).then(RestrictionReminderSent(item_id=ITEM_ID, restriction_id=R1, agency_id="DE-SPOC"))


def test_who_is_listed_is_not_reminded_any_more() -> None:
    after(*BEFORE, imposed(LISTING_TERM), LISTED).when(REMIND, by=PROCESS).refused(AReminderIsSentOnce)


def test_a_term_later_what_is_not_confirmed_is_a_listed_exception() -> None:
    after(*BEFORE, imposed(LISTING_TERM), REMINDED).when(LIST, by=PROCESS).then(LISTED)


def test_before_that_term_nothing_is_listed() -> None:
    after(*BEFORE, imposed(LISTING_TERM - SHORT)).when(LIST, by=PROCESS).refused(AConfirmationHasItsTerm)


def test_an_exception_is_listed_once() -> None:
    after(*BEFORE, imposed(LISTING_TERM), LISTED).when(LIST, by=PROCESS).refused(AnExceptionIsListedOnce)


def test_of_an_agency_that_left_it_is_listed_at_once() -> None:
    left = PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="Reorganised")
    after(*BEFORE, imposed(SHORT), people=(left,)).when(LIST, by=PROCESS).then(LISTED)


@pytest.mark.parametrize("settled", [CONFIRMED, LIFTED])
@pytest.mark.parametrize("command", [REMIND, LIST])
def test_what_is_confirmed_or_lifted_is_not_asked_for_again(
    settled: RestrictionConfirmed | RestrictionLifted, command: RemindOfRestriction | ListUnconfirmedRestriction
) -> None:
    done = after(*BEFORE, imposed(LISTING_TERM), settled)
    done.when(command, by=PROCESS).refused(OnlyAnOwedConfirmationIsAskedForAgain)


def test_who_was_not_asked_to_confirm_owes_nothing() -> None:
    stranger = RemindOfRestriction(item_id=ITEM_ID, restriction_id=R1, agency_id="IT-SPOC")
    after(*BEFORE, imposed(REMINDER_TERM)).when(stranger, by=PROCESS).refused(OnlyAnOwedConfirmationIsAskedForAgain)


@pytest.mark.parametrize("command", [REMIND, LIST])
def test_no_person_does_this_and_who_cannot_see_the_item_learns_nothing(
    command: RemindOfRestriction | ListUnconfirmedRestriction,
) -> None:
    late = after(*BEFORE, imposed(LISTING_TERM))
    late.when(command, by=LENA).refused(NotPermitted)
    late.when(command, by=CARL).refused(NotPermitted)
    late.when(command, by=OUTSIDER).refused(NotFound)


def test_after_the_exception_a_confirmation_is_still_taken() -> None:
    late = after(*BEFORE, imposed(LISTING_TERM), LISTED)
    late.when(ConfirmRestriction(item_id=ITEM_ID, restriction_id=R1), by=CARL).then(CONFIRMED)
