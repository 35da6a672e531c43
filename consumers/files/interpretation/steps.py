"""The steps of an interpretation: each a submission, and the source event that it accounts for; the directory's first.

They must not declare competences: a file says who did something, not who may.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from consumers.files.agencies import AgencyBook
from consumers.files.summary import Place
from domain.agency.commands import RegisterAgency, RegisterUnit
from domain.aggregate import Actor, Command, Submission
from domain.event import ActorKind
from domain.occurred import Occurred, Precision
from domain.vocabulary import Channel

__all__ = ["IMPORTS", "Happening", "Origin", "Step", "Stepping", "register"]

IMPORTS = UUID("2c1f0b7e-5d0a-5b8e-8a6c-1d2e6f0b9a44")
"""Namespace of the ids of everything imported."""

LANGUAGES = ("und",)
"""ISO 639 code for undetermined: a file does not tell in what language an agency can be asked."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The source event that a step says something of. key: names it within its case."""

    key: str
    place: Place
    case: str


@dataclass(frozen=True, slots=True)
class Happening:
    """When a step happened and who acted. origin: the source event that stands on the timeline through it."""

    occurred: Occurred
    agency: str
    unit: str | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A submission, and the source event that it accounts for; None where it only makes room for one."""

    submission: Submission
    origin: Origin | None = None


class Stepping:
    """Makes the steps of one case, with ids that depend on nothing but the file's content: a repeat is known as one.

    actor_id: the importer; it also holds the space until people are admitted, so no person may ever be called so.
    """

    def __init__(self, log_name: str, case: str) -> None:
        self.case_id = uuid5(IMPORTS, f"{log_name}\x1f{case}")
        self._prefix = f"{log_name}:{case}:"
        self.actor_id = f"import:{log_name}"
        self._actors: dict[tuple[str, str | None], Actor] = {}

    def id_of(self, what: str) -> UUID:
        """This will derive an id from a name that is unique within the case."""
        return uuid5(self.case_id, what)

    def step(self, command: Command, key: str, happening: Happening) -> Step:
        """This will make a step; key: names the source event or the occasion, within the case."""
        about = getattr(command, "request_id", "")
        submission = Submission(
            command=command,
            command_id=self.id_of(f"{key}/{type(command).__name__}/{about}"),
            actor=self._actor(happening.agency, happening.unit),
            occurred=happening.occurred,
            channel=Channel.OTHER,
            external_ref=self._prefix + key,
            correlation_id=self.case_id,
        )
        return Step(submission, happening.origin)

    def _actor(self, agency: str, unit: str | None) -> Actor:
        actor = self._actors.get((agency, unit))
        if actor is None:
            actor = Actor(actor_id=self.actor_id, kind=ActorKind.IMPORT, agency_id=agency, unit_id=unit)
            self._actors[agency, unit] = actor
        return actor


def register(book: AgencyBook) -> Iterator[Step]:
    """This will register every agency that was met, then every unit, by code; those registered stay as they are."""
    since = Occurred(None, Precision.UNKNOWN, None, book.mapping.time.zone)
    for code, named in sorted(book.agencies.items()):
        agency = RegisterAgency(
            agency_id=code, name=named.name, country=named.country, tz=named.tz, languages=LANGUAGES
        )
        yield _step(agency, code, since)
    for (agency_code, code), name in sorted(book.units.items()):
        unit = RegisterUnit(agency_id=agency_code, unit_id=code, name=name, valid_from=book.mapping.agencies.valid_from)
        yield _step(unit, code, since)


def _step(command: Command, code: str, since: Occurred) -> Step:
    actor = Actor(actor_id="import:directory", kind=ActorKind.IMPORT)
    command_id = uuid5(IMPORTS, f"directory\x1f{code}")
    return Step(
        Submission(
            command=command, command_id=command_id, actor=actor, occurred=since, external_ref=f"directory:{code}"
        )
    )
