"""Brings the payload of an event that was stored in an earlier version up to the present one, a step at a time.

It must not change what is stored, nor need anything but the payload.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

__all__ = ["UPCASTS", "Payload", "upcast"]

Payload = dict[str, object]
T = TypeVar("T")


def contact_point_knows_its_hours(payload: Payload) -> Payload:
    """Version 1 said only whether a point is reached at all times; it recorded no hours, nor their zone."""
    rest = {name: value for name, value in payload.items() if name != "is_24_7"}
    return {**rest, "always_open": payload["is_24_7"], "hours": None, "tz": "UTC"}


def follow_up_names_its_source(payload: Payload) -> Payload:
    """Version 1 named a request or an item in its words alone."""
    is_named = payload["source"] in {"REQUEST", "SHARED_ITEM"}
    return {**payload, "source_id": _as(UUID, payload["source_ref"]) if is_named else None}


def follow_up_may_come_of_a_review(payload: Payload) -> Payload:
    """In version 2 no follow-up grew out of a recommendation."""
    return payload


def correction_tells_the_time(payload: Payload) -> Payload:
    """Version 1 told a corrected time as text alone; one without an offset was none."""
    right = _as(datetime.fromisoformat, payload["right_value"]) if payload["field"] == "occurred_at" else None
    return {**payload, "right_utc": right.astimezone(UTC).isoformat() if right and right.tzinfo else None}


def _as(read: Callable[[str], T], text: object) -> T | None:
    """A text that was erased is read as nothing."""
    try:
        return read(str(text))
    except ValueError:
        return None


def request_may_be_marked(payload: Payload) -> Payload:
    """In version 1 no request had a marking."""
    return payload


def request_may_grow_out_of_a_hit(payload: Payload) -> Payload:
    """In version 2 there were no hits."""
    return payload


UPCASTS: Mapping[tuple[str, int], Callable[[Payload], Payload]] = MappingProxyType(
    {
        ("agency.ContactPointChanged", 1): contact_point_knows_its_hours,
        ("followup.FollowUpOpened", 1): follow_up_names_its_source,
        ("followup.FollowUpOpened", 2): follow_up_may_come_of_a_review,
        ("request.RecordCorrected", 1): correction_tells_the_time,
        ("request.RequestDrafted", 1): request_may_be_marked,
        ("request.RequestDrafted", 2): request_may_grow_out_of_a_hit,
        ("request.RequestDraftRevised", 1): request_may_be_marked,
        ("request.RequestSent", 1): request_may_be_marked,
    }
)
"""(topic, version it comes from) -> the step to the next version."""


def upcast(topic: str, version: int, to_version: int, payload: Payload) -> Payload:
    """This will take every step from `version` to `to_version`; raises KeyError where a step is missing."""
    for step in range(version, to_version):
        payload = UPCASTS[topic, step](payload)
    return payload
