"""Folds the investigations' own events, and the passing of all others of the case, into the overview.

It must not hold what depends on a viewer: counts of requests are made when they are asked for.
"""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from uuid import UUID

import msgspec
from msgspec.structs import replace
from psycopg import sql

from domain.erasure import without_texts
from domain.event import Recorded
from domain.investigation.events import InvestigationOpened, InvestigationTextsErased
from domain.marking import rank
from projections import policies
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, moment
from projections.investigations.changes import CHANGES
from projections.investigations.folded import Folded, opened

__all__ = ["INVESTIGATIONS", "Investigations"]

_REMEMBERED = 5_000
"""Investigations that stay in memory: some kilobytes each."""

_OVERVIEWS = Table(
    "investigations",
    (
        "investigation_id", "reference", "title", "is_erased", "phase", "crime_areas", "legal_basis", "lead_agency_id",
        "planned_end", "agreement", "compartments", "active_partners", "active_members",
        "opened_at", "updated_at",
        "version", "position", "folded",
    ),
    key=("investigation_id", "uuid"),
)  # fmt: skip

_PARTNERS = Table(
    "partners",
    ("investigation_id", "agency_id", "role", "standing", "is_lead", "active_from", "active_to"),
    key=("investigation_id", "uuid"),
)

_MEMBERSHIP = Table(
    "membership",
    (
        "investigation_id", "member_id", "agency_id", "role", "is_active", "is_administrator", "clearance",
        "clearance_rank", "clearance_until", "compartments", "active_from", "active_to",
    ),
    key=("investigation_id", "uuid"),
)  # fmt: skip

# The investigations that are not in memory.
_FOLDED = sql.SQL("SELECT investigation_id, folded FROM investigations WHERE investigation_id = ANY(%(ids)s)")

_decode = msgspec.json.Decoder(Folded).decode
_encode = msgspec.json.Encoder().encode


class Investigations:
    """The folding: remembers the investigations it met last."""

    def __init__(self) -> None:
        self._folded: Memory[UUID, Folded] = Memory(_REMEMBERED)
        self._changed: set[UUID] = set()
        self._people: set[UUID] = set()

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the overviews of all cases of the batch up to date."""
        self._recall(batch, tables)
        for recorded in batch:
            case_id = recorded.envelope.case_id
            if case_id is not None and self._take(case_id, recorded):
                self._changed.add(case_id)
                if type(recorded.event) in CHANGES or type(recorded.event) is InvestigationOpened:
                    self._people.add(case_id)

    def write(self, tables: Tables) -> None:
        """This will write the overviews that changed, and of those whose people changed these too."""
        changed, people = sorted(self._changed), self._people
        self._changed, self._people = set(), set()
        known = {case_id: folded for case_id in changed if (folded := self._folded.get(case_id))}
        before = set(self._folded.written(known))
        tables.replace(_OVERVIEWS, map(str, before), [_overview(str(each), folded) for each, folded in known.items()])
        met = [(str(each), folded) for each, folded in known.items() if each in people]
        gone = [str(each) for each in before & people]
        tables.replace(_PARTNERS, gone, [row for each in met for row in _partners(*each)])
        tables.replace(_MEMBERSHIP, gone, [row for each in met for row in _members(*each)])
        self._folded.shrink()

    def _recall(self, batch: Sequence[Recorded], tables: Tables) -> None:
        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Folded]]:
            return ((case_id, _decode(folded)) for case_id, folded in tables.fetch(_FOLDED, ids=missing))

        self._folded.recall((case for each in batch if (case := each.envelope.case_id) is not None), fetch)

    def _take(self, case_id: UUID, recorded: Recorded) -> bool:
        event, envelope = recorded.event, recorded.envelope
        folded = self._folded.get(case_id)
        if type(event) is InvestigationOpened:
            folded = opened(event, envelope)
            self._folded.put(case_id, folded)
        elif folded is None:
            return False
        elif folded.hides(recorded):
            return True
        elif type(event) is InvestigationTextsErased:
            folded = replace(without_texts(folded), is_erased=True)
            self._folded.put(case_id, folded)
        elif change := CHANGES.get(type(event)):
            change(folded, event, envelope)
        if envelope.aggregate_id == case_id:
            folded.version = envelope.aggregate_version
        folded.updated_at, folded.position = envelope.recorded_at, recorded.position
        return True


def _overview(case_id: str, folded: Folded) -> Row:
    return (
        case_id,
        folded.reference,
        folded.title,
        folded.is_erased,
        folded.phase.value,
        array(folded.crime_areas),
        folded.legal_basis,
        folded.lead_agency_id,
        moment(folded.planned_end),
        _encode(folded.agreement).decode() if folded.agreement else None,
        array(folded.compartments),
        sum(partner.takes_part for partner in folded.partners.values()),
        sum(folded.is_active(member) for member in folded.members.values()),
        moment(folded.opened_at),
        moment(folded.updated_at),
        folded.version,
        folded.position,
        _encode(folded).decode(),
    )


def _partners(case_id: str, folded: Folded) -> Iterable[Row]:
    for agency_id, partner in folded.partners.items():
        yield (
            case_id,
            agency_id,
            partner.role.value,
            partner.standing.value,
            agency_id == folded.lead_agency_id,
            moment(partner.active_from),
            moment(partner.active_to),
        )


def _members(case_id: str, folded: Folded) -> Iterable[Row]:
    for member_id, member in folded.members.items():
        yield (
            case_id,
            member_id,
            member.agency_id,
            member.role.value,
            folded.is_active(member),
            member.is_administrator,
            member.clearance.value if member.clearance else None,
            rank(member.clearance),
            moment(member.clearance_until),
            array(member.compartments),
            moment(member.active_from),
            moment(member.active_to),
        )


INVESTIGATIONS = ReadModel(
    name="investigations",
    version=11,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("investigations", "partners", "membership"),
    begin=Investigations,
    policies=policies.INVESTIGATIONS,
    views=files(__package__).joinpath("reader.sql").read_text(encoding="utf-8"),
)
