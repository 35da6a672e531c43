"""The registrations as their read model folds them: the domain's own, without the digest, and what is shown beside it.

It must not know hits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.json import Decoder
from psycopg import sql

from domain.event import Recorded
from domain.identifier.events import IdentifierRegistered, RegistrationEnded
from domain.identifier.state import Registration, registration_of
from domain.identifier.vocabulary import EndReason, IdentifierKind
from domain.marking import rank
from projections.engine.memory import Memory
from projections.engine.read_model import Row, Table, Tables, array, moment
from projections.holding import stored

__all__ = ["Registered", "RegistrationRows", "own_columns", "persons_of"]

_REMEMBERED = 50_000
"""Registrations that stay in memory: half a kilobyte each."""

_TABLE = Table(
    "identifier_registrations",
    (
        "registration_id", "drawer_id", "kind", "key_id", "agency_id", "investigation_id", "request_id", "crime_area",
        "need_rank", "need_compartments", "persons", "is_discreet", "classification", "command_id", "registered_by",
        "registered_at", "valid_until", "ended_at", "end_reason", "position", "folded",
    ),
    key=("registration_id", "uuid"),
)  # fmt: skip

_RATES = Table(
    "identifier_rates",
    ("registration_id", "investigation_id", "agency_id", "registered_on"),
    key=("registration_id", "uuid"),
)

# The registrations that are not in memory.
_FOLDED = sql.SQL("SELECT registration_id, folded FROM identifier_registrations WHERE registration_id = ANY(%(ids)s)")


class Registered(Struct, kw_only=True):
    """A registration; changed in place by the folding alone."""

    registration: Registration
    drawer_id: UUID
    kind: IdentifierKind
    key_id: str
    command_id: UUID
    registered_by: str
    registered_at: datetime
    position: int
    ended_at: datetime | None = None
    end_reason: EndReason | None = None


_decode = Decoder(Registered).decode


class RegistrationRows:
    """The registrations that were met last, and those of a batch that are to be written."""

    def __init__(self) -> None:
        self._known: Memory[UUID, Registered] = Memory(_REMEMBERED)
        self._changed: dict[UUID, Registered] = {}
        self._new: list[Registered] = []

    def recall(self, own: Iterable[Recorded], tables: Tables) -> None:
        """This will bring what the events of a batch name into memory."""

        def fetch(missing: list[UUID]) -> Iterable[tuple[UUID, Registered]]:
            return ((key, _decode(folded)) for key, folded in tables.fetch(_FOLDED, ids=missing))

        self._known.recall((each for recorded in own for each in _named_by(recorded.event)), fetch)

    def get(self, registration_id: UUID) -> Registration | None:
        """This will return what was registered."""
        found = self._known.get(registration_id)
        return None if found is None else found.registration

    def begin(self, event: IdentifierRegistered, recorded: Recorded) -> Registration:
        """This will take a new registration, without its digest."""
        envelope = recorded.envelope
        registration = replace(registration_of(event), digest="")
        made = Registered(
            registration=registration,
            drawer_id=event.drawer_id,
            kind=event.kind,
            key_id=event.key_id,
            command_id=envelope.command_id,
            registered_by=envelope.actor_id,
            registered_at=envelope.recorded_at,
            position=recorded.position,
        )
        self._put(made)
        self._new.append(made)
        return registration

    def end(self, event: RegistrationEnded, recorded: Recorded) -> None:
        """This will take the end of one."""
        found = self._known.get(event.registration_id)
        if found is not None:
            found.ended_at, found.end_reason = recorded.envelope.recorded_at, event.reason
            self._put(found)

    def write(self, tables: Tables) -> None:
        """This will write what changed, each once."""
        gone = [str(each) for each in self._known.written(self._changed)]
        tables.replace(_TABLE, gone, [_row(each) for each in self._changed.values()])
        tables.append(_RATES, [rate for each in self._new if (rate := _rate(each))])
        self._changed, self._new = {}, []
        self._known.shrink()

    def _put(self, registered: Registered) -> None:
        self._known.put(registered.registration.registration_id, registered)
        self._changed[registered.registration.registration_id] = registered


def own_columns(registration: Registration) -> Row:
    """This will write whose it is and what it needs.

    agency_id, investigation_id, request_id, crime_area, need_rank, need_compartments, persons.
    """
    conditions = registration.conditions
    return (
        registration.agency_id,
        _id(registration.investigation_id),
        _id(registration.request_id),
        registration.crime_area,
        rank(conditions.classification),
        array(conditions.compartments),
        persons_of(registration),
    )


def persons_of(registration: Registration) -> str | None:
    """This will write the only persons who may see it; None for all of its agency."""
    persons = registration.conditions.persons
    return array(persons) if persons else None


def _named_by(event: object) -> Sequence[UUID]:
    named = getattr(event, "registration_id", None)
    met = [each.registration_id for each in event.hits] if isinstance(event, IdentifierRegistered) else []
    return [*met, *([named] if named else [])]


def _id(value: UUID | None) -> str | None:
    return None if value is None else str(value)


def _row(each: Registered) -> Row:
    registration = each.registration
    return (
        str(registration.registration_id),
        str(each.drawer_id),
        each.kind.value,
        each.key_id,
        *own_columns(registration),
        registration.conditions.are_discreet,
        registration.conditions.classification,
        str(each.command_id),
        each.registered_by,
        moment(each.registered_at),
        moment(registration.valid_until),
        moment(each.ended_at),
        each.end_reason,
        each.position,
        stored(each),
    )


def _rate(each: Registered) -> Row | None:
    """What belongs to no investigation has nobody who leads it."""
    case = each.registration.investigation_id
    if case is None:
        return None
    own = each.registration
    return str(own.registration_id), str(case), own.agency_id, moment(each.registered_at.date())
