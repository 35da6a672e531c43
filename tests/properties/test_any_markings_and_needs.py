"""The strictest of markings and of needs: in whatever order and how often they meet, and nobody gains by it."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.marking import UNMARKED, Marking, Pap, is_stricter, strictest
from domain.need_to_know import Need, Reader, denial
from domain.need_to_know import strictest as strictest_need
from domain.vocabulary import Classification, Handling, Tlp

COMPARTMENTS = st.frozensets(st.sampled_from(["ALPHA", "BETA", "GAMMA"]))
AGENCIES = st.sampled_from(["AA", "BB", "CC"])
PEOPLE = st.sampled_from(["ada", "ben", "cleo"])
LEVELS = st.none() | st.sampled_from(Classification)

MARKINGS = st.builds(
    Marking,
    tlp=st.none() | st.sampled_from(Tlp),
    handling=st.lists(st.sampled_from(Handling), max_size=4).map(tuple),
    handling_text=st.sampled_from([None, "Not to be named.", "Not to leave the unit."]),
    pap=st.none() | st.sampled_from(Pap),
    classification=LEVELS,
    compartments=COMPARTMENTS.map(tuple),
)
NEEDS = st.builds(
    Need,
    owner_agency_id=st.none() | st.just("AA"),
    agencies=st.none() | st.frozensets(AGENCIES),
    members=st.none() | st.frozensets(PEOPLE),
    classification=LEVELS,
    compartments=COMPARTMENTS,
)
READERS = st.builds(
    Reader,
    member_id=PEOPLE,
    agency_id=AGENCIES,
    is_member=st.booleans(),
    clearance=LEVELS,
    compartments=COMPARTMENTS,
)


def wordless(marking: Marking) -> tuple[object, ...]:
    """All but the words of H3, which stand one after the other as they were told."""
    return marking.tlp, marking.handling, marking.pap, marking.classification, marking.compartments


@for_all(one=MARKINGS, other=MARKINGS)
def test_in_which_order_markings_meet_makes_no_difference(one: Marking, other: Marking) -> None:
    assert wordless(strictest(one, other)) == wordless(strictest(other, one))


@for_all(one=MARKINGS, other=MARKINGS, third=MARKINGS)
def test_which_of_three_markings_meet_first_makes_no_difference(one: Marking, other: Marking, third: Marking) -> None:
    assert wordless(strictest(strictest(one, other), third)) == wordless(strictest(one, strictest(other, third)))


@for_all(marking=MARKINGS)
def test_a_marking_that_meets_itself_or_none_stays_what_it_is(marking: Marking) -> None:
    normal = strictest(marking)
    assert strictest(normal, normal) == normal
    assert strictest(UNMARKED, normal) == normal


@for_all(one=MARKINGS, other=MARKINGS)
def test_where_markings_meet_no_condition_of_either_is_lost(one: Marking, other: Marking) -> None:
    joined = strictest(one, other)
    assert not is_stricter(one, joined)
    assert not is_stricter(other, joined)


@for_all(one=MARKINGS, other=MARKINGS, third=MARKINGS)
def test_a_stricter_marking_stays_stricter_whatever_both_meet(one: Marking, other: Marking, third: Marking) -> None:
    looser, stricter = one, strictest(one, other)
    assert not is_stricter(strictest(looser, third), strictest(stricter, third))


@for_all(one=MARKINGS, other=MARKINGS)
def test_a_marking_is_stricter_exactly_where_the_join_is_another(one: Marking, other: Marking) -> None:
    without_h0 = [[code for code in each.handling if code is not Handling.H0] for each in (one, strictest(one, other))]
    adds_code = set(without_h0[0]) != set(without_h0[1])
    before, after = strictest(one), strictest(one, other)
    adds_else = (before.tlp, before.pap, before.classification, before.compartments) != (
        after.tlp,
        after.pap,
        after.classification,
        after.compartments,
    )
    assert is_stricter(other, one) == (adds_code or adds_else)


@for_all(reader=READERS, then=NEEDS, now=NEEDS)
def test_who_is_denied_by_one_need_is_denied_by_the_strictest_and_by_nothing_else(
    reader: Reader, then: Need, now: Need
) -> None:
    of_one_owner = Need(
        owner_agency_id=now.owner_agency_id,
        agencies=then.agencies,
        members=then.members,
        classification=then.classification,
        compartments=then.compartments,
    )
    by_either = denial(reader, of_one_owner) is not None or denial(reader, now) is not None
    assert (denial(reader, strictest_need(of_one_owner, now)) is not None) == by_either


@for_all(one=NEEDS, other=NEEDS, third=NEEDS)
def test_needs_meet_like_markings(one: Need, other: Need, third: Need) -> None:
    def join(first: Need, second: Need) -> tuple[object, ...]:
        joined = strictest_need(first, second)
        return joined.agencies, joined.members, joined.classification, joined.compartments

    assert join(one, other) == join(other, one)
    assert join(strictest_need(one, other), third) == join(one, strictest_need(other, third))
    assert strictest_need(one, one) == one


@for_all(reader=READERS, need=NEEDS, held=COMPARTMENTS)
def test_who_holds_more_sees_no_less(reader: Reader, need: Need, held: frozenset[str]) -> None:
    more = Reader(
        member_id=reader.member_id,
        agency_id=reader.agency_id,
        is_member=reader.is_member,
        clearance=Classification.TOP_SECRET,
        compartments=reader.compartments | held,
    )
    assert denial(reader, need) is not None or denial(more, need) is None


@for_all(reader=READERS, need=NEEDS)
def test_who_is_no_member_sees_nothing(reader: Reader, need: Need) -> None:
    assert reader.is_member or denial(reader, need) is not None
