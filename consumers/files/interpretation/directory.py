"""Registers the agencies and units that a file names; those that are registered stay as they are.

It must not declare competences: a file says who did something, not who may.
"""

from collections.abc import Iterator
from uuid import uuid5

from consumers.files.agencies import AgencyBook
from consumers.files.interpretation.steps import IMPORTS, Step
from domain.agency.commands import RegisterAgency, RegisterUnit
from domain.aggregate import Actor, Command, Submission
from domain.event import ActorKind
from domain.occurred import Occurred, Precision

__all__ = ["register"]

LANGUAGES = ("und",)
"""ISO 639 code for undetermined: a file does not tell in what language an agency can be asked."""


def register(book: AgencyBook) -> Iterator[Step]:
    """This will register every agency that was met, then every unit, in the order of their codes."""
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
