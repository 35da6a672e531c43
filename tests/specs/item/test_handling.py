"""The originator sets the item's own marking, and once it is shared only loosens it."""

from domain.item.commands import SetHandling
from domain.item.events import HandlingConditionsSet
from domain.item.rules.conditions import OnceSharedAnItemIsOnlyLoosened, TheConditionsAreAChange
from domain.item.rules.marking import HandlingCodeH0StandsAlone, HandlingCodeH3NeedsWords
from domain.marking import Marking
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import Handling, Tlp
from tests.support.investigations import BEA, LENA, OUTSIDER
from tests.support.items import AMBER, IN_HARBOUR, ITEM_ID, RED, of, registered, shared
from tests.support.restrictions import SHARED_WITH_BOTH, after, who_sees

GREEN = Marking(tlp=Tlp.GREEN)
H3 = Marking(handling=(Handling.H3,), handling_text="Not to be named in reports.")
OTHER_H3 = Marking(handling=(Handling.H3,), handling_text="Not to leave the unit.")


def setting(marking: Marking) -> SetHandling:
    return SetHandling(item_id=ITEM_ID, marking=marking, reason="looked at anew")


def was_set(marking: Marking) -> HandlingConditionsSet:
    return HandlingConditionsSet(item_id=ITEM_ID, marking=marking, reason="looked at anew")


def test_before_it_is_shared_an_item_is_marked_as_its_originator_likes() -> None:
    spec = after(registered(AMBER))
    spec.when(setting(RED), by=LENA).then(was_set(RED))
    spec.when(setting(IN_HARBOUR), by=LENA).then(was_set(IN_HARBOUR))
    spec.when(setting(GREEN), by=LENA).then(was_set(GREEN))


def test_once_it_is_shared_an_item_is_only_loosened() -> None:
    spec = after(registered(AMBER), SHARED_WITH_BOTH)
    refusal = spec.when(setting(RED), by=LENA).refused(OnceSharedAnItemIsOnlyLoosened)
    assert "ImposeRestriction" in refusal.remedy
    spec.when(setting(Marking(tlp=Tlp.GREEN, compartments=("HARBOUR",))), by=LENA).refused(
        OnceSharedAnItemIsOnlyLoosened
    )
    assert spec.when(setting(GREEN), by=LENA).then(was_set(GREEN)).state.marking == GREEN


def test_a_looser_marking_reaches_all_who_were_given_the_item() -> None:
    spec = after(registered(RED), shared(of("BE-SPOC", "bea"), of("DE-SPOC", "dora")))
    assert who_sees(spec) == {"lena", "bea", "dora"}
    loosened = spec.when(setting(AMBER), by=LENA)
    assert who_sees(loosened.after) == {"lena", "bea", "dora"}


def test_the_words_of_h3_stay_once_the_item_is_shared_or_go_with_it() -> None:
    spec = after(registered(H3), SHARED_WITH_BOTH)
    spec.when(setting(OTHER_H3), by=LENA).refused(OnceSharedAnItemIsOnlyLoosened)
    spec.when(setting(Marking()), by=LENA).then(was_set(Marking()))
    with_code = Marking(tlp=Tlp.AMBER, handling=H3.handling, handling_text=H3.handling_text)
    after(registered(with_code), SHARED_WITH_BOTH).when(setting(H3), by=LENA).then(was_set(H3))


def test_a_new_marking_is_another() -> None:
    after(registered(AMBER)).when(setting(AMBER), by=LENA).refused(TheConditionsAreAChange)
    after(registered(H3)).when(setting(H3), by=LENA).refused(TheConditionsAreAChange)
    after(registered(H3)).when(setting(OTHER_H3), by=LENA).then(was_set(OTHER_H3))


def test_a_new_marking_is_as_sound_as_the_first() -> None:
    spec = after(registered(AMBER))
    both = Marking(handling=(Handling.H0, Handling.H2))
    spec.when(setting(both), by=LENA).refused(HandlingCodeH0StandsAlone)
    spec.when(setting(Marking(handling=(Handling.H3,))), by=LENA).refused(HandlingCodeH3NeedsWords)


def test_only_the_originator_sets_the_marking() -> None:
    spec = after(registered(AMBER), SHARED_WITH_BOTH)
    spec.when(setting(GREEN), by=BEA).refused(NotPermitted)
    spec.when(setting(GREEN), by=OUTSIDER).refused(NotFound)
    after(registered(AMBER)).when(setting(GREEN), by=BEA).refused(NotFound)
