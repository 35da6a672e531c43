"""Whatever anybody asks in whatever order: nothing but refusals, and the invariants hold."""

from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, given, settings

from domain.clocks import Clock, ClockFacts, ClockState, MomentKind, Walk, clocks
from domain.erasure import without_texts
from domain.event import Event
from domain.request import Request, events
from domain.request.transitions import FINISHED
from domain.vocabulary import Scope
from tests.support.random_requests import courses

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
"""Sixty courses take half a second."""

OF_THE_REQUESTED_SIDE = (
    events.RequestReceived, events.RequestAcknowledged, events.RequestAccepted, events.RequestRefused,
    events.InterimReplyProvided, events.FinalReplyProvided,
)  # fmt: skip


@FEW
@given(courses())
def test_whatever_is_asked_in_whatever_order_the_invariants_hold(states: tuple[Request, ...]) -> None:
    last, finished = states[-1], [state for state in states if state.state in FINISHED]
    asked = [state.content for state in states if state.is_sent]
    assert set(asked) <= {*asked[:1], *map(without_texts, asked[:1])}
    assert not any(before.legal_holds for before, after in pairwise(states) if after.erased_up_to > before.erased_up_to)
    assert "FR-SPOC" not in _agencies_behind(last, OF_THE_REQUESTED_SIDE)
    assert set(_standing_breaches(last).values()) <= {0, 1}
    assert not any(each.awaiting_clarification or each.is_postponed for each in finished)
    assert last.redirections == len(_happened(last, events.RequestRedirected))
    assert last.cycle == 1 + len(_happened(last, events.RequestReopened))
    assert all(_is_grounded(each) for each in _happened(last, events.RequestRefused))
    assert all(_is_consistent(clock) for clock in clocks(last.clock))


@FEW
@given(courses())
def test_clocks_that_are_followed_step_by_step_are_those_counted_at_once(states: tuple[Request, ...]) -> None:
    walk = Walk(ClockFacts())
    followed = [_followed(walk, state) for state in states]
    assert followed == [tuple(each for each in clocks(state.clock) if each.cycle == state.cycle) for state in states]


def _followed(walk: Walk, state: Request) -> tuple[Clock, ...]:
    walk.follow(state.clock)
    return walk.clocks()


def _happened(request: Request, *kinds: type) -> list[Event]:
    return [each.event for each in request.history if isinstance(each.event, kinds)]


def _agencies_behind(request: Request, kinds: tuple[type, ...]) -> set[str | None]:
    return {each.envelope.acting_agency_id for each in request.history if isinstance(each.event, kinds)}


def _standing_breaches(request: Request) -> Counter[tuple[str, int]]:
    counted: Counter[tuple[str, int]] = Counter()
    for moment in request.clock.moments:
        sign = {MomentKind.BREACHED: 1, MomentKind.ANNULLED: -1}.get(moment.kind, 0)
        counted[str(moment.obligation), moment.cycle] += sign
    return counted


def _is_grounded(refusal: Event) -> bool:
    assert isinstance(refusal, events.RequestRefused)
    return bool(refusal.grounds) and (refusal.scope is Scope.FULL or refusal.accepted_part is not None)


def _is_consistent(clock: Clock) -> bool:
    if clock.effective_due_utc is None or clock.base_due_utc is None:
        return clock.state in (ClockState.NOT_STARTED, ClockState.CANCELLED) or clock.is_breach_recorded
    in_time = clock.met_utc is not None and clock.met_utc <= clock.effective_due_utc
    is_met_rightly = in_time if clock.state is ClockState.MET else True
    return clock.base_due_utc <= clock.effective_due_utc and is_met_rightly
