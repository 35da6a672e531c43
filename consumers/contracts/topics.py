"""The topics by name, and how each is kept: what has to be created, and what the AsyncAPI document tells.

It must not speak to a broker. Codes of agencies hold nothing but capitals, digits and hyphens, all legal in the name of
a topic, so that a code stands in it unchanged; dots and underscores, which brokers confuse in metrics, are in no code.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from consumers.contracts.refusing import MessageRefused, Reason

__all__ = ["CASE_EVENTS", "Topic", "agency_of", "dead_letters", "every_topic", "inbound", "to_agency"]

INBOUND = re.compile(r"entente\.in\.(?P<agency>[A-Z0-9][A-Z0-9\-]{1,31})\.v1")

DAY_MS = 24 * 60 * 60 * 1000
PARTITIONS = 12
"""For ever: with more of them a case would move to another partition, and its order be lost."""

CASE_EVENTS = "entente.out.case-events.v1"
"""Every event of the log, for projections of our own on other machines; no partner reads it."""

LARGEST_INBOUND = 1_500_000
"""Bytes of a message as the broker counts them: the largest value that is accepted, its headers and key, with room."""

LARGEST_DEAD_LETTER = 2_000_000
"""Whatever could come in can also leave, with the headers that say why."""

LARGEST_OUTBOUND = 100_000
"""References are small; something larger is a fault."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it has to be: its partitions, and the settings that matter, in the broker's own words."""

    name: str
    settings: Mapping[str, str]
    partitions: int = field(default=PARTITIONS)


def inbound(agency: str) -> str:
    """This will name the topic to which the gateways of an agency alone may write."""
    return f"entente.in.{agency}.v1"


def dead_letters(agency: str) -> str:
    """This will name the topic with what was refused of an agency's messages; it alone may read it."""
    return f"{inbound(agency)}.dlq"


def to_agency(agency: str) -> str:
    """This will name the topic with what an agency may know; it alone may read it."""
    return f"entente.out.to-{agency}.v1"


@lru_cache(maxsize=1_024)
def agency_of(topic: str) -> str:
    """This will name the agency that writes to an inbound topic. Raises MessageRefused for any other topic."""
    found = INBOUND.fullmatch(topic)
    if found is None:
        raise MessageRefused(
            Reason.SOURCE_NOT_ALLOWED, field="topic", rule="is no inbound topic", accepted=inbound("<AGENCY>")
        )
    return found["agency"]


def every_topic(agencies: Iterable[str]) -> Iterator[Topic]:
    """This will yield every topic there has to be, for the codes of the agencies that take part."""
    yield Topic(CASE_EVENTS, _kept(days=90, bytes_=LARGEST_OUTBOUND))
    for agency in agencies:
        yield Topic(inbound(agency), _kept(days=30, bytes_=LARGEST_INBOUND))
        yield Topic(dead_letters(agency), _kept(days=90, bytes_=LARGEST_DEAD_LETTER))
        yield Topic(to_agency(agency), _kept(days=90, bytes_=LARGEST_OUTBOUND))


def _kept(*, days: int, bytes_: int) -> Mapping[str, str]:
    """Never compacted: of two messages of a case the later does not replace the earlier."""
    return {"cleanup.policy": "delete", "retention.ms": str(days * DAY_MS), "max.message.bytes": str(bytes_)}
