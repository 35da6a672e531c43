"""Filters of the lists: input types made from the read models' own filters, so that both always agree.

It must not judge a value beyond its shape.
"""

from dataclasses import replace
from typing import Annotated, Any, TypeVar

import msgspec
import strawberry

from api.inputs import fields_of, record_input
from api.wording import enum_of
from domain.followup.state import Stage
from domain.refusal import InvalidInput
from domain.request.transitions import State
from domain.routing import Wanted
from projections.accesses.rows import AccessFilter
from projections.board.queries import RequestFilter
from projections.desk.rows import DeskFilter
from projections.directory.queries import AgencyFilter, UnitFilter
from projections.followups.queries import FollowUpFilter
from projections.hits.queries import HitFilter, RegistrationFilter
from projections.investigations.queries import InvestigationFilter
from projections.items.rows import ConsentFilter, ItemFilter, ObligationFilter
from projections.patterns.rows import RouteFilter
from projections.reviews.rows import ReviewFilter
from projections.timeline.queries import EntryFilter
from projections.viewer import Viewer

__all__ = [
    "AccessesWanted",
    "AgenciesWanted",
    "CompetenceWanted",
    "ConsentsWanted",
    "DeskWanted",
    "EntriesWanted",
    "FollowUpsWanted",
    "HitsWanted",
    "InvestigationsWanted",
    "ItemsWanted",
    "ObligationsWanted",
    "RegistrationsWanted",
    "RequestsWanted",
    "ReviewsWanted",
    "RoutesWanted",
    "UnitsWanted",
    "entries_wanted",
    "requests_wanted",
    "wanted",
]

F = TypeVar("F")

enum_of(State, "RequestState")
enum_of(Stage, "FollowUpStage")


def _filter(kind: type) -> Any:
    return strawberry.argument(description="Which of them; all when omitted.", graphql_type=record_input(kind) | None)


AgenciesWanted = Annotated[object, _filter(AgencyFilter)]
UnitsWanted = Annotated[object, _filter(UnitFilter)]
HitsWanted = Annotated[object, _filter(HitFilter)]
RegistrationsWanted = Annotated[object, _filter(RegistrationFilter)]
InvestigationsWanted = Annotated[object, _filter(InvestigationFilter)]
RequestsWanted = Annotated[object, _filter(RequestFilter)]
ReviewsWanted = Annotated[object, _filter(ReviewFilter)]
RoutesWanted = Annotated[object, _filter(RouteFilter)]
CompetenceWanted = Annotated[
    object,
    strawberry.argument(description="What it is sought for.", graphql_type=record_input(Wanted, "SoughtInput")),
]
EntriesWanted = Annotated[object, _filter(EntryFilter)]
FollowUpsWanted = Annotated[object, _filter(FollowUpFilter)]
DeskWanted = Annotated[object, _filter(DeskFilter)]
ItemsWanted = Annotated[object, _filter(ItemFilter)]
ObligationsWanted = Annotated[object, _filter(ObligationFilter)]
ConsentsWanted = Annotated[object, _filter(ConsentFilter)]
AccessesWanted = Annotated[object, _filter(AccessFilter)]


def wanted(kind: type[F], given: object, **fixed: object) -> F:
    """This will read a filter; `fixed` overrides what was given. Raises InvalidInput naming the field."""
    fields = {**(fields_of(given) if given else {}), **fixed}
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(field="filter", rule=str(error), accepted="see the description of the filter") from error


def entries_wanted(viewer: Viewer, given: object, **fixed: object) -> EntryFilter:
    """This will read a filter of entries; a direction is seen from the viewer's agency unless it says otherwise."""
    asked = wanted(EntryFilter, given, **fixed)
    own = asked.direction is not None and asked.direction_of is None
    return replace(asked, direction_of=viewer.agency_id) if own else asked


def requests_wanted(viewer: Viewer, given: object, **fixed: object) -> RequestFilter:
    """This will read a filter of requests; a direction is seen from the viewer's agency unless it says otherwise."""
    asked = wanted(RequestFilter, given, **fixed)
    own = asked.direction is not None and asked.agency_id is None
    return replace(asked, agency_id=viewer.agency_id) if own else asked
