"""What a restriction asks of whom, and who sees an item before, under and after it."""

from datetime import UTC, datetime
from uuid import UUID

from domain.investigation.events import MemberAccessRevoked
from domain.item import SharedItem
from domain.item.commands import ConfirmRestriction, ImposeRestriction, LiftRestriction
from domain.item.events import ItemRecalled, RestrictionConfirmed, RestrictionImposed, RestrictionLifted
from domain.item.rules.conditions import (
    AHolderRestrictsItselfAlone,
    ARestrictionAddsACondition,
    ARestrictionHasAnIdOfItsOwn,
    ARestrictionIsConfirmedOnceByThoseAsked,
    ARestrictionLeavesItToHolders,
    OnlyARestrictionOfOnesOwnIsLifted,
)
from domain.item.rules.marking import NobodyMarksWhatItMayNotSee
from domain.item.rules.sharing import NamedPersonsAreMembers, TlpRedNamesPersons
from domain.item.vocabulary import Recipient
from domain.marking import Marking
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import Classification, Handling, Tlp
from tests.support.agencies import IMPORTER, person
from tests.support.given import Then
from tests.support.investigations import BEA, CASE, DIRK, LENA, OUTSIDER, RITA, admitted
from tests.support.items import AMBER, CARL, DORA, IN_HARBOUR, ITEM_ID, RED, SECRET, of, registered, shared
from tests.support.restrictions import SHARED_WITH_BOTH, after, cleared, restriction, sees, who_sees

R1, R2 = UUID(int=1), UUID(int=2)
REGISTERED, SHARED = registered(AMBER), SHARED_WITH_BOTH
BY_X = restriction(1, IN_HARBOUR, "BE-SPOC", "DE-SPOC")
CONFIRM = ConfirmRestriction(item_id=ITEM_ID, restriction_id=R1)
LIFT = LiftRestriction(item_id=ITEM_ID, restriction_id=R1, reason="The source is safe.")
REASON = "The source is in danger."


def imposing(marking: Marking = IN_HARBOUR, *recipients: Recipient, number: UUID = R1) -> ImposeRestriction:
    return ImposeRestriction(
        item_id=ITEM_ID, restriction_id=number, marking=marking, reason=REASON, recipients=recipients or None
    )


def own(marking: Marking, by: str = "BE-SPOC") -> RestrictionImposed:
    return RestrictionImposed(
        item_id=ITEM_ID, restriction_id=R1, by_agency_id=by, own_use_only=True, marking=marking,
        recipients=None, to_confirm=(), reason=REASON,
    )  # fmt: skip


def unconfirmed(done: Then[SharedItem]) -> frozenset[str]:
    return done.state.restrictions[R1].unconfirmed


def test_worked_example_an_item_shared_with_two_is_restricted_to_a_compartment_that_one_holds() -> None:
    before = after(REGISTERED, SHARED)
    assert who_sees(before) == {"lena", "carl", "bea", "dora", "dirk"}

    imposed = before.when(imposing(), by=LENA).then(BY_X)
    assert unconfirmed(imposed) == {"BE-SPOC", "DE-SPOC"}
    assert who_sees(imposed.after) == {"lena", "carl"}

    of_carl = imposed.after.when(CONFIRM, by=CARL)
    assert unconfirmed(of_carl) == {"DE-SPOC"}
    of_dora = of_carl.after.when(CONFIRM, by=DORA)
    assert unconfirmed(of_dora) == frozenset()
    assert who_sees(of_dora.after) == {"lena", "carl"}

    lifted = of_dora.after.when(LIFT, by=LENA)
    assert who_sees(lifted.after) == {"lena", "carl", "bea", "dora", "dirk"}


def test_who_is_shut_out_confirms_once_and_then_there_is_no_item_for_it() -> None:
    confirmed = RestrictionConfirmed(item_id=ITEM_ID, restriction_id=R1, agency_id="DE-SPOC")
    done = after(REGISTERED, SHARED, BY_X).when(CONFIRM, by=DORA).then(confirmed)
    done.after.when(CONFIRM, by=DORA).refused(NotFound)


def test_who_still_sees_the_item_is_told_that_it_has_confirmed() -> None:
    done = after(REGISTERED, SHARED, BY_X).when(CONFIRM, by=CARL)
    done.after.when(CONFIRM, by=CARL).refused(ARestrictionIsConfirmedOnceByThoseAsked)


def test_who_is_shut_out_confirms_the_next_restriction_too() -> None:
    both = after(REGISTERED, SHARED, BY_X, restriction(2, RED, "BE-SPOC", "DE-SPOC"))
    first = both.when(CONFIRM, by=DORA)
    second = first.after.when(ConfirmRestriction(item_id=ITEM_ID, restriction_id=R2), by=DORA)
    assert second.state.restrictions[R2].unconfirmed == {"BE-SPOC"}


