"""What is told beforehand of commands; that nothing is accepted which it ruled out, `Given.when` insists everywhere."""

from domain.followup import FOLLOWUP
from domain.investigation import INVESTIGATION
from domain.item.commands import DECISIONS as OF_ITEMS
from domain.request.deciding import DECISIONS as OF_REQUESTS
from tests.support.followups import ASSIGNED, COMPLETED, OPENED
from tests.support.given import given, happened
from tests.support.investigations import BEN, CASE, LENA, WITH_PARTNER
from tests.support.items import CARL, REGISTERED, SHARED, item
from tests.support.requests import ASKED, ASKING, OUTSIDER, READER, THIRD, drafted, received, sent, world

RECEIVED = world(drafted(), sent(), received())


def test_the_requested_side_is_offered_what_may_follow_now() -> None:
    told = RECEIVED.offers(ASKED)

    assert told["AcknowledgeRequest"] is None
    assert told["AskClarification"] is None
    assert told["SendReminder"] == "ONLY_THE_REQUESTING_SIDE_DOES_THIS"
    assert told["ResumeExecution"] == "THE_STEPS_OF_A_REQUEST_FOLLOW_EACH_OTHER"


def test_the_requesting_side_is_offered_its_own_steps_alone() -> None:
    told = RECEIVED.offers(ASKING)

    assert told["SendReminder"] is None
    assert told["ProvideClarification"] == "AN_ANSWER_BELONGS_TO_THE_OPEN_QUESTION"
    assert told["AcknowledgeRequest"] == "AN_AGENCY_DOES_NOT_ANSWER_ITS_OWN_REQUEST"


def test_a_member_of_neither_side_is_told_that_it_has_no_part() -> None:
    assert RECEIVED.offers(THIRD)["AcknowledgeRequest"] == "ONLY_THE_REQUESTED_SIDE_DOES_THIS"


def test_who_only_reads_is_offered_nothing_and_told_so() -> None:
    assert set(RECEIVED.offers(READER).values()) == {"NOT_PERMITTED"}


def test_whoever_is_not_to_know_of_it_is_told_nothing_at_all() -> None:
    assert RECEIVED.offers(OUTSIDER) == {}


def test_all_commands_of_a_request_are_told_but_those_that_begin_one_and_those_of_processes() -> None:
    told = RECEIVED.offers(ASKED).keys()

    assert {each.command.__name__ for each in OF_REQUESTS} - told == {
        "DraftRequest", "DraftRequestFromHit", "RaiseTimeLimitWarning", "RecordTimeLimitBreach", "RemindOfTimeLimit",
    }  # fmt: skip


def test_a_holder_is_offered_to_confirm_and_to_ask_and_its_originator_to_take_back() -> None:
    shared = item(REGISTERED, SHARED)

    assert shared.offers(CARL)["ConfirmItemReceipt"] is None
    assert shared.offers(CARL)["RecallItem"] == "NOT_PERMITTED"
    assert shared.offers(LENA)["RecallItem"] is None
    assert shared.offers(LENA)["AuthoriseOnwardSharing"] == "ONLY_A_QUESTION_ASKED_IS_ANSWERED"


def test_all_commands_of_an_item_are_told_but_the_one_that_begins_it_and_those_of_processes() -> None:
    told = item(REGISTERED, SHARED).offers(LENA).keys()

    of_people = {each.command.__name__ for each in OF_ITEMS if not each.creates}
    assert of_people - told <= {"RemindOfRestriction", "ListUnconfirmedRestriction"}


def test_nobody_is_offered_to_verify_its_own_work() -> None:
    done = given(FOLLOWUP, OPENED, ASSIGNED, happened(COMPLETED, by=BEN)).knowing(INVESTIGATION, CASE, *WITH_PARTNER)

    assert done.offers(LENA)["VerifyFollowUp"] is None
    assert done.offers(LENA)["AssignFollowUp"] == "COMPLETED_WORK_AWAITS_VERIFICATION"
    assert done.offers(BEN)["VerifyFollowUp"] == "NOT_PERMITTED"
