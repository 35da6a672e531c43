"""What each kind of event is on a timeline: its category, who it runs between, what is shown of it.

It must not know how entries are stored. A new event type appears by itself, with its fields, in its room's category.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, cast, get_type_hints
from uuid import UUID

import msgspec

from domain.catalogue import EVENT_TYPES
from domain.event import Event
from domain.investigation.events import CompartmentAccessGranted, CompartmentAccessRevoked, CompartmentDefined
from domain.operational import Places, places_of, texts_at
from domain.request.events import TimeLimitBreached
from projections.timeline.ways import WAYS, Way

__all__ = ["KINDS", "Category", "Kind"]


class Category(StrEnum):
    """What an entry is about."""

    INVESTIGATION = "INVESTIGATION"
    PARTNERSHIP = "PARTNERSHIP"
    MEMBERSHIP = "MEMBERSHIP"
    AGREEMENT = "AGREEMENT"
    JOINT_ACTIVITY = "JOINT_ACTIVITY"
    FACT = "FACT"
    REQUEST = "REQUEST"
    CLARIFICATION = "CLARIFICATION"
    TIME_LIMIT = "TIME_LIMIT"
    REPLY = "REPLY"
    CORRECTION = "CORRECTION"
    FOLLOW_UP = "FOLLOW_UP"
    ITEM = "ITEM"
    REVIEW = "REVIEW"


_PARTS: Mapping[str, Category] = {
    "Partner": Category.PARTNERSHIP,
    "Member": Category.MEMBERSHIP,
    "Space": Category.MEMBERSHIP,
    "Compartment": Category.MEMBERSHIP,
    "JointActivity": Category.JOINT_ACTIVITY,
    "Agreement": Category.AGREEMENT,
    "Fact": Category.FACT,
    "Contradiction": Category.FACT,
    "Clarification": Category.CLARIFICATION,
    "TimeLimit": Category.TIME_LIMIT,
    "Delay": Category.TIME_LIMIT,
    "InterimReply": Category.REPLY,
    "FinalReply": Category.REPLY,
    "RequestRefused": Category.REPLY,
    "Feedback": Category.REPLY,
    "RecordCorrected": Category.CORRECTION,
}
"""How the names of events of a category begin; all others are of their room's."""

_ROOMS = {
    "investigation": Category.INVESTIGATION,
    "request": Category.REQUEST,
    "followup": Category.FOLLOW_UP,
    "item": Category.ITEM,
    "review": Category.REVIEW,
}

_IDS = frozenset({"request_id", "investigation_id", "followup_id", "item_id", "review_id"})

_OF_RECIPIENTS = frozenset({"recipients", "recipient", "to_confirm", "from_agencies"})
"""Who else was given an item: what an entry says is the same for all who see it, and it must not tell them that."""

_TECHNICAL = frozenset({"item_ids", "up_to_version", "content_id", "needs", "members"})
"""Ids of other things, which an entry tells apart or not; numbers of what is stored, which count what others do; and
who was reminded, which would tell who holds what the request needs."""

_ALSO = {"FactRecorded": "actors", "RecommendationMade": "to_agency_ids"}
"""Names of events -> the field that names who takes part besides sender and receiver."""

_CONDITIONS = ("tlp", "handling", "pap", "classification", "compartments")
"""What is shown of a marking; the words of H3 are among the texts."""