def test_a_person_who_never_could_see_the_item_confirms_nothing_of_it() -> None:
    secret = registered(SECRET)
    after(secret, SHARED, BY_X).when(CONFIRM, by=DORA).refused(NotFound)
    named = shared(of("DE-SPOC", "dirk"))
    spec = after(registered(RED), named, restriction(1, IN_HARBOUR, "DE-SPOC"))
    spec.when(CONFIRM, by=DORA).refused(NotFound)
    assert unconfirmed(spec.when(CONFIRM, by=DIRK)) == frozenset()


def test_who_was_given_the_item_under_a_restriction_needs_what_it_asks_for_to_confirm_the_next() -> None:
    shared_later = shared(of("BE-SPOC"))
    spec = after(REGISTERED, restriction(2, IN_HARBOUR), shared_later, restriction(1, RED, "BE-SPOC"))
    spec.when(CONFIRM, by=BEA).refused(NotFound)
    assert unconfirmed(spec.when(CONFIRM, by=CARL)) == frozenset()


def test_a_reader_confirms_nothing_and_an_outsider_learns_nothing() -> None:
    spec = after(REGISTERED, SHARED, BY_X)
    spec.when(CONFIRM, by=RITA).refused(NotPermitted)
    spec.when(CONFIRM, by=OUTSIDER).refused(NotFound)


def test_the_originator_has_nothing_to_confirm() -> None:
    after(REGISTERED, SHARED, BY_X).when(CONFIRM, by=LENA).refused(ARestrictionIsConfirmedOnceByThoseAsked)


def test_an_import_confirms_for_the_agency_that_it_names() -> None:
    done = after(REGISTERED, SHARED, BY_X).when(
        ConfirmRestriction(item_id=ITEM_ID, restriction_id=R1, agency_id="DE-SPOC"), by=IMPORTER
    )
    assert unconfirmed(done) == {"BE-SPOC"}


def test_a_restriction_that_was_lifted_is_still_to_confirm() -> None:
    lifted = RestrictionLifted(item_id=ITEM_ID, restriction_id=R1, reason="safe")
    spec = after(REGISTERED, SHARED, BY_X, lifted)
    assert spec.state.restrictions[R1].unconfirmed == {"BE-SPOC", "DE-SPOC"}
    assert unconfirmed(spec.when(CONFIRM, by=DORA)) == {"BE-SPOC"}


def test_a_restriction_leaves_the_item_to_the_recipients_that_it_names() -> None:
    done = after(REGISTERED, SHARED).when(imposing(Marking(), of("BE-SPOC")), by=LENA)
    assert unconfirmed(done) == {"BE-SPOC", "DE-SPOC"}
    assert who_sees(done.after) == {"lena", "carl", "bea"}


def test_a_restriction_leaves_the_item_to_the_persons_that_it_names() -> None:
    bea = of("BE-SPOC", "bea")
    done = after(REGISTERED, SHARED).when(imposing(RED, bea), by=LENA)
    assert who_sees(done.after) == {"lena", "bea"}
    of_persons = after(REGISTERED, SHARED).when(imposing(Marking(), bea, of("DE-SPOC")), by=LENA)
    assert who_sees(of_persons.after) == {"lena", "bea", "dora", "dirk"}


def test_a_restriction_gives_the_item_to_nobody() -> None:
    spec = after(REGISTERED, shared(of("BE-SPOC")))
    spec.when(imposing(IN_HARBOUR, of("DE-SPOC")), by=LENA).refused(ARestrictionLeavesItToHolders)
    twice = (of("BE-SPOC"), of("BE-SPOC"))
    spec.when(imposing(IN_HARBOUR, *twice), by=LENA).refused(ARestrictionLeavesItToHolders)


def test_a_restriction_to_persons_names_members_of_their_agency() -> None:
    spec = after(REGISTERED, SHARED)
    spec.when(imposing(RED, of("BE-SPOC", "dora")), by=LENA).refused(NamedPersonsAreMembers)


def test_a_restriction_to_red_names_persons_in_every_agency_that_it_leaves_the_item_to() -> None:
    spec = after(REGISTERED, SHARED)
    spec.when(imposing(RED), by=LENA).refused(TlpRedNamesPersons)
    ben = of("BE-SPOC", "carl")
    spec.when(imposing(RED, ben, of("DE-SPOC")), by=LENA).refused(TlpRedNamesPersons)
    assert who_sees(spec.when(imposing(RED, ben), by=LENA).after) == {"lena", "carl"}


def test_a_restriction_adds_something() -> None:
    spec = after(REGISTERED, SHARED)
    everybody = (of("BE-SPOC"), of("DE-SPOC"))
    spec.when(imposing(Marking(tlp=Tlp.GREEN)), by=LENA).refused(ARestrictionAddsACondition)
    spec.when(imposing(Marking(), *everybody), by=LENA).refused(ARestrictionAddsACondition)
    words = Marking(handling=(Handling.H3,), handling_text="Not to be named in reports.")
    once = spec.when(imposing(words), by=LENA)
    again = once.after.when(imposing(words, number=R2), by=LENA)
    assert again.state.restrictions[R2].unconfirmed == {"BE-SPOC", "DE-SPOC"}


