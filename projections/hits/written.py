"""How hits are written as rows: one for each side that is told, and one for the other side's case where it is named.

It must not decide who is told: `domain.identifier.state` does.
"""

from collections.abc import Iterator
from uuid import UUID

from domain.identifier.state import OwnSide
from projections.engine.read_model import Row, Table, moment
from projections.hits.folded import Folded
from projections.hits.registrations import own_columns

__all__ = ["COUNTERPARTS", "SIDES", "STATES", "counterpart_rows", "side_rows"]

_HIT = ("hit_id", "uuid")

STATES = Table("hit_states", ("hit_id", "folded"), key=_HIT)

SIDES = Table(
    "hit_sides",
    (
        "hit_id", "registration_id", "drawer_id", "kind", "agency_id", "investigation_id", "request_id", "crime_area",
        "need_rank", "need_compartments", "persons", "is_disclosed", "other_agency_id", "standing", "dismissal",
        "opened_request_id", "told_at", "told_position",
    ),
    key=_HIT,
)  # fmt: skip

COUNTERPARTS = Table(
    "hit_counterparts",
    (
        "hit_id", "registration_id", "agency_id", "investigation_id", "request_id", "need_rank", "need_compartments",
        "persons",
    ),
    key=_HIT,
)  # fmt: skip


def side_rows(folded: Folded) -> Iterator[Row]:
    """This will write the sides that know of the hit."""
    for registration_id in folded.hit.sides:
        known = folded.known_to(registration_id)
        if known is not None:
            yield _side(folded, registration_id, known)


def counterpart_rows(folded: Folded) -> Iterator[Row]:
    """This will write, for each side that is told with whom, what the other side registered it for."""
    for registration_id in folded.hit.sides:
        known = folded.known_to(registration_id)
        if known is not None and known.other_agency_id is not None:
            other = folded.sides[folded.hit.other(registration_id)].registration
            agency, investigation, request, _, *need = own_columns(other)
            yield str(folded.hit.hit_id), str(registration_id), agency, investigation, request, *need


def _side(folded: Folded, registration_id: UUID, known: OwnSide) -> Row:
    side = folded.sides[registration_id]
    opened = side.opened_request_id
    return (
        str(folded.hit.hit_id),
        str(registration_id),
        str(folded.drawer_id),
        folded.kind.value,
        *own_columns(side.registration),
        registration_id in folded.hit.disclosed,
        known.other_agency_id,
        known.standing.value,
        side.dismissal,
        None if opened is None else str(opened),
        moment(side.told_at),
        side.told_position,
    )
