"""Whatever is asked of an item, by whom and in whatever order: it reaches nobody whom its conditions exclude.

Each story is held against tests/support/item_oracle.py, which knows nothing of the room's state and rules.
"""

from collections.abc import Iterator
from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.item import ITEM, events
from domain.item.events import ItemEvent
from tests.support.given import given
from tests.support.item_choices import MARKINGS, PEOPLE, STANDING_UNTIL
from tests.support.item_oracle import agreed_to, consented_use, may_read, owed, owed_back, receivers, works_under
from tests.support.item_walks import STORIES, Scene, scenes
from tests.support.random_commands import any_of
from tests.support.restrictions import sees

Story = tuple[int, int]
ORIGINATOR = "FR-SPOC"
ASKED_OF_ITS_DEBTORS = (events.RestrictionConfirmed, events.RecallConfirmed, events.LegalHoldLifted)
BY_THE_ORIGINATOR_ALONE = (
    events.HandlingConditionsSet, events.ItemRecalled, events.ContentErased, events.RetentionExtended,
    events.OnwardSharingAuthorised, events.OnwardSharingRefused, events.JudicialUseAuthorised, events.ItemCorrected,
    events.JudicialUseRefused, events.IntelligenceShared, events.EvidenceShared,
)  # fmt: skip


def new(scene: Scene, *kinds: type[Any]) -> Iterator[Any]:
    return (event for event in scene.new if isinstance(event, kinds))


def acted(scene: Scene) -> Actor | None:
    """The person who brought something about in a scene; None for processes and imports."""
    return scene.by if scene.new and scene.by and scene.by.kind is ActorKind.PERSON else None


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_who_sees_the_item_is_who_may_by_all_that_was_told(story: Story) -> None:
    for scene in scenes(*story):
        seen = {person.actor_id for person in PEOPLE if sees(scene.spec, person)}
        assert seen == {person.actor_id for person in PEOPLE if may_read(scene.story, person, scene.day)}


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_only_who_may_read_the_item_does_anything_with_it_but_settle_what_its_agency_owes(
    story: Story,
) -> None:
    for scene in scenes(*story):
        person = acted(scene)
        if person is None:
            continue
        is_settling = isinstance(scene.new[0], ASKED_OF_ITS_DEBTORS)
        assert is_settling or may_read(scene.before, person, scene.day)
        assert person.actor_id not in ("luc", "rita", "otto")
        assert person.agency_id == ORIGINATOR or not isinstance(scene.new[0], BY_THE_ORIGINATOR_ALONE)


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_whoever_is_given_the_item_has_somebody_who_may_read_it_and_all_who_are_named_may(
    story: Story,
) -> None:
    for scene in scenes(*story):
        for event in new(scene, events.IntelligenceShared, events.EvidenceShared, events.ItemSharedOnward):
            named = (event.recipient,) if isinstance(event, events.ItemSharedOnward) else event.recipients
            for recipient in named:
                able = {each.actor_id for each in PEOPLE if may_read(scene.story, each, scene.day)}
                theirs = {each.actor_id for each in PEOPLE if each.agency_id == recipient.agency_id}
                assert able & theirs


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_what_is_marked_h2_is_passed_on_with_the_consent_of_its_originator_alone(story: Story) -> None:
    for scene in scenes(*story):
        for event in new(scene, events.ItemSharedOnward):
            markings = works_under(scene.before, event.by_agency_id)
            is_h2 = any("H2" in marking.handling for marking in markings)
            is_close = any(marking.tlp in ("RED", "AMBER_STRICT") for marking in markings)
            ends = (event.by_agency_id, event.recipient.agency_id)
            stands = ends == ("BE-SPOC", "IT-SPOC") and scene.day < STANDING_UNTIL and not is_close
            assert agreed_to(scene.before, event, scene.day) or (stands if is_h2 else not is_close or stands)


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_what_is_marked_h1_is_used_in_proceedings_with_the_consent_of_its_originator_alone(
    story: Story,
) -> None:
    for scene in scenes(*story):
        for event in new(scene, events.ItemUsedInProceedings):
            markings = works_under(scene.before, event.agency_id)
            is_free = event.agency_id == ORIGINATOR or not any("H1" in marking.handling for marking in markings)
            assert is_free or consented_use(scene.before, event)


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_what_was_asked_to_be_confirmed_stays_listed_until_it_is_confirmed(story: Story) -> None:
    for scene in scenes(*story):
        for event in new(scene, events.RestrictionImposed):
            asked = set() if event.own_use_only else set(receivers(scene.before))
            assert set(event.to_confirm) == asked
        restrictions, recalls = scene.state.restrictions, scene.state.recalls
        assert {key: set(each.unconfirmed) for key, each in restrictions.items()} == owed(scene.story)
        assert {key: set(each.unconfirmed) for key, each in recalls.items()} == owed_back(scene.story)


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_dates_of_retention_change_by_a_review_alone_and_the_originator_never(story: Story) -> None:
    dates = None
    for scene in scenes(*story):
        extended = [(event.review_on, event.erase_on) for event in new(scene, events.RetentionExtended)]
        dates = extended[0] if extended else dates or (scene.state.review_on, scene.state.erase_on)
        assert (scene.state.review_on, scene.state.erase_on) == dates
        assert scene.state.originator_agency_id == ORIGINATOR


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_nothing_is_erased_while_a_hold_or_an_open_question_forbids_it(story: Story) -> None:
    held, asked = set(), set()
    for scene in scenes(*story):
        for event in scene.new:
            match event:
                case events.LegalHoldPlaced():
                    held.add(event.hold_id)
                case events.LegalHoldLifted():
                    held.remove(event.hold_id)
                case events.OnwardSharingRequested() | events.JudicialUseRequested():
                    asked.add(event.consent_id)
                case events.OnwardSharingAuthorised() | events.OnwardSharingRefused():
                    asked.remove(event.consent_id)
                case events.JudicialUseAuthorised() | events.JudicialUseRefused():
                    asked.remove(event.consent_id)
                case events.ContentErased():
                    assert not held
                    assert not asked


@settings(max_examples=60, deadline=None)
@for_all(story=STORIES)
def test_once_it_is_shared_no_condition_is_added_without_asking_for_a_confirmation(story: Story) -> None:
    for scene in scenes(*story):
        for event in new(scene, events.HandlingConditionsSet):
            own = works_under(scene.before, "")[0]
            if not receivers(scene.before):
                continue
            assert set(event.marking.compartments) <= set(own.compartments)
            assert set(event.marking.handling) - {"H0"} <= set(own.handling)
            assert event.marking.classification in (None, own.classification) or own.classification == "SECRET"
            assert event.marking.tlp != "RED" or own.tlp == "RED"


@settings(max_examples=100, deadline=None)
@for_all(happened=st.lists(any_of(ItemEvent.__args__, {"marking": MARKINGS}), max_size=30))
def test_any_events_in_any_order_make_an_item(happened: list[Any]) -> None:
    item = given(ITEM, *happened).state
    assert item.version == len(happened)
    assert item.need_of("BE-SPOC").owner_agency_id == item.originator_agency_id
