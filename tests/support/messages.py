"""Messages as a gateway sends them, for tests: a sound one, and the same with something changed.

They must not be made by the codec that they are for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from consumers.contracts import Message, decode

__all__ = ["CASE", "TOPIC", "Sent", "acknowledgement"]

TOPIC = "entente.in.FR-SPOC.v1"
CASE = "0b1c2d3e-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message, changed step by step; `read` hands it to the codec as a client would."""

    attributes: Mapping[str, str]
    data: Any
    key: bytes | None = CASE.encode()
    topic: str = TOPIC

    def given(self, **attributes: str | None) -> "Sent":
        """The same with other attributes; None takes one away."""
        changed = {**self.attributes, **attributes}
        return replace(self, attributes={name: text for name, text in changed.items() if text is not None})

    def saying(self, **fields: Any) -> "Sent":
        """The same with other fields of its data."""
        return replace(self, data={**self.data, **fields})

    @property
    def headers(self) -> list[tuple[str, bytes | None]]:
        """In binary mode."""
        told = [(f"ce_{name}", text.encode()) for name, text in self.attributes.items()]
        return [("content-type", b"application/json"), *told]

    @property
    def value(self) -> bytes:
        """In binary mode."""
        return json.dumps(self.data).encode()

    @property
    def structured(self) -> bytes:
        """The value in structured mode."""
        return json.dumps({**self.attributes, "data": self.data}).encode()

    def read(self) -> Message:
        """In binary mode."""
        return decode(self.topic, self.key, self.value, self.headers)

    def read_structured(self, content_type: str = "application/cloudevents+json") -> Message:
        """In structured mode."""
        return decode(self.topic, self.key, self.structured, [("content-type", content_type.encode())])


def acknowledgement() -> Sent:
    """A message by which FR-SPOC acknowledges a request."""
    return Sent(
        {
            "specversion": "1.0",
            "id": "M-17",
            "source": "urn:entente:FR-SPOC:siena-1",
            "type": "eu.entente.request.AcknowledgeRequest.v1",
            "subject": CASE,
            "time": "2026-03-04T10:15:00+01:00",
        },
        {"requestId": "0b1c2d3e-0000-4000-8000-000000000002", "note": "Being dealt with."},
    )
