"""The same history under other limits, and what differs between two moments, on any history."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks import AgreedTerm, Counting, MomentKind
from domain.refusal import InvalidInput
from domain.request import Request
from domain.vocabulary import Obligation
from projections.as_of import AsOf
from projections.replaying.past import Past
from projections.replaying.snapshot import Fate, Key, ThingKind, changes, of_all
from projections.replaying.what_if import Verdict, compared, other_limits, requests_of, totals
from tests.support.histories import history
from tests.support.replays import unread

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SEEDS = st.integers(0, 10_000)


def _requests(seed: int) -> dict[UUID, Request]:
    return requests_of(history(seed, cases=2, requests=4))


def _profile(request: Request) -> str | None:
    """The profile by which a request was counted all the way; None where none was, or it changed."""
    codes = [each.profile for each in request.clock.moments if each.kind is MomentKind.SENT]
    is_changed = any(each.kind is MomentKind.PROFILE_CHANGED for each in request.clock.moments)
    return codes[0] if codes and not is_changed else None


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_under_its_own_profile_a_request_has_the_limits_that_it_had(seed: int) -> None:
    own = [(each, code) for each, request in _requests(seed).items() if (code := _profile(request))]

    found = [line for each, code in own for line in compared({each: _requests(seed)[each]}, other_limits(code), NOW)]

    assert [line for line in found if line.actual and line.hypothetical is None] == []
    assert [
        line for line in found if line.actual and line.hypothetical and line.actual.due_utc != line.hypothetical.due_utc
    ] == []


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_every_limit_comes_to_one_verdict(seed: int) -> None:
    found = compared(_requests(seed), other_limits("EU_2023_977_URGENT_DIRECT"), NOW)

    actual = [each.actual for each in found if each.actual]
    assert sum(totals(actual).values()) == len(actual)


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_shorter_agreed_limits_make_nothing_timely_that_was_late(seed: int) -> None:
    requests = _requests(seed)
    days = [AgreedTerm(Obligation.PROVIDE, timedelta(days=number), Counting.CALENDAR_DAY_END) for number in (30, 1)]

    long, short = (compared(requests, other_limits("TASK_FORCE_AGREEMENT", (term,)), NOW) for term in days)

    worse = [each.hypothetical.verdict for each in short if each.hypothetical]
    better = [each.hypothetical.verdict for each in long if each.hypothetical]
    assert [
        (one, other)
        for one, other in zip(worse, better, strict=True)
        if one is Verdict.ON_TIME and other is not Verdict.ON_TIME
    ] == []


def test_a_profile_that_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        other_limits("NO_SUCH")

    assert "EU_EIO" in refused.value.accepted


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, part=st.floats(0, 1))
def test_a_difference_leads_from_one_moment_to_the_other(seed: int, part: float) -> None:
    told = history(seed, cases=1, requests=3)
    case = next(each.envelope.case_id for each in told if each.event.TOPIC == "investigation.InvestigationOpened")
    assert case is not None
    of_case = unread(each for each in told if each.envelope.case_id == case)
    middle = AsOf(position=of_case[int(part * (len(of_case) - 1))].position)
    before = of_all(Past(case, middle, of_case), NOW)
    after = of_all(Past(case, AsOf(recorded_at=NOW), of_case), NOW)

    found = changes(before, after)

    applied = {key: dict(values) for key, values in before.items()}
    for each in found:
        applied.setdefault(each.key, {}).update({value.name: value.after for value in each.values})
    gone = {each.key for each in found if each.fate is Fate.GONE}
    assert gone == before.keys() - after.keys()
    assert {key: _told(values) for key, values in applied.items() if key not in gone} == {
        key: _told(values) for key, values in after.items()
    }


def _told(values: object) -> dict[str, object]:
    assert isinstance(values, dict)
    return {name: value for name, value in values.items() if value is not None}


def test_what_comes_to_its_end_is_told_to_have_ended_once() -> None:
    key = Key(ThingKind.REQUEST, "r")
    was, now = {key: {"state": "ANSWERED"}}, {key: {"state": "CLOSED"}}

    assert [each.fate for each in changes(was, now)] == [Fate.ENDED]
    assert changes(now, now) == ()
    assert [each.fate for each in changes(now, {key: {"state": "IN_EXECUTION"}})] == [Fate.CHANGED]
    assert [each.fate for each in changes({}, was)] == [Fate.ADDED]
