"""The same history under another routing rule, on histories made for it and on any."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.agency.events import UnitRetired
from domain.event import ActorKind, Envelope, Event, Recorded
from domain.request import events
from domain.request.events import RequestContent
from domain.routing import Criterion
from domain.routing_rule import STANDING_RULE, Preference, RoutingRule
from domain.vocabulary import Instrument, Urgency
from projections.replaying.other_routing import Routed, agencies_of, assignments, routed, routing_totals
from tests.support.agencies import agency, unit
from tests.support.histories import AGENCIES, history

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
REQUEST = UUID("6f1c2f0e-3c43-4d5c-9a53-5a1f9c1f7c11")
CONTENT = RequestContent(instrument=Instrument.EU_EIO, urgency=Urgency.ROUTINE, crime_area="CYBERCRIME", language="en")
DRAFTED = events.RequestDrafted(
    request_id=REQUEST, investigation_id=None, requesting_agency_id="FR", requesting_unit_id=None,
    requested_agency_id="DE", content=CONTENT,
)  # fmt: skip
WIDE = unit("DE", "DE/WIDE", "CYBERCRIME_AND_DIGITAL_EVIDENCE", "FR")
NARROW = unit("DE", "DE/NARROW", "CYBERCRIME", "WORLD")
BY_REGION = RoutingRule(order=(Preference.REGION,))


def told(stream: UUID, *found: Event, behind: int = 0) -> list[Recorded]:
    return [
        Recorded(event, _envelope(stream, version, behind), behind + version) for version, event in enumerate(found, 1)
    ]


def _envelope(stream: UUID, version: int, behind: int) -> Envelope:
    at = BEGIN + timedelta(minutes=behind + version)
    return Envelope(
        event_id=uuid4(), aggregate_id=stream, aggregate_version=version, case_id=REQUEST, recorded_at=at,
        occurred_at=at, actor_id="a", actor_kind=ActorKind.PERSON, acting_agency_id="DE", command_id=uuid4(),
        schema_version=1,
    )  # fmt: skip


def compared(*course: Event, directory: tuple[Event, ...] = (), rule: RoutingRule = STANDING_RULE) -> list[Routed]:
    """A course of a request that begins at position 101, behind the directory."""
    units = directory or (agency("DE", "DE"), *WIDE, *NARROW)
    streams = {"DE": told(uuid4(), *units), "FR": told(uuid4(), agency("FR", "FR"))}
    return list(routed(assignments(told(REQUEST, DRAFTED, *course, behind=100)), streams, rule))


def assigned(unit_id: str) -> events.UnitAssigned:
    return events.UnitAssigned(request_id=REQUEST, unit_id=unit_id)


def reassigned(unit_id: str, *, lacked_competence: bool = True) -> events.UnitReassigned:
    return events.UnitReassigned(
        request_id=REQUEST, from_unit_id="DE/WIDE", unit_id=unit_id, reason="r", lacked_competence=lacked_competence
    )


def test_an_assignment_that_the_rule_would_have_made_agrees() -> None:
    (found,) = compared(assigned("DE/NARROW"))

    assert (found.agrees, found.rank, found.first and found.first.unit_id) == (True, 1, "DE/NARROW")
    assert found.first is not None
    assert "competent for CYBERCRIME itself" in found.first.reasons


def test_another_rule_would_have_proposed_another_unit_first() -> None:
    (found,) = compared(assigned("DE/NARROW"), rule=BY_REGION)

    assert (found.agrees, found.rank, found.first and found.first.unit_id) == (False, 2, "DE/WIDE")


def test_a_unit_that_is_not_competent_has_no_rank() -> None:
    (found,) = compared(assigned("DE/OTHER"))

    assert (found.agrees, found.rank) == (False, None)


def test_a_misrouted_request_is_set_right_where_the_rule_proposes_the_unit_in_which_it_ended() -> None:
    course = (assigned("DE/WIDE"), reassigned("DE/NARROW"))

    (standing,), (other,) = compared(*course), compared(*course, rule=BY_REGION)

    assert (standing.assignment.is_misrouted, standing.is_set_right) == (True, True)
    assert (other.assignment.is_misrouted, other.is_set_right) == (True, False)


def test_a_unit_that_was_replaced_for_another_reason_was_not_the_wrong_one() -> None:
    (found,) = compared(assigned("DE/WIDE"), reassigned("DE/NARROW", lacked_competence=False))

    assert (found.assignment.last_unit_id, found.assignment.is_misrouted, found.is_set_right) == (
        "DE/NARROW", False, False,
    )  # fmt: skip


def test_a_request_that_its_unit_gave_back_is_misrouted_and_not_yet_right() -> None:
    back = events.UnitAssignmentDeclined(request_id=REQUEST, unit_id="DE/WIDE", reason="r")

    (given_back,), (taken_up,) = (
        compared(assigned("DE/WIDE"), back),
        compared(assigned("DE/WIDE"), back, assigned("DE/NARROW")),
    )

    assert (given_back.assignment.is_misrouted, given_back.is_set_right) == (True, False)
    assert (taken_up.assignment.unit_id, taken_up.is_set_right) == ("DE/WIDE", True)


def test_the_directory_is_as_it_stood_just_before_the_assignment() -> None:
    retired = UnitRetired(agency_id="DE", unit_id="DE/NARROW", valid_to=date(2026, 1, 1), reason="r")
    before = (agency("DE", "DE"), *NARROW, *(agency("DE", "DE"),) * 97, retired)
    after = (agency("DE", "DE"), *NARROW, *(agency("DE", "DE"),) * 99, retired)

    (known_then,) = compared(assigned("DE/NARROW"), directory=before)
    (known_since,) = compared(assigned("DE/NARROW"), directory=after)

    assert (known_then.first, known_then.proposal.failed) == (None, Criterion.IN_SERVICE)
    assert known_since.agrees


def test_a_request_whose_crime_area_is_not_in_use_has_no_competent_unit() -> None:
    unknown = replace(DRAFTED, content=replace(CONTENT, crime_area=""))
    streams = {"DE": told(uuid4(), agency("DE", "DE"), *NARROW), "FR": told(uuid4(), agency("FR", "FR"))}

    (found,) = routed(assignments(told(REQUEST, unknown, assigned("DE/NARROW"), behind=100)), streams, STANDING_RULE)

    assert (found.first, found.proposal.explanation) == (None, "'' is no crime area in use")


def test_an_agency_without_a_country_asks_for_any_region() -> None:
    streams = {"DE": told(uuid4(), agency("DE", "DE"), *NARROW), "FR": told(uuid4(), agency("FR"))}

    (found,) = routed(assignments(told(REQUEST, DRAFTED, assigned("DE/NARROW"), behind=100)), streams, STANDING_RULE)

    assert found.agrees


@settings(max_examples=15, deadline=None)
@for_all(seed=st.integers(0, 10_000), order=st.lists(st.sampled_from(Preference), unique=True))
def test_every_assignment_is_held_against_the_rule_once(seed: int, order: list[Preference]) -> None:
    log = history(seed, cases=2, requests=3)
    directory = {
        code: [
            each for each in log if getattr(each.event, "agency_id", None) == code and each.event.TOPIC[:7] == "agency."
        ]
        for code in AGENCIES
    }
    found = assignments(log)

    counted = routing_totals(routed(found, directory, RoutingRule(order=tuple(order))))

    firsts = {each.envelope.aggregate_id for each in log if type(each.event) is events.UnitAssigned}
    assert {each.request_id for each in found} == firsts
    assert agencies_of(found) <= set(AGENCIES)
    assert counted.assignments == len(found)
    assert counted.agreeing + counted.without_competent_unit <= counted.assignments
    assert counted.set_right <= counted.misrouted
