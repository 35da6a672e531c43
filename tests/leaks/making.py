"""Makes random work of several agencies through the real application: who belongs where, and who agreed on what.

It must not hold expectations. Every free text that it writes is a canary, a word that stands nowhere else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from consumers.automations.automation import AUTOMATIONS
from domain.agency.commands import GiveStandingAuthorisation, RegisterAgency, RegisterUnit, RevokeStandingAuthorisation
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted, Application
from domain.investigation import commands as c
from domain.investigation.vocabulary import ActivityKind, LegalBasisKind, MemberRole, PartnerRole
from domain.marking import Marking, Pap
from domain.storage import EventLog
from domain.vocabulary import Classification, Handling, Role, Tlp
from tests.leaks.reminding import reminders
from tests.support.keys import KEYRING
from tests.support.served import OPERATOR

__all__ = ["AGENCIES", "CANARY", "COMPARTMENTS", "Case", "Maker", "cases", "fill"]

AGENCIES = ("FR-SPOC", "DE-BKA", "BE-SPOC", "IT-SPOC", "NL-SPOC")
"""AT-SPOC is registered too, and takes part in nothing."""

COMPARTMENTS = ("HARBOUR", "AIRPORT")
CANARY = r"canary-[a-z]+-\d{5}"
PERSONS = ("a", "b", "c", "d")
"""Of each agency; the first leads its side, and is cleared for everything."""

LEVELS = (None, Classification.RESTRICTED, Classification.SECRET, Classification.TOP_SECRET)
BEGAN = timedelta(days=60)
LATER = timedelta(days=4)
"""After all terms in which something is to be confirmed."""

BATCH = 40
CASES = 5


@dataclass(frozen=True)
class Case:
    """An investigation as it was begun: partners, the lead first, and whom each admitted; requests made in it."""

    case_id: UUID
    partners: Sequence[str]
    members: dict[str, list[str]] = field(default_factory=dict)
    requests: list[UUID] = field(default_factory=list)


@dataclass
class Maker:
    """Chance, canaries, and the application. at: the moment that the application is told; late: to do days later."""

    rng: Random
    application: Application
    log: EventLog
    at: datetime
    written: int = 0
    accepted: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    waiting: list[Submission] = field(default_factory=list)
    late: list[Command] = field(default_factory=list)

    def word(self, kind: str) -> str:
        """This will make a text that stands nowhere else."""
        self.written += 1
        return f"canary-{kind}-{self.written:05d}"

    def id(self) -> UUID:
        """This will make an id."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def hidden(self, share: float) -> bool:
        """This will say yes with a probability."""
        return self.rng.random() < share

    def do(self, actor: Actor, *commands: Command) -> None:
        """This will ask for something, which the rules may refuse."""
        self.waiting += [Submission(command=each, command_id=self.id(), actor=actor) for each in commands]
        if len(self.waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """This will send what waits; the next batch is an hour later."""
        waiting, self.waiting = self.waiting, []
        for asked, outcome in zip(waiting, self.application.submit_batch(waiting), strict=True):
            if isinstance(outcome, Accepted):
                self.accepted += 1
            else:
                told = f"{type(asked.command).__name__}: {type(outcome).__name__}"
                self.refused[told] = self.refused.get(told, 0) + 1
        self.at += timedelta(hours=1)

    def chief(self, agency_id: str) -> Actor:
        """This will name who leads the side of an agency."""
        roles = frozenset({Role.INVESTIGATION_OPENER, Role.AGENCY_ADMINISTRATOR})
        return Actor(actor_id=f"{agency_id.lower()}.a", agency_id=agency_id, roles=roles)

    def marking(self, *, of_request: bool = False) -> Marking:
        """This will make a marking; most set something."""
        tlps = (None, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT) + (() if of_request else (Tlp.RED,))
        handling = self.rng.choice([(), (), (Handling.H1,), (Handling.H2,), (Handling.H3,)])
        return Marking(
            tlp=self.rng.choice(tlps),
            handling=handling,
            handling_text=self.word("handling") if Handling.H3 in handling else None,
            pap=self.rng.choice([None, Pap.AMBER]),
            classification=self.rng.choice([None, None, None, Classification.RESTRICTED, Classification.SECRET]),
            compartments=self.rng.choice([(), (), (), ("HARBOUR",), ("AIRPORT",), COMPARTMENTS]),
        )


def _nothing(_maker: Maker, _cases: Sequence[Case]) -> None:
    return None


def fill(
    conninfo: str,
    seed: int,
    work: Callable[[Maker, Case], None],
    across: Callable[[Maker, Sequence[Case]], None] = _nothing,
) -> Maker:
    """This will let chance happen to an empty database.

    work: what partners do in an investigation; across: what they do over all of them afterwards.
    """
    at = [datetime.now(UTC) - BEGAN]
    with EventLog(conninfo, KEYRING) as log, Application(log, now=lambda: maker.at) as application:
        maker = Maker(Random(seed), application, log, at[0])  # noqa: S311  # a test's chance, which is to be repeatable
        maker.do(OPERATOR, *_agencies())
        maker.flush()
        _standing(maker)
        done = []
        for case in cases(maker):
            work(maker, case)
            maker.flush()
            _ending(maker, case)
            maker.flush()
            done.append(case)
        across(maker, done)
        maker.flush()
        maker.at += LATER
        maker.do(AUTOMATIONS, *maker.late)
        maker.waiting += reminders(maker.log, (each for case in done for each in case.requests), maker.at)
        maker.flush()
    return maker


def cases(maker: Maker) -> Iterator[Case]:
    """This will open investigations one after the other, with their partners, members and what these hold."""
    for number in range(CASES):
        partners = maker.rng.sample(AGENCIES, 3 + number % 3)
        case = Case(maker.id(), partners)
        _open(maker, case)
        _admit(maker, case)
        maker.flush()
        _agree(maker, case)
        yield case


def _agencies() -> Iterable[RegisterAgency | RegisterUnit]:
    day = date(2020, 1, 1)
    for each in (*AGENCIES, "AT-SPOC"):
        yield RegisterAgency(agency_id=each, name=each, country=each[:2], tz="Europe/Paris", languages=("en",))
        yield RegisterUnit(agency_id=each, unit_id=f"{each}/DESK", name="Desk", valid_from=day)


def _open(maker: Maker, case: Case) -> None:
    lead, *others = case.partners
    chief = maker.chief(lead)
    maker.do(
        chief,
        c.OpenInvestigation(
            investigation_id=case.case_id, reference=maker.word("reference"), title=maker.word("title"),
            crime_areas=("CYBERCRIME",), legal_basis=LegalBasisKind.TASK_FORCE_ARRANGEMENT, lead_agency_id=lead,
            first_member_id=chief.actor_id,
        ),
    )  # fmt: skip
    for each in others:
        maker.do(chief, c.InvitePartner(investigation_id=case.case_id, agency_id=each, role=PartnerRole.PARTY))
        maker.do(maker.chief(each), c.AcceptInvitation(investigation_id=case.case_id, agency_id=each))
    for code in COMPARTMENTS:
        maker.do(
            chief,
            c.DefineCompartment(investigation_id=case.case_id, compartment=code, name=maker.word("compartment")),
        )


def _admit(maker: Maker, case: Case) -> None:
    lead = maker.chief(case.partners[0])
    for agency_id in case.partners:
        some = maker.rng.sample(PERSONS[1:], maker.rng.randint(1, 3))
        case.members[agency_id] = [f"{agency_id.lower()}.{each}" for each in ("a", *some)]
        for member in case.members[agency_id]:
            named = {"investigation_id": case.case_id, "member_id": member, "agency_id": agency_id}
            day = date(2026, 1, 5)
            maker.do(OPERATOR, c.RecordConfidentialitySignature(**named, version="V1", signed_on=day))  # type: ignore[arg-type]
            if member != lead.actor_id:
                maker.do(OPERATOR, _admission(maker, case, member, agency_id))
        _clear(maker, case, agency_id)


def _admission(maker: Maker, case: Case, member: str, agency_id: str) -> c.AdmitMember:
    is_chief = member.endswith(".a")
    role = MemberRole.LEADER if is_chief else maker.rng.choice([MemberRole.MEMBER, MemberRole.READER])
    return c.AdmitMember(investigation_id=case.case_id, member_id=member, agency_id=agency_id, role=role)


def _clear(maker: Maker, case: Case, agency_id: str) -> None:
    for member in case.members[agency_id]:
        is_chief = member.endswith(".a")
        level = Classification.TOP_SECRET if is_chief else maker.rng.choice(LEVELS)
        until = None if is_chief or level is None else maker.rng.choice([None, 3, 400])
        day = until and (maker.at + timedelta(days=until)).date()
        maker.do(
            OPERATOR,
            c.ChangeMemberClearance(
                investigation_id=case.case_id, member_id=member, clearance=level, valid_until=day or None
            ),
        )
        for code in COMPARTMENTS:
            if maker.hidden(0.8 if is_chief else 0.4):
                held = {"investigation_id": case.case_id, "compartment": code, "member_id": member}
                maker.do(OPERATOR, c.GrantCompartment(**held))  # type: ignore[arg-type]


def _agree(maker: Maker, case: Case) -> None:
    day = date(2026, 2, 2)
    chief = maker.chief(case.partners[0])
    maker.do(
        chief,
        c.RecordAgreement(
            investigation_id=case.case_id, reference=maker.word("agreement"), signed_on=day, valid_from=day,
            third_party_access=maker.word("access"),
        ),
        c.StartOperationalPhase(investigation_id=case.case_id),
    )  # fmt: skip
    for number in range(3):
        both = tuple(maker.rng.sample(list(case.partners), 2))
        activity = f"activity-{number}"
        maker.do(
            maker.chief(both[0]),
            c.RecordJointActivity(
                investigation_id=case.case_id, activity_id=activity, kind=ActivityKind.MEETING,
                title=maker.word("activity"), agencies=both, place=maker.word("place"), persons_count=number + 1,
            ),
        )  # fmt: skip
        if number == 2:
            cancel = c.CancelJointActivity(
                investigation_id=case.case_id, activity_id=activity, reason=maker.word("cancel")
            )
            maker.do(maker.chief(both[0]), cancel)


def _standing(maker: Maker) -> None:
    day = maker.at.date()
    for number in range(4):
        giving, passing, getting = maker.rng.sample(AGENCIES, 3)
        known_as = maker.id()
        maker.do(
            maker.chief(giving),
            GiveStandingAuthorisation(
                agency_id=giving, authorisation_id=known_as, from_agency_id=passing, to_agency_id=getting,
                valid_from=day, valid_until=day + timedelta(days=300), purpose=maker.word("standing"),
            ),
        )  # fmt: skip
        if number == 3:
            revoked = RevokeStandingAuthorisation(
                agency_id=giving, authorisation_id=known_as, reason=maker.word("revoked")
            )
            maker.do(maker.chief(giving), revoked)


def _ending(maker: Maker, case: Case) -> None:
    """Compartments and access are taken back, a clearance is lowered, a partner leaves."""
    rng, known_as = maker.rng, case.case_id
    for agency_id in case.partners:
        *_, last = case.members[agency_id]
        code = rng.choice(COMPARTMENTS)
        some: list[Command] = [
            c.RevokeCompartment(
                investigation_id=known_as, compartment=code, member_id=last, reason=maker.word("compartment")
            ),
            c.ChangeMemberClearance(investigation_id=known_as, member_id=last),
            c.RevokeMember(investigation_id=known_as, member_id=last, reason=maker.word("revoke")),
        ]
        maker.do(OPERATOR, rng.choice(some))
    if len(case.partners) > 3:
        leaves = c.WithdrawPartner(investigation_id=known_as, agency_id=case.partners[-1], reason=maker.word("leave"))
        maker.do(maker.chief(case.partners[0]), leaves)
