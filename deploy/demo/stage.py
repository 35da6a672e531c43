"""Collects the commands of a sample story, each at a moment before or after the story's present.

It must not know how they are submitted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from domain.aggregate import Actor, Command, Submission
from domain.investigation.commands import AcceptInvitation, AdmitMember, InvitePartner, RecordConfidentialitySignature
from domain.investigation.vocabulary import MemberRole, PartnerRole
from domain.occurred import exactly
from domain.request.commands import DraftRequest, SendRequest
from domain.request.events import RequestContent
from domain.vocabulary import Channel, Role

__all__ = ["CONFIDENTIALITY", "DAY", "HOUR", "SAMPLES", "Asked", "SampleMember", "Stage", "Step", "step"]

SAMPLES = UUID("0d5a4a5e-6c1b-5c83-8d0e-3c0f4f6a9e21")
"""Namespace of the ids of everything in the sample stories."""

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

CONFIDENTIALITY = "V1"
"""The version of the agreement on confidentiality that everybody in the stories has signed when they begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMember:
    """An invented person of an invented agency."""

    member_id: str
    name: str
    agency_id: str
    unit_id: str | None = None
    roles: frozenset[Role] = frozenset()

    @property
    def actor(self) -> Actor:
        """The person as somebody who acts."""
        return Actor(actor_id=self.member_id, agency_id=self.agency_id, unit_id=self.unit_id, roles=self.roles)


@dataclass(slots=True)
class Stage:
    """One story. present: aware datetime to which all its moments are relative; ids follow from the story's name."""

    story: str
    present: datetime
    tz: str = "UTC"
    submissions: list[Submission] = field(default_factory=list)

    def id(self, name: str) -> UUID:
        """This will derive the id of a thing of the story from its name."""
        return uuid5(SAMPLES, f"{self.story}/{name}")

    def act(self, who: SampleMember, ago: timedelta, command: Command, channel: Channel = Channel.JIT_SPACE) -> None:
        """This will let a member do something some time before the story's present."""
        self.submissions.append(
            Submission(
                command=command,
                command_id=self.id(f"command {len(self.submissions)}"),
                actor=who.actor,
                occurred=exactly(self.present - ago, self.tz),
                channel=channel,
            )
        )

    def bring_in(
        self, lead: SampleMember, member: SampleMember, ago: timedelta, role: PartnerRole = PartnerRole.PARTY
    ) -> None:
        """This will let the lead invite a member's agency, the agency accept, the member sign, the lead admit it."""
        space, agency = self.id("investigation"), member.agency_id
        admitted = AdmitMember(
            investigation_id=space, member_id=member.member_id, agency_id=agency, role=MemberRole.LEADER
        )
        self.act(lead, ago, InvitePartner(investigation_id=space, agency_id=agency, role=role))
        self.act(member, ago - timedelta(hours=20), AcceptInvitation(investigation_id=space, agency_id=agency))
        self.sign(lead, member, ago - timedelta(hours=21))
        self.act(lead, ago - timedelta(hours=22), admitted)

    def sign(self, lead: SampleMember, member: SampleMember, ago: timedelta, version: str = CONFIDENTIALITY) -> None:
        """This will let the lead record that a member has just signed the agreement on confidentiality."""
        signature = RecordConfidentialitySignature(
            investigation_id=self.id("investigation"),
            member_id=member.member_id,
            agency_id=member.agency_id,
            version=version,
            signed_on=(self.present - ago).date(),
        )
        self.act(lead, ago, signature)

    def ask(self, who: SampleMember, ago: timedelta, asked: "Asked") -> UUID:
        """This will draft and send a request, and return its id."""
        request_id = self.draft(who, ago, asked)
        self.act(who, ago, SendRequest(request_id=request_id), asked.channel)
        return request_id

    def draft(self, who: SampleMember, ago: timedelta, asked: "Asked") -> UUID:
        """This will draft a request, and return its id."""
        request_id = self.id(asked.name)
        draft = DraftRequest(
            request_id=request_id,
            investigation_id=self.id("investigation"),
            requesting_agency_id=who.agency_id,
            requesting_unit_id=who.unit_id,
            requested_agency_id=asked.of,
            content=asked.content,
        )
        self.act(who, ago, draft, asked.channel)
        return request_id

    def course(self, request_id: UUID, *steps: "Step") -> None:
        """This will let a request take its course, step by step."""
        for step in steps:
            self.act(step.who, step.ago, step.command(request_id=request_id, **step.fields), Channel.SIENA)

    def __iter__(self) -> Iterator[Submission]:
        return iter(self.submissions)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a request's course: who takes it, how long before the story's present, and what is done."""

    who: SampleMember
    ago: timedelta
    command: Callable[..., Command]
    fields: dict[str, object] = field(default_factory=dict)


def step(who: SampleMember, ago: timedelta, command: Callable[..., Command], **fields: object) -> Step:
    """This will write a step down."""
    return Step(who, ago, command, fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request of the story asks. name: unique within the story; of: code of the agency asked."""

    name: str
    of: str
    content: RequestContent
    channel: Channel = Channel.SIENA
