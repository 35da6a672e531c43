"""A slow second opinion on who may see what, in the words of the field: it reads all that happened for each question.

It must not use the rule of need-to-know, nor a read model, nor the state of a room: it is held against all of them.
Words of the design: "active member of the investigation AND agency is partner AND all compartments held AND clearance
AND TLP rule AND no later restriction"; "the stricter of the marking then and the marking now"; invariants 14-24.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from domain.aggregate import Actor
from domain.event import Recorded
from domain.investigation import events as of_case
from domain.marking import HIGHEST, Marking
from domain.request import events as of_request
from domain.vocabulary import Classification
from tests.leaks import parts
from tests.leaks.making import CANARY
from tests.leaks.saying import said_to
from tests.support import item_oracle
from tests.support.item_oracle import Told

__all__ = ["Oracle", "Person", "kind_of"]

ROOMS = ("investigation", "request", "item", "followup", "review")
LASTING = ("investigation", "agency")  # who is a member, with what clearance, is asked of today also of a past
DRAFTS = (of_request.RequestDrafted, of_request.RequestDraftRevised)


@dataclass(frozen=True, order=True)
class Person:
    """Who asks, for whom, and up to where its token lets it be cleared."""

    member_id: str
    agency_id: str
    ceiling: Classification | None = HIGHEST

    @property
    def actor(self) -> Actor:
        """The same, as the rules know it."""
        return Actor(actor_id=self.member_id, agency_id=self.agency_id, ceiling=self.ceiling)


def kind_of(recorded: Recorded) -> str:
    """This will name the room of an event."""
    return recorded.event.TOPIC.partition(".")[0]


class Oracle:
    """All that happened, and a day."""

    def __init__(self, log: Sequence[Recorded], on: date) -> None:
        self.log, self.on = log, on
        self._seen: dict[tuple[Person, UUID], bool] = {}
        self._stories: dict[tuple[UUID, int | None], list[Told]] = {}
        self._then: dict[int, Oracle] = {}

    @cached_property
    def things(self) -> Mapping[UUID, str]:
        """Every thing there is: its kind."""
        return {each.envelope.aggregate_id: kind_of(each) for each in self.log if kind_of(each) in ROOMS}

    @cached_property
    def streams(self) -> Mapping[UUID, Sequence[Recorded]]:
        """What happened to each thing."""
        told: dict[UUID, list[Recorded]] = {}
        for each in self.log:
            told.setdefault(each.envelope.aggregate_id, []).append(each)
        return told

    @cached_property
    def agencies(self) -> frozenset[str]:
        """The codes of all agencies of the directory."""
        return frozenset(
            each.event.agency_id  # type: ignore[attr-defined]
            for each in self.log
            if each.event.TOPIC == "agency.AgencyRegistered"
        )

    def then(self, position: int) -> "Oracle":
        """This will know what was known at a position, of those who are members, for agencies as they are, today."""
        if position not in self._then:
            told = [each for each in self.log if each.position <= position or kind_of(each) in LASTING]
            self._then[position] = Oracle(told, self.on)
        return self._then[position]

    def of_kind(self, kind: str) -> list[UUID]:
        """This will name all things of a kind."""
        return [each for each, room in self.things.items() if room == kind]

    def seen(self, person: Person, kind: str) -> set[UUID]:
        """This will name all things of a kind that a person may see now."""
        return {each for each in self.of_kind(kind) if self.may_see(person, each)}

    def may_see(self, person: Person, thing: UUID) -> bool:
        """This will tell whether a person may see a thing now."""
        known = self._seen.get((person, thing))
        if known is None:
            known = self._seen[person, thing] = self._decide(person, thing)
        return known

    def _decide(self, person: Person, thing: UUID) -> bool:
        kind = self.things.get(thing)
        match kind:
            case "investigation":
                return self.is_member(person, thing)
            case "request":
                return self._may_see_request(person, thing)
            case "item":
                return item_oracle.may_read(self.story(thing), person.actor, self.on)
            case "followup":
                opened: Any = self.streams[thing][0].event
                source = opened.source_id if opened.source in ("REQUEST", "SHARED_ITEM") else None
                is_seen = (source is None or self.may_see(person, source)) and self._may_see_advice(person, opened)
                return self.is_member(person, opened.investigation_id) and is_seen
            case "review":
                return self.is_member(person, self.case_of(thing) or thing)
        return False

    def is_member(self, person: Person, case: UUID) -> bool:
        """This will tell whether a person is admitted, not revoked, for its agency, which did not leave."""
        return item_oracle._is_admitted(self.story(case), person.actor)

    def story(self, thing: UUID, up_to: int | None = None) -> list[Told]:
        """This will tell what happened to a thing and in its investigation, perhaps only up to a position."""
        known = self._stories.get((thing, up_to))
        if known is None:
            told = [
                *self.streams[thing],
                *(self.streams[case] if (case := self.case_of(thing)) not in (None, thing) else ()),
            ]
            told.sort(key=lambda each: each.position)
            known = self._stories[thing, up_to] = [
                Told(each.event, each.envelope.recorded_at.date())
                for each in told
                if up_to is None or each.position <= up_to
            ]
        return known

    def case_of(self, thing: UUID) -> UUID | None:
        """This will name the investigation of a thing; None for a request that precedes any."""
        found: UUID | None = getattr(self.streams[thing][0].event, "investigation_id", None)
        return found

    def holds(self, person: Person, case: UUID, marking: Marking) -> bool:
        """This will tell whether a member has the clearance today, and every compartment."""
        story = self.story(case)
        held = item_oracle._compartments(story, person.member_id)
        return set(marking.compartments) <= held and item_oracle._is_cleared(story, person.actor, marking, self.on)

    def knows_of(self, person: Person, case: UUID, compartment: str) -> bool:
        """This will tell whether a member holds a compartment, or is a leader or administrator, who grant it."""
        held = item_oracle._compartments(self.story(case), person.member_id)
        role: str | None = None
        for told in self.story(case):
            match told.event:
                case of_case.InvestigationOpened(first_member_id=person.member_id):
                    role = "ADMINISTRATOR"
                case of_case.MemberAdmitted(member_id=person.member_id, role=given):
                    role = given
        return compartment in held or role in ("LEADER", "ADMINISTRATOR")

    def asked(self, request: UUID) -> set[str]:
        """This will name the agencies that a request was sent or passed on to: none of a draft."""
        events: list[Any] = [each.event for each in self.streams[request]]
        sent = {each.requested_agency_id for each in events if isinstance(each, of_request.RequestSent)}
        return sent | {each.to_agency_id for each in events if isinstance(each, of_request.RequestRedirected)}

    def _may_see_request(self, person: Person, request: UUID) -> bool:
        contents = [each.event for each in self.streams[request] if hasattr(each.event, "content")]
        first: Any = contents[0]
        last: Any = contents[-1]
        is_own, asked = person.agency_id == first.requesting_agency_id, self.asked(request)
        case = first.investigation_id
        if case is None:
            return is_own or person.agency_id in asked
        marking = last.content.marking or Marking()
        is_for = is_own or (bool(asked) and (marking.tlp != "AMBER_STRICT" or person.agency_id in asked))
        return self.is_member(person, case) and is_for and self.holds(person, case, marking)

    def may_know(self, person: Person, told: Recorded) -> bool:
        """This will tell whether a person may know what an event said: of a thing it sees, as far as that is its own.

        A draft is for the agency that wrote it alone, for ever; what an originator and one holder said to each other,
        for the two; a standing authorisation for the three that it names.
        """
        event, thing = told.event, told.envelope.aggregate_id
        if kind_of(told) == "agency":
            return person.agency_id in self._named_by(told)
        if not self.may_see(person, thing):
            return False
        if kind_of(told) == "request":
            first: Any = self.streams[thing][0].event
            return not self._is_of_draft(told) or person.agency_id == first.requesting_agency_id
        if kind_of(told) == "investigation" and hasattr(event, "compartment"):
            return self.knows_of(person, thing, event.compartment)
        if kind_of(told) == "item":
            parties = self.parties(told)
            return parties is None or person.agency_id in parties | {self.originator(thing)}
        return kind_of(told) != "review" or self._may_see_part(person, told)

    def _may_see_part(self, person: Person, told: Recorded) -> bool:
        part = parts.first_of(told, self.streams[told.envelope.aggregate_id])
        if part is None or part.envelope.case_id is None:
            return True
        shown = [self.by_event[each] for each in parts.pins_of(part)]
        is_held = self.holds(person, part.envelope.case_id, parts.own_marking(part))
        return is_held and all(self.may_see_entry(person, each) for each in shown)

    def _may_see_advice(self, person: Person, opened: Any) -> bool:
        made = opened.review_id and parts.recommendation(self.streams[opened.review_id], opened.source_id)
        return not made or self._may_see_part(person, made)

    @cached_property
    def by_event(self) -> Mapping[object, Recorded]:
        """Every event by its id."""
        return {each.envelope.event_id: each for each in self.log}

    def may_see_entry(self, person: Person, told: Recorded) -> bool:
        """This will tell whether a person may see the entry of an event: by the marking now, and by that of then."""
        thing, case = told.envelope.aggregate_id, told.envelope.case_id
        if not self.may_know(person, told):
            return False
        if kind_of(told) == "item":
            return self._met_then(person, told)
        if kind_of(told) == "request" and case is not None and case != thing:
            so_far = [each.event for each in self.streams[thing] if each.position <= told.position]
            then: Any = [each for each in so_far if hasattr(each, "content")][-1]
            return self.holds(person, case, then.content.marking or Marking())
        return True

    def _met_then(self, person: Person, told: Recorded) -> bool:
        thing = told.envelope.aggregate_id
        case = self.case_of(thing)
        assert case is not None
        then = item_oracle.works_under(self.story(thing, told.position), "")
        is_held = all(self.holds(person, case, each) for each in then)
        is_red = any(each.tlp == "RED" for each in then)
        is_own = person.agency_id == self.originator(thing)
        return is_held and (not is_red or is_own or self._is_named_now(person, thing))

    def _is_named_now(self, person: Person, item: UUID) -> bool:
        """What was RED is for those whom the giving or a restriction names now; one giving to all names nobody."""
        story, agency = self.story(item), person.agency_id
        is_red = any(each.tlp == "RED" for each in item_oracle.works_under(story, agency))
        is_for_persons = all(item_oracle.receivers(story)[agency]) or is_red
        is_named = is_for_persons or item_oracle._is_named_by_restriction(story, person.actor)
        return is_named and item_oracle._is_meant(story, person.actor, is_red=is_for_persons)

    def originator(self, item: UUID) -> str:
        """This will name whose item it is."""
        registered: Any = self.streams[item][0].event
        return str(registered.originator_agency_id)

    def parties(self, told: Recorded) -> set[str] | None:
        """This will name who, besides the originator, an event of an item is for; None for all who see the item."""
        item = told.envelope.aggregate_id
        return said_to(told, self.streams[item]) - {self.originator(item)} or None

    def _is_of_draft(self, told: Recorded) -> bool:
        if isinstance(told.event, DRAFTS):
            return True
        sent = [each for each in self.streams[told.envelope.aggregate_id] if type(each.event) is of_request.RequestSent]
        return not sent or told.position < sent[0].position

    def _named_by(self, told: Recorded) -> set[str]:
        known_as = getattr(told.event, "authorisation_id", None)
        of: Any = next(each.event for each in self.log if getattr(each.event, "authorisation_id", None) == known_as)
        return {of.agency_id, of.from_agency_id, of.to_agency_id} if known_as else set()

    @cached_property
    def canaries(self) -> Mapping[str, Sequence[Recorded]]:
        """Where each canary was written down; of what was erased, where it had been is not known any more."""
        found: dict[str, list[Recorded]] = {}
        for each in self.log:
            for word in re.findall(CANARY, msgspec.json.encode(each.event).decode()):
                found.setdefault(word, []).append(each)
        return found

    def may_read(self, person: Person, word: str) -> bool:
        """This will tell whether a person may read a canary anywhere; one that no event holds any more, nobody may."""
        return any(self.may_know(person, each) for each in self.canaries.get(word, ()))

    def entries(self, person: Person, case: UUID) -> Iterator[Recorded]:
        """This will find the entries of a case that a person may see."""
        for each in self.log:
            if each.envelope.case_id == case and kind_of(each) in ROOMS and self.may_see_entry(person, each):
                yield each
