"""Brings the payload of an event that was stored in an earlier version up to the present one, a step at a time.

It must not change what is stored, nor need anything but the payload.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

__all__ = ["UPCASTS", "Payload", "upcast"]

Payload = dict[str, object]


def contact_point_knows_its_hours(payload: Payload) -> Payload:
    """Version 1 said only whether a point is reached at all times; it recorded no hours, nor their zone."""
    rest = {name: value for name, value in payload.items() if name != "is_24_7"}
    return {**rest, "always_open": payload["is_24_7"], "hours": None, "tz": "UTC"}


UPCASTS: Mapping[tuple[str, int], Callable[[Payload], Payload]] = MappingProxyType(
    {("agency.ContactPointChanged", 1): contact_point_knows_its_hours}
)
"""(topic, version it comes from) -> the step to the next version."""


def upcast(topic: str, version: int, to_version: int, payload: Payload) -> Payload:
    """This will take every step from `version` to `to_version`; raises KeyError where a step is missing."""
    for step in range(version, to_version):
        payload = UPCASTS[topic, step](payload)
    return payload
