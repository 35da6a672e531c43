"""Notes what an answer shows of marked things, and which ids were asked for in vain, while it is being made.

It must not decide who may see anything, nor let an answer be made that nobody notes: without a note at hand, and of a
row that it does not know, it fails.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from api.identity.bearer import Bearer
from domain.ledger import Access, AccessKind, SubjectKind
from domain.marking import is_guarded
from projections.accesses.rows import AccessRow, ReaderRow
from projections.board.rows import ClockRow, RequestRow
from projections.cells.queries import Publication
from projections.checkpoints.queries import CheckpointRow
from projections.cooperation.rows import Figure
from projections.cooperation.survival import Waiting
from projections.cooperation.yearly import YearlyRow
from projections.desk.rows import DeskRow
from projections.directory.rows import AgencyRow, UnitRow
from projections.followups.rows import FollowUpRow
from projections.hits.rows import HitRow, LinkKind, LinkRow, RateRow, RegistrationRow
from projections.investigations.rows import InvestigationRow, MemberRow, PartnerRow
from projections.items.rows import ConsentRow, CopyRow, EvaluationRow, ItemRow, ObligationRow, RestrictionRow
from projections.outlook.rows import ChangeRow, Made, ReplyRow, TrendRow, VolumeRow
from projections.partnership.rows import ActivityRow, AuthorisationRow, ExceptionRow, SignatureRow, VersionRow
from projections.patterns.rows import AreaRow, EvidenceRow, FlowKind, RouteRow
from projections.reviews.rows import AddresseeRow, AnnotationRow, AnswerRow, ConfirmationRow, FindingRow, ReviewRow
from projections.timeline.rows import EntryRow

__all__ = ["SUBJECTS", "Note", "note_shown", "noting"]

Subject = tuple[SubjectKind, UUID]


class _OfItem(Protocol):
    @property
    def item_id(self) -> UUID: ...


class _Pinned(Protocol):
    """A row that may be of a part of a review, which tells of what it is pinned to."""

    @property
    def noted_items(self) -> tuple[UUID, ...]: ...

    @property
    def noted_requests(self) -> tuple[UUID, ...]: ...


class _Tracing(_Pinned, Protocol):
    """A row that may tell of an item or of a guarded request."""

    @property
    def noted_item(self) -> UUID | None: ...

    @property
    def noted_request(self) -> UUID | None: ...


def _item(row: _OfItem) -> Iterator[Subject]:
    yield SubjectKind.ITEM, row.item_id


def _request(row: RequestRow) -> Iterator[Subject]:
    if is_guarded(row):
        yield SubjectKind.REQUEST, row.request_id


def _traced(row: _Tracing) -> Iterator[Subject]:
    if row.noted_item is not None:
        yield SubjectKind.ITEM, row.noted_item
    if row.noted_request is not None:
        yield SubjectKind.REQUEST, row.noted_request
    yield from _pinned(row)


def _pinned(row: _Pinned) -> Iterator[Subject]:
    yield from ((SubjectKind.ITEM, each) for each in row.noted_items)
    yield from ((SubjectKind.REQUEST, each) for each in row.noted_requests)


def _waiting(row: DeskRow) -> Iterator[Subject]:
    if row.is_request and is_guarded(row):
        yield SubjectKind.REQUEST, row.subject_id
    yield from _traced(row)


def _counted(row: EvidenceRow) -> Iterator[Subject]:
    if row.kind is FlowKind.REQUEST and is_guarded(row):
        yield SubjectKind.REQUEST, row.thing_id
    if row.noted_item is not None:
        yield SubjectKind.ITEM, row.noted_item


def _nothing(_row: object) -> Iterable[Subject]:
    return ()


SUBJECTS: Mapping[type, Callable[[Any], Iterable[Subject]]] = {
    ItemRow: _item,
    CopyRow: _item,
    EvaluationRow: _item,
    RestrictionRow: _item,
    ConsentRow: _item,
    RequestRow: _request,
    DeskRow: _waiting,
    EntryRow: _traced,
    FollowUpRow: _traced,
    AnnotationRow: _pinned,
    FindingRow: _pinned,
    AddresseeRow: _pinned,
    EvidenceRow: _counted,
    **dict.fromkeys((AreaRow, RouteRow), _nothing),  # numbers, whose evidence is noted where it is shown
    ObligationRow: _nothing,  # tells of an item only whose it is
    ClockRow: _nothing,  # is shown within its request alone
    AccessRow: _nothing,  # tells who read, not what: reading the ledger leaves no entry in it
    ReaderRow: _nothing,
    **dict.fromkeys((ChangeRow, Made, ReplyRow, TrendRow, VolumeRow), _nothing),  # of many cycles, none of them marked
    Figure: _nothing,  # is of a group, and names nothing in it
    Waiting: _nothing,  # same
    Publication: _nothing,  # same
    YearlyRow: _nothing,  # same
    ActivityRow: _nothing,
    AgencyRow: _nothing,
    AnswerRow: _nothing,
    ConfirmationRow: _nothing,
    ReviewRow: _nothing,
    AuthorisationRow: _nothing,
    CheckpointRow: _nothing,
    ExceptionRow: _nothing,
    HitRow: _nothing,  # tells of a request only that it was drafted
    InvestigationRow: _nothing,
    LinkKind: _nothing,
    LinkRow: _nothing,
    MemberRow: _nothing,
    PartnerRow: _nothing,
    RateRow: _nothing,
    RegistrationRow: _nothing,
    SignatureRow: _nothing,
    UnitRow: _nothing,
    VersionRow: _nothing,
}
"""Every type of row that is shown -> what of it stands in the ledger."""


class Note:
    """What one operation shows, and what it looked for in vain. ways: names of the fields it asked at the root."""

    def __init__(self) -> None:
        self.ways: tuple[str, ...] = ()
        self._shown: dict[tuple[AccessKind, SubjectKind], dict[UUID, None]] = {}
        self._missed: dict[UUID, None] = {}

    @property
    def is_empty(self) -> bool:
        """True where nothing is to be put on record."""
        return not (self._shown or self._missed)

    def shown(self, row: object, kind: AccessKind = AccessKind.VIEW) -> None:
        """This will note what a row shows. Raises KeyError for a type of row that SUBJECTS does not know."""
        for subject, known_as in SUBJECTS[type(row)](row):
            self._shown.setdefault((kind, subject), {})[known_as] = None

    def subject(self, subject: SubjectKind, known_as: UUID) -> None:
        """This will note a thing that is shown, where the row that shows it was never at hand."""
        self._shown.setdefault((AccessKind.VIEW, subject), {})[known_as] = None

    def missed(self, *ids: UUID) -> None:
        """This will note ids that somebody asked for and got nothing, whether or not there is such a thing."""
        self._missed.update(dict.fromkeys(ids))

    def accesses(self, bearer: Bearer, at: datetime) -> list[Access]:
        """This will return one access for each kind of thing that was shown, and one for all that was not found."""
        views = [(*accessed, ids) for accessed, ids in self._shown.items()]
        in_vain = [(AccessKind.DENIAL, SubjectKind.ITEM, self._missed)] if self._missed else []
        return [
            Access(
                kind=kind,
                at=at,
                member_id=bearer.member_id,
                agency_id=bearer.agency_id,
                way=" ".join(self.ways),
                subject=subject,
                subject_ids=tuple(ids),
            )
            for kind, subject, ids in (*views, *in_vain)
        ]


_NOTE: ContextVar[Note] = ContextVar("entente.note")


def note_shown(row: object, kind: AccessKind = AccessKind.VIEW) -> None:
    """This will note what a row shows on the note of this operation. Raises LookupError where there is none."""
    _NOTE.get().shown(row, kind)


@contextmanager
def noting(note: Note) -> Iterator[None]:
    """This will have everything noted that is shown within the block, in whatever task."""
    token = _NOTE.set(note)
    try:
        yield
    finally:
        _NOTE.reset(token)
