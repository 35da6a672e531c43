"""Lets people into imported cases, where the operator names them.

It must not let in anybody whose agency takes no part in a case.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from consumers.files.interpretation.steps import IMPORTS, Step
from consumers.files.interpreting import CaseSteps
from domain.aggregate import Actor, Submission
from domain.event import ActorKind
from domain.investigation.commands import AcceptInvitation, AdmitMember, OpenInvestigation
from domain.investigation.vocabulary import MemberRole
from domain.refusal import InvalidInput
from domain.vocabulary import is_person

__all__ = ["Admission", "Admissions", "parse_admission"]

ACCEPTED = "MEMBER@AGENCY, such as anna@SE-IMPORT"


@dataclass(frozen=True, slots=True)
class Admission:
    """A person who is to see the imported cases in which the agency takes part."""

    member_id: str
    agency_id: str


def parse_admission(text: str) -> Admission:
    """This will read `MEMBER@AGENCY`; the member may hold an @ itself. Raises InvalidInput."""
    member, _, agency = text.rpartition("@")
    if not is_person(member):
        raise InvalidInput(field="admit", rule=f"{text!r} names no member", accepted=ACCEPTED)
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9\-]{1,31}", agency):
        raise InvalidInput(field="admit", rule=f"{agency!r} is no code of an agency", accepted=ACCEPTED)
    return Admission(member, agency)


@dataclass(slots=True)
class Admissions:
    """Adds admissions to cases as they pass; `met` holds those whose agency took part in one."""

    wanted: tuple[Admission, ...]
    met: set[Admission] = field(default_factory=set)

    def added_to(self, cases: Iterable[CaseSteps]) -> Iterator[CaseSteps]:
        """This will yield each case with the admissions that concern it at its end."""
        for case, steps in cases:
            yield case, [*steps, *self._steps(steps)] if self.wanted else steps

    def notes(self) -> Iterator[str]:
        """This will say who could be admitted to no case."""
        for admission in self.wanted:
            if admission not in self.met:
                yield f"{admission.member_id} was admitted to no case: {admission.agency_id} takes part in none."

    def _steps(self, steps: Iterable[Step]) -> Iterator[Step]:
        commands = [step.submission.command for step in steps]
        opening = next(command for command in commands if isinstance(command, OpenInvestigation))
        joined = {command.agency_id for command in commands if isinstance(command, AcceptInvitation)}
        for admission in self.wanted:
            if admission.agency_id in joined | {opening.lead_agency_id}:
                self.met.add(admission)
                yield _admit(admission, opening.investigation_id)


def _admit(admission: Admission, case_id: UUID) -> Step:
    admitting = AdmitMember(
        investigation_id=case_id,
        member_id=admission.member_id,
        agency_id=admission.agency_id,
        role=MemberRole.MEMBER,
    )
    command_id = uuid5(IMPORTS, f"admission\x1f{case_id}\x1f{admission.member_id}\x1f{admission.agency_id}")
    actor = Actor(actor_id="import:admission", kind=ActorKind.IMPORT, agency_id=admission.agency_id)
    return Step(Submission(command=admitting, command_id=command_id, actor=actor, correlation_id=case_id))