def test_a_restriction_has_an_id_of_its_own() -> None:
    after(REGISTERED, SHARED, BY_X).when(imposing(Marking(handling=(Handling.H2,))), by=LENA).refused(
        ARestrictionHasAnIdOfItsOwn
    )


def test_nobody_restricts_an_item_to_what_it_does_not_hold_itself() -> None:
    spec = after(REGISTERED, SHARED, people=(admitted("leo", "FR-SPOC"),))
    spec.when(imposing(), by=person("leo", "FR-SPOC")).refused(NobodyMarksWhatItMayNotSee)


def test_a_holder_is_stricter_for_itself_and_nobody_has_to_confirm_it() -> None:
    done = after(REGISTERED, SHARED).when(imposing(), by=CARL).then(own(IN_HARBOUR))
    assert who_sees(done.after) == {"lena", "carl", "dora", "dirk"}


def test_a_holder_names_persons_of_its_own_agency_only() -> None:
    spec = after(REGISTERED, SHARED)
    spec.when(imposing(IN_HARBOUR, of("DE-SPOC")), by=CARL).refused(AHolderRestrictsItselfAlone)
    done = spec.when(imposing(RED, of("BE-SPOC", "carl")), by=CARL)
    assert who_sees(done.after) == {"lena", "carl", "dora", "dirk"}


def test_an_import_restricts_for_an_agency_that_has_the_item() -> None:
    command = ImposeRestriction(
        item_id=ITEM_ID, restriction_id=R1, marking=IN_HARBOUR, reason=REASON, by_agency_id="BE-SPOC"
    )
    when = datetime(2026, 3, 1, 9, tzinfo=UTC)
    after(REGISTERED, SHARED).when(command, by=IMPORTER, on=when).then(own(IN_HARBOUR))


def test_only_who_imposed_a_restriction_lifts_it_and_once() -> None:
    of_originator = after(REGISTERED, SHARED, BY_X)
    of_originator.when(LIFT, by=CARL).refused(OnlyARestrictionOfOnesOwnIsLifted)
    done = of_originator.when(LIFT, by=LENA)
    done.then(RestrictionLifted(item_id=ITEM_ID, restriction_id=R1, reason="The source is safe."))
    done.after.when(LIFT, by=LENA).refused(OnlyARestrictionOfOnesOwnIsLifted)


def test_a_holder_lifts_its_own_restriction_which_the_originator_does_not() -> None:
    spec = after(REGISTERED, SHARED, own(IN_HARBOUR))
    spec.when(LIFT, by=LENA).refused(OnlyARestrictionOfOnesOwnIsLifted)
    spec.when(LIFT, by=BEA).refused(NotFound)
    assert who_sees(spec.when(LIFT, by=CARL).after) == {"lena", "carl", "bea", "dora", "dirk"}


def test_a_restriction_to_a_level_leaves_the_item_to_who_is_cleared() -> None:
    story = (REGISTERED, SHARED, restriction(1, SECRET, "BE-SPOC", "DE-SPOC"))
    assert who_sees(after(*story)) == {"lena", "carl"}
    assert not sees(after(*story, people=(cleared("carl", Classification.CONFIDENTIAL),)), CARL)


def test_a_restriction_awaits_those_who_were_recalled_later() -> None:
    recalled = ItemRecalled(item_id=ITEM_ID, recall_id=R2, from_agencies=("DE-SPOC",), reason="wrong")
    spec = after(REGISTERED, SHARED, BY_X, recalled)
    assert spec.state.restrictions[R1].unconfirmed == {"BE-SPOC", "DE-SPOC"}
    assert unconfirmed(spec.when(CONFIRM, by=DORA)) == {"BE-SPOC"}


def test_one_of_the_persons_whom_a_restriction_names_confirms_it_for_the_agency() -> None:
    named = restriction(1, Marking(), "BE-SPOC", "DE-SPOC", left=(of("BE-SPOC"), of("DE-SPOC", "dora")))
    spec = after(REGISTERED, SHARED, named)
    spec.when(CONFIRM, by=DIRK).refused(NotFound)
    assert unconfirmed(spec.when(CONFIRM, by=DORA)) == {"BE-SPOC"}
    assert unconfirmed(spec.when(CONFIRM, by=CARL)) == {"DE-SPOC"}


def test_where_none_of_the_named_is_left_a_leader_of_the_agency_confirms_it() -> None:
    named = restriction(1, Marking(), "DE-SPOC", left=(of("DE-SPOC", "dora"),))
    gone = MemberAccessRevoked(investigation_id=CASE, member_id="dora", reason="left")
    spec = after(REGISTERED, SHARED, named, people=(admitted("dan", "DE-SPOC"), gone))
    spec.when(CONFIRM, by=person("dan", "DE-SPOC")).refused(NotFound)
    assert unconfirmed(spec.when(CONFIRM, by=DIRK)) == frozenset()
