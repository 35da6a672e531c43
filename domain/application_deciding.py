"""Decides one command on the states of this moment, and puts its events into envelopes.

It must not know how states are loaded nor how events are appended.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from domain.aggregate import Act, Submission
from domain.application_rules import FactsLieNotInTheFuture, NothingBeginsTwice
from domain.application_states import Kept, States
from domain.catalogue import AnyDecision, Room
from domain.derived_id import derived_id
from domain.event import Audience, Envelope, Event, Recorded
from domain.occurred import Occurred
from domain.refusal import Conflict, NotFound

__all__ = ["Asked", "Decided", "Present", "decide"]

Place = tuple[UUID | None, Audience]
"""The case that a stream belongs to, and its marking."""

SKEW = timedelta(minutes=5)
"""How far the clocks of two agencies may differ; more is a false date."""


class Asked(Struct, frozen=True):
    """A submission with what was found out when it came in. key: of the register; digest: of what it says."""

    submission: Submission
    room: Room
    decision: AnyDecision
    stream_id: UUID
    key: tuple[str, UUID]
    digest: bytes


class Present(Struct, frozen=True):
    """The moment of a batch. occurred: the same moment, for what happens just now."""

    recorded_at: datetime
    occurred: Occurred


class Decided(NamedTuple):
    """What a command came to: its events, and the stream's state after them. told: the version for who acted."""

    events: Sequence[Recorded]
    version: int
    state: object
    told: int


class _Numbered(NamedTuple):
    """An event with its place among those of the command, in the stream, and in the log."""

    event: Event
    ordinal: int
    version: int
    position: int


def decide(asked: Asked, states: States, present: Present, position: int) -> Decided:
    """This will decide a command whose events follow `position`. Raises what refuses it; it changes no state."""
    submission, kept = asked.submission, states.get(asked.stream_id, asked.room)
    recorded_at, occurred = present.recorded_at, submission.occurred or present.occurred
    act = Act(actor=submission.actor, occurred=occurred, recorded_at=recorded_at, facts=states, position=position)
    _check_permission(asked, kept, act)
    known = asked.room.version_for(kept.state, act.actor, kept.version)
    if submission.expected_version not in (None, known):
        raise Conflict(expected=submission.expected_version, actual=known)
    if occurred.at is not None and occurred.at > recorded_at + SKEW:
        raise FactsLieNotInTheFuture(occurred_at=occurred.at, recorded_at=recorded_at)
    events = enumerate(asked.decision.decide(submission.command, kept.state, act), start=1)
    numbered = [_Numbered(event, ordinal, kept.version + ordinal, position + ordinal) for ordinal, event in events]
    return _recorded(asked, kept, act, numbered)


def _check_permission(asked: Asked, kept: Kept, act: Act) -> None:
    """An id that belongs to a thing of another kind is taken, and names nothing of this kind.

    Who may not begin anything does not learn whether an id is taken (invariant 24).
    """
    is_of_its_kind = kept.version > 0 and kept.room is asked.room
    if not is_of_its_kind and not (asked.decision.creates or asked.decision.joins):
        raise NotFound
    asked.decision.may(asked.submission.command, kept.state if is_of_its_kind else asked.room.initial, act)
    if kept.version > 0 and not (is_of_its_kind and not asked.decision.creates):
        raise NothingBeginsTwice


def _recorded(asked: Asked, kept: Kept, act: Act, events: Sequence[_Numbered]) -> Decided:
    """Envelopes name the case and the marking that the stream has after the events, which only its state then tells."""
    before = _place(asked.room, kept.state)
    made = [Recorded(each.event, _envelope(asked, act, each, before), each.position) for each in events]
    state = reduce(asked.room.evolve, made, kept.state)
    after = _place(asked.room, state)
    if after != before:
        made = [Recorded(each.event, _envelope(asked, act, each, after), each.position) for each in events]
        state = reduce(asked.room.evolve, made, kept.state)
    version = kept.version + len(made)
    return Decided(made, version, state, asked.room.version_for(state, act.actor, version))


def _place(room: Room, state: object) -> Place:
    return room.case_of(state), room.audience(state)


def _envelope(asked: Asked, act: Act, numbered: _Numbered, place: Place) -> Envelope:
    submission, actor, occurred = asked.submission, act.actor, act.occurred
    case_id, audience = place
    return Envelope(
        event_id=derived_id(submission.command_id, f"{asked.key[0]}:{numbered.ordinal}"),
        aggregate_id=asked.stream_id,
        aggregate_version=numbered.version,
        case_id=case_id,
        recorded_at=act.recorded_at,
        occurred_at=occurred.at,
        occurred_precision=occurred.precision,
        occurred_until=occurred.until,
        occurred_tz=occurred.tz,
        actor_id=actor.actor_id,
        actor_kind=actor.kind,
        acting_agency_id=actor.agency_id,
        acting_unit_id=actor.unit_id,
        channel=submission.channel,
        external_ref=submission.external_ref,
        correlation_id=submission.correlation_id or case_id or submission.command_id,
        causation_id=submission.causation_id,
        command_id=submission.command_id,
        audience=audience,
        schema_version=numbered.event.VERSION,
    )