_OfCompartment = CompartmentDefined | CompartmentAccessGranted | CompartmentAccessRevoked
_OF_COMPARTMENTS = frozenset(_OfCompartment.__args__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How events of one type are shown.

    arguments: as a JSON object; text: what people wrote, None where nothing, empty where
    it is blank; also_taking_part: whom the event names.
    always_shown: although a process recorded it; compartments: which it tells of, none of nearly all events.
    items: the shared items that it names beside its own.
    """

    topic: str
    way: Way
    arguments: Callable[[Event], str]
    text: Callable[[Event], str | None]
    also_taking_part: Callable[[Event], tuple[str, ...]]
    category_name: str
    is_of_request: bool
    is_of_followup: bool
    is_of_item: bool
    is_of_review: bool
    always_shown: bool
    compartments: Callable[[Event], tuple[str, ...]]
    items: Callable[[Event], tuple[UUID, ...]]


def _kind(topic: str, cls: type[Event]) -> Kind:
    room, _, name = topic.partition(".")
    category = next((category for part, category in _PARTS.items() if name.startswith(part)), _ROOMS[room])
    way = WAYS.get(cls, Way.TO_REQUESTING) if room == "request" else Way.NAMED
    shown = [path for path, places in _paths(cls) if places is None]
    marking = next((path for path, places in _paths(cls) if path.rpartition(".")[2] == "marking"), None)
    written = [(path, places) for path, places in _paths(cls) if places is not None]
    return Kind(
        topic=topic,
        category_name=category.value,
        way=way,
        arguments=_arguments(shown, marking),
        text=_text(written),
        also_taking_part=attrgetter(also) if (also := _ALSO.get(name)) else _none,
        is_of_request=room == "request",
        is_of_followup=room == "followup",
        is_of_item=room == "item",
        is_of_review=room == "review",
        always_shown=cls is TimeLimitBreached,
        compartments=_its_compartment if cls in _OF_COMPARTMENTS else _none,
        items=attrgetter("item_ids") if "item_ids" in get_type_hints(cls) else _none,
    )


def _its_compartment(event: Event) -> tuple[str, ...]:
    return (cast("_OfCompartment", event).compartment,)


def _none(_event: Event) -> tuple[()]:
    return ()


def _paths(cls: type) -> Iterator[tuple[str, Places | None]]:
    """This will name each field, and those of a request's content, with the texts within it; None where it has none."""
    hints, places = get_type_hints(cls, include_extras=True), places_of(cls)
    for field in fields(cast("Any", cls)):
        if field.name == "content":
            yield from ((f"content.{path}", inner) for path, inner in _paths(hints["content"]))
        elif field.name not in _IDS | _OF_RECIPIENTS | _TECHNICAL:
            yield field.name, places.get(field.name)


def _arguments(paths: list[str], marking: str | None) -> Callable[[Event], str]:
    encode = msgspec.json.Encoder().encode
    if marking is not None:
        return _with_conditions(paths, marking)
    names = [path.rpartition(".")[2] for path in paths]
    if not paths:
        return lambda _event: "{}"
    if len(paths) == 1:
        (name,), alone = names, attrgetter(*paths)
        return lambda event: encode({name: alone(event)}).decode()
    values = attrgetter(*paths)
    return lambda event: encode(dict(zip(names, values(event), strict=True))).decode()


def _with_conditions(paths: list[str], marking: str) -> Callable[[Event], str]:
    """Of a marking, where there is one, its conditions are shown."""
    encode, its = msgspec.json.Encoder().encode, attrgetter(marking)
    plain = [(path.rpartition(".")[2], attrgetter(path)) for path in paths]

    def arguments(event: Event) -> str:
        set_to = its(event)
        shown = {name: get(event) for name, get in plain}
        shown["marking"] = set_to and {name: getattr(set_to, name) for name in _CONDITIONS}
        return encode(shown).decode()

    return arguments


def _text(written: list[tuple[str, Places]]) -> Callable[[Event], str | None]:
    """The texts in the order of the fields, a line each; None where there are none, empty where they are blank."""
    if not written:
        return lambda _event: None
    if len(written) == 1 and not written[0][1]:
        alone = attrgetter(written[0][0])
        return lambda event: cast("str | None", alone(event))
    if not any(places for _, places in written):
        values = attrgetter(*[path for path, _ in written])
        return lambda event: _lines([part for part in values(event) if part is not None])
    parts = [(attrgetter(path), places) for path, places in written]
    return lambda event: _lines([part for get, places in parts for part in texts_at(get(event), places)])


def _lines(texts: list[str]) -> str | None:
    return "\n".join(filter(None, texts)) if texts else None


KINDS: Mapping[type, Kind] = MappingProxyType(
    {cls: _kind(topic, cls) for topic, cls in EVENT_TYPES.items() if topic.partition(".")[0] in _ROOMS}
)
"""Event class -> how it is shown; agencies and units are the directory's."""
