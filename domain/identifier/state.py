"""A drawer of the card index: all registrations under one key and of one kind whose digests begin alike.

It must not know who may act, nor what is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import singledispatch
from uuid import UUID, uuid5

from domain.aggregate import Actor
from domain.event import Recorded
from domain.identifier import events
from domain.identifier.vocabulary import UNCONDITIONAL, HitStanding, RecordedDigest, RegistrationConditions
from domain.need_to_know import Need

__all__ = [
    "Drawer", "Hit", "OwnSide", "Registration", "evolve", "found_hit", "hit_between", "registration_of", "side_of",
]  # fmt: skip

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What an agency registered for one case. digest: ERASED once it ended; valid_until: the first day without it."""

    registration_id: UUID
    agency_id: str
    digest: RecordedDigest
    investigation_id: UUID | None
    request_id: UUID | None
    crime_area: str
    valid_until: date
    conditions: RegistrationConditions = UNCONDITIONAL
    has_ended: bool = False

    @property
    def case_id(self) -> UUID:
        """The investigation, or the request that precedes any."""
        return self.investigation_id or self.request_id or NOBODY

    @property
    def need(self) -> Need:
        """What it needs of its readers: to be of its own agency, and what the conditions say."""
        return Need(
            agencies=frozenset({self.agency_id}),
            members=frozenset(self.conditions.persons) or None,
            classification=self.conditions.classification,
            compartments=frozenset(self.conditions.compartments),
        )

    def stands_on(self, day: date) -> bool:
        """True while it meets others."""
        return not self.has_ended and day < self.valid_until

    def is_of(self, agency_id: str, case_id: UUID) -> bool:
        """True where it was registered by this agency for this case."""
        return (self.agency_id, self.case_id) == (agency_id, case_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Two registrations of one digest. disclosed: those whose other side may know; standings: of those that acted."""

    hit_id: UUID
    sides: tuple[UUID, UUID]
    disclosed: frozenset[UUID] = frozenset()
    standings: Mapping[UUID, HitStanding] = field(default_factory=dict)

    def other(self, registration_id: UUID) -> UUID:
        """The registration on the other side."""
        one, two = self.sides
        return two if registration_id == one else one

    def standing(self, registration_id: UUID) -> HitStanding:
        """Where it stands for a side."""
        return self.standings.get(registration_id, HitStanding.NEW)

    def after(self, event: object) -> "Hit":
        """The hit after something that one of its sides did."""
        match event:
            case events.HitAcknowledged(registration_id=side):
                return self._stands(side, HitStanding.ACKNOWLEDGED)
            case events.HitDismissed(registration_id=side):
                return self._stands(side, HitStanding.DISMISSED)
            case events.HitDisclosed(registration_id=side):
                return replace(self, disclosed=self.disclosed | {side})
        return self

    def _stands(self, side: UUID, standing: HitStanding) -> "Hit":
        return replace(self, standings={**self.standings, side: standing})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSide:
    """A hit as one side knows it. other_agency_id: None until the other side is disclosed."""

    registration: Registration
    other_agency_id: str | None
    standing: HitStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """A drawer; an empty one has no registration. acts: how many events each agency brought, by its code."""

    registrations: Mapping[UUID, Registration] = field(default_factory=dict)
    hits: Mapping[UUID, Hit] = field(default_factory=dict)
    acts: Mapping[str, int] = field(default_factory=dict)

    def alike(self, digest: str, day: date) -> Iterator[Registration]:
        """This will find what stands on a day with the same digest, in the order of registration."""
        return (each for each in self.registrations.values() if each.digest == digest and each.stands_on(day))

    def side(self, hit_id: UUID, registration_id: UUID) -> OwnSide | None:
        """This will tell what a side knows of a hit; None where there is no such side, or it is not told."""
        hit = self.hits.get(hit_id)
        if hit is None or registration_id not in hit.sides:
            return None
        return side_of(hit, self.registrations[registration_id], self.registrations[hit.other(registration_id)])

    def version_for(self, actor: Actor, version: int) -> int:
        """This will count the events of the actor's agency alone, for others' tell of others' digests."""
        return self.acts.get(actor.agency_id, 0) if actor.agency_id else version


def side_of(hit: Hit, own: Registration, other: Registration) -> OwnSide | None:
    """This will tell what a side knows of a hit; None where it is not told.

    It is told where the other side is disclosed, or where it is discreet itself: then its owner decides first.
    """
    names_other = other.registration_id in hit.disclosed
    if not names_other and not own.conditions.are_discreet:
        return None
    return OwnSide(
        registration=own,
        other_agency_id=other.agency_id if names_other else None,
        standing=hit.standing(own.registration_id),
    )


def found_hit(hit_id: UUID, earlier: Registration, later: Registration) -> Hit:
    """This will begin a hit; what is not discreet is disclosed from the start."""
    are_open = (each.registration_id for each in (earlier, later) if not each.conditions.are_discreet)
    return Hit(hit_id=hit_id, sides=(earlier.registration_id, later.registration_id), disclosed=frozenset(are_open))


def registration_of(event: events.IdentifierRegistered) -> Registration:
    """This will tell what was registered."""
    return Registration(
        registration_id=event.registration_id,
        agency_id=event.agency_id,
        digest=event.digest,
        investigation_id=event.investigation_id,
        request_id=event.request_id,
        crime_area=event.crime_area,
        valid_until=event.valid_until,
        conditions=event.conditions,
    )


def hit_between(one: UUID, other: UUID) -> UUID:
    """This will name the hit of two registrations, whichever came first."""
    first, second = sorted((one, other))
    return uuid5(first, str(second))


def evolve(state: Drawer, recorded: Recorded) -> Drawer:
    """This will take an event into the state."""
    agency_id = recorded.envelope.acting_agency_id
    if agency_id is None:
        return _apply(recorded.event, state)
    acts = {**state.acts, agency_id: state.acts.get(agency_id, 0) + 1}
    return _apply(recorded.event, replace(state, acts=acts))


@singledispatch
def _apply(_event: object, state: Drawer) -> Drawer:
    return state


@_apply.register
def _registered(event: events.IdentifierRegistered, state: Drawer) -> Drawer:
    own, before = registration_of(event), state.registrations
    found = {
        each.hit_id: found_hit(each.hit_id, before[each.registration_id], own)
        for each in event.hits
        if each.registration_id in before
    }
    registrations = {**before, own.registration_id: own}
    return replace(state, registrations=registrations, hits={**state.hits, **found})


@_apply.register
def _ended(event: events.RegistrationEnded, state: Drawer) -> Drawer:
    """The digests of all that go on are told anew: those of the events before were erased with this one."""
    kept = {each.registration_id: each.digest for each in event.kept}
    registrations = {
        key: replace(each, digest=kept.get(key, ""), has_ended=each.has_ended or key == event.registration_id)
        for key, each in state.registrations.items()
    }
    return replace(state, registrations=registrations)


@_apply.register
def _acted(event: events.HitAcknowledged | events.HitDisclosed | events.HitDismissed, state: Drawer) -> Drawer:
    hit = state.hits.get(event.hit_id)
    return state if hit is None else replace(state, hits={**state.hits, hit.hit_id: hit.after(event)})
