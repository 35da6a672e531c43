"""Which unit should get a request under another rule than the standing one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.refusal import InvalidInput
from domain.routing import Criterion, Wanted, propose
from domain.routing_rule import STANDING_RULE, Preference, RoutingRule
from tests.specs.routing.test_proposals import always_open, having, speaking, units
from tests.support.agencies import unit

WANTED = Wanted(crime_area="CYBERCRIME", region="FR", language="en", on=date(2026, 3, 2))
URGENT = replace(WANTED, is_urgent=True)

NEAR = having("AA", *unit("AA", "AA/NEAR", "CYBERCRIME_AND_DIGITAL_EVIDENCE", "FR"))
EXACT = having("BB", *unit("BB", "BB/EXACT", "CYBERCRIME", "WORLD"))
AWAKE = having("CC", *unit("CC", "CC/AWAKE", "CYBERCRIME", "150"), always_open("CC"))
FRENCH = speaking("DD", "fr")
DRUGS = replace(unit("EE", "EE/GENERAL", "DRUGS")[1], competence_id="D")  # type: ignore[type-var]  # it is a dataclass
GENERAL = having("EE", *unit("EE", "EE/GENERAL", "CYBERCRIME", "FR"), DRUGS)


def test_what_comes_first_in_the_order_weighs_most() -> None:
    by_region = RoutingRule(order=(Preference.REGION, Preference.CRIME_AREA))

    assert units(propose([NEAR, EXACT], WANTED)) == ["BB/EXACT", "AA/NEAR"]
    assert units(propose([NEAR, EXACT], WANTED, by_region)) == ["AA/NEAR", "BB/EXACT"]


def test_what_is_left_out_of_the_order_does_not_count() -> None:
    assert units(propose([EXACT, NEAR], WANTED, RoutingRule(order=()))) == ["AA/NEAR", "BB/EXACT"]
    assert units(propose([EXACT, AWAKE], URGENT, RoutingRule(order=()))) == ["BB/EXACT", "CC/AWAKE"]


def test_who_does_not_work_in_the_language_is_proposed_where_it_is_not_needed() -> None:
    lenient = replace(STANDING_RULE, language_is_needed=False)

    refused, allowed = propose([FRENCH], WANTED), propose([FRENCH], WANTED, lenient)

    assert (refused.units, refused.failed) == ((), Criterion.LANGUAGE)
    assert units(allowed) == ["DD/CYBER"]
    assert "en is not among its languages" in allowed.units[0].reasons


def test_who_works_in_the_language_comes_before_who_does_not() -> None:
    lenient = RoutingRule(order=(Preference.LANGUAGE,), language_is_needed=False)

    proposal = propose([FRENCH, speaking("EE", "fr", "de", "en")], WANTED, lenient)

    assert units(proposal) == ["EE/CYBER", "DD/CYBER"]


def test_what_is_urgent_goes_only_to_who_is_reached_day_and_night_where_that_is_needed() -> None:
    strict = replace(STANDING_RULE, day_and_night_is_needed=True)

    refused = propose([EXACT], URGENT, strict)

    assert (refused.units, refused.failed) == ((), Criterion.DAY_AND_NIGHT)
    assert refused.explanation is not None
    assert "BB/EXACT" in refused.explanation
    assert units(propose([EXACT, AWAKE], URGENT, strict)) == ["CC/AWAKE"]
    assert units(propose([EXACT], WANTED, strict)) == ["BB/EXACT"]


def test_who_is_competent_for_less_comes_first_where_the_specialised_are_preferred() -> None:
    specialised = RoutingRule(order=(Preference.SPECIALISED, Preference.REGION))

    proposal = propose([GENERAL, EXACT], WANTED, specialised)

    assert units(propose([GENERAL, EXACT], WANTED)) == ["EE/GENERAL", "BB/EXACT"]
    assert units(proposal) == ["BB/EXACT", "EE/GENERAL"]
    assert "crime areas that it is competent for: 1" in proposal.units[0].reasons


def test_a_rule_that_names_a_preference_twice_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        RoutingRule(order=(Preference.REGION, Preference.REGION))

    assert (refused.value.field, "REGION" in refused.value.rule) == ("order", True)
    assert RoutingRule(order=(Preference.REGION,)).order == (Preference.REGION,)


@settings(max_examples=30, deadline=None)
@for_all(
    order=st.lists(st.sampled_from(Preference), unique=True),
    is_urgent=st.booleans(),
    asked=st.permutations([NEAR, EXACT, AWAKE, GENERAL]),
)
def test_a_rule_that_needs_what_the_standing_one_does_proposes_the_same_units(
    order: list[Preference], *, is_urgent: bool, asked: list[object]
) -> None:
    wanted = replace(WANTED, is_urgent=is_urgent)

    proposal = propose(asked, wanted, RoutingRule(order=tuple(order)))  # type: ignore[arg-type]  # they are agencies

    assert sorted(units(proposal)) == sorted(units(propose(asked, wanted)))  # type: ignore[arg-type]
    assert [each.rank for each in proposal.units] == list(range(1, len(proposal.units) + 1))
