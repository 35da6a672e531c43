"""Folds the ledger into one row per access and thing, beside what tells whose each thing is.

It must not keep what there is not: that somebody asked in vain for no thing at all stands in the log alone.
"""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any
from uuid import UUID

from domain.event import Recorded
from domain.ledger import AccessKind, SubjectKind
from domain.ledger.events import (
    AccessDenied,
    ExportProduced,
    InformationExported,
    InformationViewed,
    ReplayPerformed,
)
from domain.marking import UNMARKED, is_guarded, rank
from domain.request.events import RequestDrafted, RequestDraftRevised, RequestSent
from projections.accesses.policies import POLICIES
from projections.engine.memory import Batch
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, moment
from projections.held_items import HeldItems

__all__ = ["ACCESSES", "Accesses"]

_ACCESSES = Table(
    "accesses",
    ("position", "subject", "subject_id", "kind", "at", "member_id", "agency_id", "way", "denial"),
    key=("position", "int8"),
)

_REQUESTS = Table(
    "access_requests",
    (
        "request_id", "investigation_id", "agency_id", "is_owner", "need_rank", "need_compartments", "is_red",
        "persons",
    ),
    key=("request_id", "uuid"),
)  # fmt: skip

_KINDS: Mapping[type, AccessKind] = {
    InformationViewed: AccessKind.VIEW,
    InformationExported: AccessKind.DOWNLOAD,
    ExportProduced: AccessKind.EXPORT,
    AccessDenied: AccessKind.DENIAL,
    ReplayPerformed: AccessKind.REPLAY,
}

_SAYING_WHOSE = (RequestDrafted, RequestDraftRevised, RequestSent)

_OF_ACCESS, _OF_REQUEST = frozenset(_KINDS), frozenset(_SAYING_WHOSE)

_OWNED = (SubjectKind.ITEM, SubjectKind.REQUEST)
"""Things that somebody owns, who may ask for their ledger."""


class Accesses:
    """The folding."""

    def __init__(self) -> None:
        self._items = HeldItems("access")
        self._requests: dict[UUID, Row] = {}

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will append the accesses of the batch.

        A draft that is guarded no more stays as it was: what was noted of it was of a guarded one.
        """
        self._items.fold(batch, tables)
        drafted = ((each.envelope.aggregate_id, _request(each)) for each in batch.of(_OF_REQUEST))
        self._requests.update((request_id, row) for request_id, row in drafted if row is not None)
        tables.append(_ACCESSES, [row for recorded in batch.of(_OF_ACCESS) for row in _rows(recorded)])

    def write(self, tables: Tables) -> None:
        """This will write whose the things are."""
        self._items.write(tables)
        requests, self._requests = self._requests, {}
        tables.replace(_REQUESTS, map(str, requests), list(requests.values()))


def _rows(recorded: Recorded) -> Iterable[Row]:
    event: Any = recorded.event
    kind = _KINDS.get(type(event))
    if kind is None or event.subject not in _OWNED:
        return
    reason = str(event.denial) if type(event) is AccessDenied else None
    for subject_id in dict.fromkeys(event.subject_ids):
        yield (
            recorded.position,
            str(event.subject),
            str(subject_id),
            str(kind),
            moment(event.at),
            event.member_id,
            event.agency_id,
            event.way,
            reason,
        )


def _request(recorded: Recorded) -> Row | None:
    """The row of a request that is drafted or sent guarded; who revises a draft acts for the agency whose it is."""
    event, envelope = recorded.event, recorded.envelope
    if not isinstance(event, _SAYING_WHOSE):
        return None
    marking = event.content.marking or UNMARKED
    agency_id = envelope.acting_agency_id if isinstance(event, RequestDraftRevised) else event.requesting_agency_id
    if agency_id is None or not is_guarded(marking):
        return None
    request_id, case_id = envelope.aggregate_id, envelope.case_id
    return (
        str(request_id),
        str(case_id) if case_id not in (None, request_id) else None,
        agency_id,
        True,
        rank(marking.classification),
        array(sorted(marking.compartments)),
        False,
        array(()),
    )


ACCESSES = ReadModel(
    name="accesses",
    version=2,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("accesses", "access_requests", "access_items", "access_holders"),
    begin=Accesses,
    policies=POLICIES,
)
