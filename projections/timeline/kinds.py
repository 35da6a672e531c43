"""What each kind of event is on a timeline: its category, who it runs between, what is shown of it.

It must not know how entries are stored. A new event type appears by itself, with its fields, in its room's category.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

import msgspec

from domain.catalogue import EVENT_TYPES
from domain.event import Event
from domain.request.events import TimeLimitBreached
from projections.timeline.ways import WAYS, Way

__all__ = ["KINDS", "Category", "Kind"]


class Category(StrEnum):
    """What an entry is about."""

    INVESTIGATION = "INVESTIGATION"
    PARTNERSHIP = "PARTNERSHIP"
    MEMBERSHIP = "MEMBERSHIP"
    AGREEMENT = "AGREEMENT"
    FACT = "FACT"
    REQUEST = "REQUEST"
    CLARIFICATION = "CLARIFICATION"
    TIME_LIMIT = "TIME_LIMIT"
    REPLY = "REPLY"
    CORRECTION = "CORRECTION"
    FOLLOW_UP = "FOLLOW_UP"


_PARTS: Mapping[str, Category] = {
    "Partner": Category.PARTNERSHIP,
    "Member": Category.MEMBERSHIP,
    "Space": Category.MEMBERSHIP,
    "Compartment": Category.MEMBERSHIP,
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
}

_PROSE = frozenset({"reason", "note", "explanation", "comment", "title"})
"""Fields that people wrote although they are not operational."""

_IDS = frozenset({"request_id", "investigation_id", "followup_id"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How events of one type are shown.

    arguments: as a JSON object; text: what people wrote, None where nothing; also_taking_part: whom the event names.
    always_shown: although a process recorded it.
    """

    topic: str
    way: Way
    arguments: Callable[[Event], str]
    text: Callable[[Event], str | None]
    also_taking_part: Callable[[Event], tuple[str, ...]]
    category_name: str
    is_of_request: bool
    is_of_followup: bool
    always_shown: bool


def _kind(topic: str, cls: type[Event]) -> Kind:
    room, _, name = topic.partition(".")
    category = next((category for part, category in _PARTS.items() if name.startswith(part)), _ROOMS[room])
    way = WAYS.get(cls, Way.TO_REQUESTING) if room == "request" else Way.NAMED
    paths = list(_paths(cls))
    shown = [path for path, is_operational in paths if not is_operational]
    written = [path for path, is_operational in paths if is_operational or path in _PROSE]
    return Kind(
        topic=topic,
        category_name=category.value,
        way=way,
        arguments=_arguments(shown),
        text=_text(written),
        also_taking_part=attrgetter("actors") if name == "FactRecorded" else lambda _event: (),
        is_of_request=room == "request",
        is_of_followup=room == "followup",
        always_shown=cls is TimeLimitBreached,
    )


def _paths(cls: type) -> Iterator[tuple[str, bool]]:
    """This will name each field, and those of a request's content, with whether it is operational."""
    hints = get_type_hints(cls, include_extras=True)
    for field in fields(cast("Any", cls)):
        if field.name == "content":
            yield from ((f"content.{path}", is_operational) for path, is_operational in _paths(hints["content"]))
        elif field.name not in _IDS:
            yield field.name, _is_operational(hints[field.name])


def _is_operational(hint: object) -> bool:
    if get_origin(hint) is not Annotated:
        return any(_is_operational(part) for part in get_args(hint))
    marks = [mark for mark in get_args(hint) if isinstance(mark, msgspec.Meta)]
    return any((mark.extra or {}).get("operational") for mark in marks)


def _arguments(paths: list[str]) -> Callable[[Event], str]:
    encode = msgspec.json.Encoder().encode
    names = [path.rpartition(".")[2] for path in paths]
    if not paths:
        return lambda _event: "{}"
    if len(paths) == 1:
        (name,), alone = names, attrgetter(*paths)
        return lambda event: encode({name: alone(event)}).decode()
    values = attrgetter(*paths)
    return lambda event: encode(dict(zip(names, values(event), strict=True))).decode()


def _text(paths: list[str]) -> Callable[[Event], str | None]:
    if not paths:
        return lambda _event: None
    if len(paths) == 1:
        alone = attrgetter(*paths)
        return lambda event: cast("str | None", alone(event))
    values = attrgetter(*paths)
    return lambda event: "\n".join([part for part in values(event) if part]) or None


KINDS: Mapping[type, Kind] = MappingProxyType(
    {cls: _kind(topic, cls) for topic, cls in EVENT_TYPES.items() if topic.partition(".")[0] in _ROOMS}
)
"""Event class -> how it is shown; agencies and units are the directory's."""
