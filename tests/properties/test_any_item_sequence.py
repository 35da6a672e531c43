"""Whatever is asked of an item, by whom and in whatever order: it reaches nobody whom its conditions exclude.

Each scene of a story is held against tests/support/item_oracle.py, which knows nothing of the room's state and rules.
"""

from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, run_state_machine_as_test

from domain.event import ActorKind
from domain.item import ITEM, events
from domain.refusal import NotFound, RuleViolation
from tests.support.given import given
from tests.support.item_choices import MARKINGS, PEOPLE, STANDING_UNTIL
from tests.support.item_oracle import (
    agreed_to,
    consented_use,
    erasure_is_blocked,
    may_read,
    owed,
    owed_back,
    owes,
    receivers,
    works_under,
)
from tests.support.item_scenes import Scene
from tests.support.item_story import StoryOfAnItem
from tests.support.random_commands import any_of
from tests.support.restrictions import sees

ORIGINATOR = "FR-SPOC"
READERS_AND_OUTSIDERS = ("luc", "rita", "otto")
BY_THE_ORIGINATOR_ALONE = (
    events.HandlingConditionsSet, events.ItemRecalled, events.ContentErased, events.RetentionExtended,
    events.OnwardSharingAuthorised, events.OnwardSharingRefused, events.JudicialUseAuthorised, events.ItemCorrected,
    events.JudicialUseRefused, events.IntelligenceShared, events.EvidenceShared,
)  # fmt: skip

GIVEN_AWAY = (events.IntelligenceShared, events.EvidenceShared, events.ItemSharedOnward)


def new(scene: Scene, *kinds: type[Any]) -> Iterator[Any]:
    return (event for event in scene.new if isinstance(event, kinds))


def who_sees_it_is_who_may(scene: Scene) -> None:
    seen = {person.actor_id for person in PEOPLE if sees(scene.spec, person)}
    assert seen == {person.actor_id for person in PEOPLE if may_read(scene.story, person, scene.day)}


def who_may_not_read_it_gets_no_answer_but_that_there_is_none(scene: Scene) -> None:
    person = scene.by
    if person is None or person.kind is not ActorKind.PERSON or may_read(scene.before, person, scene.day):
        return
    settles = owes(scene.before, scene.command, person.agency_id or "")
    assert settles or isinstance(scene.refusal, NotFound)


def who_acts_has_the_right_to(scene: Scene) -> None:
    if not scene.new or scene.by is None or scene.by.kind is not ActorKind.PERSON:
        return
    assert scene.by.actor_id not in READERS_AND_OUTSIDERS
    assert scene.by.agency_id == ORIGINATOR or not isinstance(scene.new[0], BY_THE_ORIGINATOR_ALONE)


def who_is_given_it_may_read_it(scene: Scene) -> None:
    able = {each.actor_id for each in PEOPLE if may_read(scene.story, each, scene.day)} if scene.new else set()
    for event in new(scene, *GIVEN_AWAY):
        recipients = (event.recipient,) if isinstance(event, events.ItemSharedOnward) else event.recipients
        for recipient in recipients:
            assert able & {each.actor_id for each in PEOPLE if each.agency_id == recipient.agency_id}


def what_asks_for_consent_is_passed_on_with_it(scene: Scene) -> None:
    for event in new(scene, events.ItemSharedOnward):
        markings = works_under(scene.before, event.by_agency_id)
        is_close = any(marking.tlp in ("RED", "AMBER_STRICT") for marking in markings)
        is_bound = is_close or any("H2" in marking.handling or marking.tlp == "AMBER" for marking in markings)
        ends = (event.by_agency_id, event.recipient.agency_id)
        has_standing = ends == ("BE-SPOC", "IT-SPOC") and scene.day < STANDING_UNTIL and not is_close
        assert not is_bound or has_standing or agreed_to(scene.before, event, scene.day)


def h1_is_used_in_proceedings_with_consent(scene: Scene) -> None:
    for event in new(scene, events.ItemUsedInProceedings):
        is_h1 = any("H1" in marking.handling for marking in works_under(scene.before, event.agency_id))
        assert event.agency_id == ORIGINATOR or not is_h1 or consented_use(scene.before, event)


