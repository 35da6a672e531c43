"""What a recall takes back, and how those who had the item answer it."""

from uuid import UUID

from domain.item.commands import ConfirmRecall, RecallItem
from domain.item.events import RecallConfirmed
from domain.item.rules.conditions import (
    ARecallHasAnIdOfItsOwn,
    ARecallIsConfirmedOnceByThoseAsked,
    OnlyAHolderGivesBack,
)
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import IMPORTER
from tests.support.investigations import BEA, LENA, OUTSIDER, RITA
from tests.support.items import AMBER, CARL, DORA, IN_HARBOUR, ITEM_ID, RED, of, registered, shared
from tests.support.restrictions import SHARED_WITH_BOTH, after, recalled, restriction, who_sees

R1 = UUID(int=1)
CONFIRM = ConfirmRecall(item_id=ITEM_ID, recall_id=R1)
ITEM = (registered(AMBER), SHARED_WITH_BOTH)


def recalling(*agencies: str) -> RecallItem:
    return RecallItem(item_id=ITEM_ID, recall_id=R1, reason="wrong person", from_agencies=agencies or None)


def confirmed(agency_id: str, kept_because: str | None = None) -> RecallConfirmed:
    return RecallConfirmed(item_id=ITEM_ID, recall_id=R1, agency_id=agency_id, kept_because=kept_because)


def test_an_item_is_recalled_from_all_who_have_it() -> None:
    done = after(*ITEM).when(recalling(), by=LENA).then(recalled("BE-SPOC", "DE-SPOC"))
    assert done.state.recalls[R1].unconfirmed == {"BE-SPOC", "DE-SPOC"}
    assert who_sees(done.after) == {"lena"}


def test_an_item_is_recalled_from_some() -> None:
    done = after(*ITEM).when(recalling("DE-SPOC", "DE-SPOC"), by=LENA).then(recalled("DE-SPOC"))
    assert who_sees(done.after) == {"lena", "carl", "bea"}


def test_an_item_is_recalled_from_agencies_that_have_it() -> None:
    after(*ITEM).when(recalling("IT-SPOC", "DE-SPOC"), by=LENA).refused(OnlyAHolderGivesBack)
    after(registered(AMBER)).when(recalling(), by=LENA).refused(OnlyAHolderGivesBack)
    after(*ITEM, recalled("DE-SPOC")).when(
        RecallItem(item_id=ITEM_ID, recall_id=UUID(int=2), reason="again", from_agencies=("DE-SPOC",)), by=LENA
    ).refused(OnlyAHolderGivesBack)


def test_a_recall_has_an_id_of_its_own() -> None:
    after(*ITEM, recalled("DE-SPOC")).when(recalling("BE-SPOC"), by=LENA).refused(ARecallHasAnIdOfItsOwn)


def test_only_the_originator_recalls() -> None:
    after(*ITEM).when(recalling(), by=BEA).refused(NotPermitted)
    after(*ITEM).when(recalling(), by=OUTSIDER).refused(NotFound)


def test_who_gave_the_item_back_confirms_it_once_though_it_sees_the_item_no_more() -> None:
    done = after(*ITEM, recalled("BE-SPOC", "DE-SPOC")).when(CONFIRM, by=DORA).then(confirmed("DE-SPOC"))
    assert done.state.recalls[R1].unconfirmed == {"BE-SPOC"}
    done.after.when(CONFIRM, by=DORA).refused(NotFound)


def test_who_keeps_something_says_why() -> None:
    kept = ConfirmRecall(item_id=ITEM_ID, recall_id=R1, kept_because="In the file of the court of Antwerp.")
    after(*ITEM, recalled("BE-SPOC")).when(kept, by=BEA).then(confirmed("BE-SPOC", kept.kept_because))


def test_who_was_not_asked_confirms_no_recall() -> None:
    after(*ITEM, recalled("BE-SPOC")).when(CONFIRM, by=DORA).refused(ARecallIsConfirmedOnceByThoseAsked)
    after(*ITEM, recalled("BE-SPOC")).when(CONFIRM, by=LENA).refused(ARecallIsConfirmedOnceByThoseAsked)


def test_who_could_not_see_the_item_confirms_no_recall_of_it() -> None:
    spec = after(registered(RED), shared(of("BE-SPOC", "carl")), recalled("BE-SPOC"))
    spec.when(CONFIRM, by=BEA).refused(NotFound)
    spec.when(CONFIRM, by=RITA).refused(NotFound)
    spec.when(CONFIRM, by=CARL).then(confirmed("BE-SPOC"))


def test_who_a_restriction_had_shut_out_before_gives_the_item_back_too() -> None:
    spec = after(*ITEM, restriction(1, IN_HARBOUR, "BE-SPOC", "DE-SPOC"), recalled("BE-SPOC", "DE-SPOC"))
    spec.when(CONFIRM, by=DORA).then(confirmed("DE-SPOC"))


def test_an_import_confirms_for_the_agency_that_it_names() -> None:
    command = ConfirmRecall(item_id=ITEM_ID, recall_id=R1, agency_id="DE-SPOC")
    after(*ITEM, recalled("BE-SPOC", "DE-SPOC")).when(command, by=IMPORTER).then(confirmed("DE-SPOC"))


def test_what_is_shared_again_is_seen_again_and_the_recall_before_is_still_to_confirm() -> None:
    again = after(*ITEM, recalled("BE-SPOC"), shared(of("BE-SPOC")))
    assert who_sees(again) == {"lena", "carl", "bea", "dora", "dirk"}
    again.when(CONFIRM, by=BEA).then(confirmed("BE-SPOC"))
