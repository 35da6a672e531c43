"""Who reads, and what of the tables is theirs to see.

A viewer is a person, the agency it acts for, and what its token allows; how a token is verified is not known here.
The predicates must not be applied after reading: what the viewer may not see is never read, counted or paged over.
"""

from dataclasses import dataclass
from typing import LiteralString

from domain.event import Event
from domain.request.events import RecordCorrected, RequestDrafted, RequestDraftRevised
from domain.vocabulary import Role

__all__ = ["DRAFTS", "MEMBER_OF", "VISIBLE_REQUEST", "VISIBLE_REQUESTS", "Viewer", "is_of_draft"]

DRAFTS = frozenset({RequestDrafted.TOPIC, RequestDraftRevised.TOPIC})
"""Topics of what only the requesting agency sees, for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A reader. Access is decided in SQL from these values and the folded membership."""

    member_id: str
    agency_id: str
    roles: frozenset[Role] = frozenset()

    @property
    def parameters(self) -> dict[str, object]:
        """The named parameters that every access predicate takes."""
        return {"viewer_member": self.member_id, "viewer_agency": self.agency_id}


def is_of_draft(event: Event) -> bool:
    """This will say whether an event is a draft's own or corrects one: private also once the request was sent."""
    return event.TOPIC in DRAFTS or (type(event) is RecordCorrected and event.corrected_topic in DRAFTS)


MEMBER_OF: LiteralString = """
SELECT m.investigation_id FROM read.membership m
WHERE m.member_id = %(viewer_member)s AND m.agency_id = %(viewer_agency)s AND m.is_active
"""
"""The investigations of which the viewer is an active member, for an agency that is an active partner."""

VISIBLE_REQUESTS: tuple[LiteralString, ...] = (
    "(r.investigation_id IN (" + MEMBER_OF + ") AND (r.is_sent OR r.requesting_agency_id = %(viewer_agency)s))",
    "(r.investigation_id IS NULL AND r.requesting_agency_id = %(viewer_agency)s)",
    """(r.investigation_id IS NULL AND r.requesting_agency_id <> %(viewer_agency)s
        AND r.asked_agencies @> ARRAY[%(viewer_agency)s]::text[])""",
)
"""The ways to see a request, no request by two of them; a list goes each way along an index of its own.

Inside an investigation: its members, but of drafts the requesting agency alone. Before any: who asks, and whoever was
asked, which nobody is before it is sent.
"""

VISIBLE_REQUEST: LiteralString = "(" + " OR ".join(VISIBLE_REQUESTS) + ")"
"""By any of the ways."""