def what_is_to_confirm_stays_listed_until_it_is_confirmed(scene: Scene) -> None:
    for event in new(scene, events.RestrictionImposed):
        assert set(event.to_confirm) == (set() if event.own_use_only else set(receivers(scene.before)))
    restrictions, recalls = scene.state.restrictions, scene.state.recalls
    assert {key: set(each.unconfirmed) for key, each in restrictions.items()} == owed(scene.story)
    assert {key: set(each.unconfirmed) for key, each in recalls.items()} == owed_back(scene.story)


def dates_of_retention_are_those_of_the_last_review(scene: Scene) -> None:
    told = (
        each.event for each in scene.story if isinstance(each.event, events.ItemRegistered | events.RetentionExtended)
    )
    *_, last = ((event.review_on, event.erase_on) for event in told)
    assert (scene.state.review_on, scene.state.erase_on) == last


def a_refusal_names_a_field_that_the_command_has(scene: Scene) -> None:
    if isinstance(scene.refusal, RuleViolation) and scene.refusal.field is not None:
        name = scene.refusal.field.partition(".")[0]
        assert name in {*get_type_hints(type(scene.command)), "occurred_at"}


def its_retention_ends_on_its_day(scene: Scene) -> None:
    for event in new(scene, events.ContentErased):
        erase_on = [each.event.erase_on for each in scene.before if hasattr(each.event, "erase_on")][-1]
        is_ended = erase_on is not None and scene.day >= erase_on
        assert is_ended or event.reason != "RETENTION_ENDED"
        assert is_ended or (scene.by is not None and scene.by.kind is not ActorKind.PROCESS)


def nothing_goes_out_once_it_is_erased(scene: Scene) -> None:
    if any(isinstance(each.event, events.ContentErased) for each in scene.before):
        assert not any(new(scene, *GIVEN_AWAY, events.ItemUsedInProceedings, events.ContentDeposited))


def the_originator_stays(scene: Scene) -> None:
    assert scene.state.originator_agency_id == ORIGINATOR


def nothing_is_erased_against_a_hold_or_an_open_question(scene: Scene) -> None:
    assert not any(erasure_is_blocked(scene.before) for _ in new(scene, events.ContentErased))


def once_shared_its_own_marking_is_only_loosened(scene: Scene) -> None:
    if not receivers(scene.before):
        return
    for event in new(scene, events.HandlingConditionsSet):
        own, later = works_under(scene.before, "")[0], event.marking
        assert set(later.compartments) <= set(own.compartments)
        assert set(later.handling) - {"H0"} <= set(own.handling)
        assert later.classification in (None, own.classification) or own.classification == "SECRET"
        assert later.tlp != "RED" or own.tlp == "RED"


CHECKS = (
    who_sees_it_is_who_may, who_may_not_read_it_gets_no_answer_but_that_there_is_none, who_acts_has_the_right_to,
    who_is_given_it_may_read_it, what_asks_for_consent_is_passed_on_with_it, h1_is_used_in_proceedings_with_consent,
    what_is_to_confirm_stays_listed_until_it_is_confirmed, dates_of_retention_are_those_of_the_last_review,
    its_retention_ends_on_its_day, nothing_goes_out_once_it_is_erased, the_originator_stays,
    nothing_is_erased_against_a_hold_or_an_open_question,
    once_shared_its_own_marking_is_only_loosened, a_refusal_names_a_field_that_the_command_has,
)  # fmt: skip


class KeptToTheRules(StoryOfAnItem):
    """Any story, of which every scene is checked."""

    @invariant()
    def keeps_to_the_rules(self) -> None:
        for check in CHECKS:
            check(self.scene)


@pytest.mark.timeout(600)  # a story that fails is made short first
def test_every_story_of_an_item_keeps_to_the_rules_of_sharing() -> None:
    sizes = settings(max_examples=150, stateful_step_count=35, deadline=None, derandomize=True)
    run_state_machine_as_test(KeptToTheRules, settings=sizes)


@settings(max_examples=100, deadline=None)
@for_all(happened=st.lists(any_of(get_args(events.ItemEvent), {"marking": MARKINGS}), max_size=30))
def test_any_events_in_any_order_make_an_item(happened: list[Any]) -> None:
    item = given(ITEM, *happened).state
    assert item.version == len(happened)
    assert item.need_of("BE-SPOC").owner_agency_id == item.originator_agency_id
