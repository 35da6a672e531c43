"""A case of three partners with an item and a request, automations that follow its log, and a clock that tests move.

It must not hold expectations: these stand in the tests.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from consumers.automations import ALL, Automating, Automation, Work
from consumers.automations.following import Log
from domain.agency.commands import RegisterAgency, RegisterUnit
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted, Application
from domain.application_watching import Watching
from domain.event import ActorKind, Recorded
from domain.investigation.commands import AcceptInvitation, AdmitMember, InvitePartner, OpenInvestigation
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole
from domain.item.commands import ImposeRestriction, RegisterItem, ShareItem
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import UNMARKED, Marking, Pap
from domain.request.commands import ConfirmReceipt, DraftRequest, SendRequest
from domain.storage import EventLog
from tests.support.items import HASH
from tests.support.keys import KEYRING
from tests.support.overdue import SENT, Moment, content

__all__ = ["BE", "DE", "FR", "OPERATOR", "Scene", "scene"]

OPERATOR = Actor(actor_id="operator", kind=ActorKind.IMPORT)
FR, BE, DE = "FR-SPOC", "BE-SPOC", "DE-SPOC"
"""FR-SPOC leads; each agency has one member, called as the agency in small letters."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A log with one case, an application whose present is `now`, and whoever may bring automations to act."""

    conninfo: str
    log: EventLog
    application: Application
    now: Moment
    case: UUID = field(default_factory=uuid4)

    def submit(self, command: Command, by: Actor = OPERATOR) -> Accepted:
        """This will submit a command as of the present, and insist that it is accepted."""
        submission = Submission(command=command, command_id=uuid4(), actor=by)
        outcome = self.application.submit(submission).result(60)
        assert isinstance(outcome, Accepted), outcome
        return outcome

    def act(self, automations: Sequence[Automation] = ALL, log: Log | None = None) -> None:
        """This will let a process do all that there is to do now, and end."""
        work = Work(log=log or self.application, events=self.log, now=self.now, batch=4)
        with Automating(self.conninfo, automations, work) as automating:
            while automating.advance():
                pass

    @contextmanager
    def running(self) -> Iterator[None]:
        """This will let a thread act for as long as the block lasts."""
        work = Work(log=self.application, events=self.log, now=self.now)
        with Automating(self.conninfo, ALL, work) as automating:
            thread = threading.Thread(target=automating.run)
            thread.start()
            try:
                yield
            finally:
                automating.stop()
                thread.join()

    def recorded(self, *topics: str) -> list[Recorded]:
        """This will list the events of some topics, in the order of the log."""
        return [each for each in self.log.read(0, 10_000) if each.event.TOPIC in topics]

    def request(self, asking: str, asked: str, marking: Marking = UNMARKED) -> UUID:
        """This will send a request between two partners; it arrives at once."""
        request_id = uuid4()
        draft = DraftRequest(
            request_id=request_id,
            investigation_id=self.case,
            requesting_agency_id=asking,
            requesting_unit_id=f"{asking}/CYBER",
            requested_agency_id=asked,
            content=replace(content(), marking=marking),
        )
        for command in (draft, SendRequest(request_id=request_id), ConfirmReceipt(request_id=request_id)):
            self.submit(command)
        return request_id

    def restricted(self, *recipients: str) -> tuple[UUID, UUID]:
        """This will share an item of the lead agency and restrict it afterwards; the ids of both."""
        item_id, restriction_id = uuid4(), uuid4()
        register = RegisterItem(
            item_id=item_id,
            investigation_id=self.case,
            kind=ItemKind.INTELLIGENCE,
            title="Container 7",
            content_sha256=HASH,
            provenance="A camera",
            purpose="Find the driver",
            legal_basis="Agreement",
            marking=UNMARKED,
            originator_agency_id=FR,
        )
        share = ShareItem(item_id=item_id, recipients=tuple(Recipient(agency_id=each) for each in recipients))
        restrict = ImposeRestriction(
            item_id=item_id,
            restriction_id=restriction_id,
            marking=Marking(pap=Pap.RED),
            reason="The source is in danger.",
            by_agency_id=FR,
        )
        for command in (register, share, restrict):
            self.submit(command)
        return item_id, restriction_id

    def admit(self, member_id: str, agency_id: str, role: MemberRole = MemberRole.MEMBER) -> None:
        """This will admit a person of an agency."""
        self.submit(AdmitMember(investigation_id=self.case, member_id=member_id, agency_id=agency_id, role=role))


@contextmanager
def scene(conninfo: str, watching: Watching | None = None) -> Iterator[Scene]:
    """This will open a case with its three partners, at the moment of sending. watching: of the application."""
    now = Moment(SENT)
    with EventLog(conninfo, KEYRING) as log, Application(log, now=now, watching=watching) as application:
        made = Scene(conninfo, log, application, now)
        _begin(made)
        yield made


def _begin(made: Scene) -> None:
    for code in (FR, BE, DE):
        country = code.partition("-")[0]
        made.submit(RegisterAgency(agency_id=code, name=code, country=country, tz="UTC", languages=("en",)))
        unit = f"{code}/CYBER"
        made.submit(RegisterUnit(agency_id=code, unit_id=unit, name="Cyber", valid_from=date(2020, 1, 1)))
    made.submit(
        OpenInvestigation(
            investigation_id=made.case,
            reference="JIT-1",
            title="Harbour",
            crime_areas=("CYBERCRIME",),
            legal_basis=LegalBasisKind.TREATY,
            lead_agency_id=FR,
            first_member_id="fr",
        )
    )
    for code, member_id in ((BE, "be"), (DE, "de")):
        made.submit(InvitePartner(investigation_id=made.case, agency_id=code, role=PartnerRole.PARTY))
        made.submit(AcceptInvitation(investigation_id=made.case, agency_id=code))
        made.admit(member_id, code)
