"""Random but possible histories: agencies, investigations, requests, items, reviews and follow-ups as the log has them.

It must not decide: what it yields is what the rooms' transition tables allow, in an order that keeps their rules.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from uuid import UUID

from domain.agency import events as of_agency
from domain.aggregate import StreamKey
from domain.catalogue import EVENT_TYPES
from domain.event import ActorKind, Envelope, Event, Recorded
from domain.investigation import events as of_case
from domain.investigation.vocabulary import ActivityKind, LegalBasisKind, MemberRole, PartnerRole
from domain.occurred import Precision
from domain.storage import EventLog
from domain.storage.append import Growth
from domain.vocabulary import AgencyRole
from tests.support.erasing_histories import agency_erased, case_erased, request_erased
from tests.support.fact_histories import facts
from tests.support.followup_histories import confined, course_of_followup
from tests.support.identifier_histories import registrations
from tests.support.item_histories import courses_of_items
from tests.support.keys import KEYRING
from tests.support.ledger_histories import told_of_the_log
from tests.support.request_histories import Sides, course
from tests.support.review_histories import course_of_review

__all__ = ["AGENCIES", "Told", "append_history", "chance_of", "history", "member_of"]

AGENCIES = ("FR-SPOC", "DE-SPOC", "NL-SPOC", "ES-SPOC", "IT-SPOC", "PL-SPOC", "SE-SPOC", "EUROPOL")
BEGIN = datetime(2025, 1, 6, 8, tzinfo=UTC)
AREAS = ("CYBERCRIME", "DRUG_TRAFFICKING", "TERRORISM", "TRAFFICKING_IN_HUMAN_BEINGS")


@dataclass(frozen=True, slots=True)
class Told:
    """An event on its way into a history. stream, case: ids; by: the acting agency, None for a process."""

    stream: UUID
    case: UUID | None
    by: str | None
    event: Event


@dataclass(slots=True)
class Chance:
    """Random choices that a seed fixes, ids included."""

    seed: int
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = chance_of(self.seed)

    def uuid(self) -> UUID:
        """This will make an id."""
        return UUID(int=self.rng.getrandbits(128), version=4)


def chance_of(seed: int) -> random.Random:
    """This will make the choices that a seed fixes."""
    return random.Random(seed)  # noqa: S311  # tests must be repeatable, not secret


def member_of(agency_id: str) -> str:
    """This will name the person that every history admits for an agency."""
    return f"{agency_id.lower()}-member"


def history(seed: int, cases: int, requests: int) -> list[Recorded]:
    """This will tell a directory and `cases` investigations with `requests` requests each, then of the log itself."""
    chance = Chance(seed)
    running = [_directory(chance)]
    running += [_case(chance, requests) for _ in range(cases)]
    running += [_before_any_case(chance) for _ in range(cases)]
    of_the_log = (Told(*each) for each in told_of_the_log())
    return _recorded(chance, chain(_interleaved(chance, running), of_the_log))


def append_history(conninfo: str, recorded: Sequence[Recorded], types: Mapping[str, type[Event]] = EVENT_TYPES) -> None:
    """This will put a history at the end of the log, as one commit. types: those of the program that writes it."""
    if not recorded:
        return
    with EventLog(conninfo, KEYRING, types) as log:
        rows = [log.documents.write(each.event, each.envelope) for each in recorded]
        writer = log.writer()
        writer.begin([])
        writer.commit(Growth(rows))
        writer.close()


def _interleaved(chance: Chance, running: list[Iterator[Told]]) -> Iterator[Told]:
    while running:
        index = chance.rng.randrange(len(running))
        for _ in range(chance.rng.randint(1, 4)):
            told = next(running[index], None)
            if told is None:
                running.pop(index)
                break
            yield told


def _recorded(chance: Chance, tale: Iterator[Told]) -> list[Recorded]:
    versions: dict[UUID, int] = {}
    clock, made = BEGIN, []
    for position, told in enumerate(tale, start=1):
        clock += timedelta(minutes=chance.rng.randint(0, 20))
        versions[told.stream] = versions.get(told.stream, 0) + 1
        event = told.event
        if event.ERASES and hasattr(event, "up_to_version"):
            event = replace(event, up_to_version=versions[told.stream] - 1)  # type: ignore[type-var]  # each has it
        made.append(Recorded(event, _envelope(chance, told, versions[told.stream], clock), position))
    return made


def _envelope(chance: Chance, told: Told, version: int, at: datetime) -> Envelope:
    known = chance.rng.random()
    occurred = at - timedelta(minutes=chance.rng.randint(0, 600))
    day = occurred.replace(hour=0, minute=0)
    precision = Precision.SECOND if known < 0.9 else Precision.DAY if known < 0.97 else Precision.UNKNOWN
    return Envelope(
        event_id=chance.uuid(),
        aggregate_id=told.stream,
        aggregate_version=version,
        case_id=told.case,
        recorded_at=at,
        occurred_at={Precision.SECOND: occurred, Precision.DAY: day}.get(precision),
        occurred_precision=precision,
        occurred_until=day + timedelta(days=1) if precision is Precision.DAY else None,
        actor_id=member_of(told.by) if told.by else "clock",
        actor_kind=ActorKind.PERSON if told.by else ActorKind.PROCESS,
        acting_agency_id=told.by,
        command_id=chance.uuid(),
        schema_version=told.event.VERSION,
    )


def _directory(chance: Chance) -> Iterator[Told]:
    for agency_id in AGENCIES:
        stream, unit = StreamKey("agency", agency_id).stream_id, f"{agency_id}/CYBER"
        day = date(2020, 1, 1)
        country = None if agency_id == "EUROPOL" else agency_id[:2]
        for event in (
            of_agency.AgencyRegistered(
                agency_id=agency_id, name=f"{agency_id} \\ é", country=country, tz="Europe/Paris",
                languages=("en", "fr"),
            ),
            of_agency.AgencyRoleDeclared(agency_id=agency_id, role=AgencyRole.SPOC, valid_from=day),
            of_agency.UnitRegistered(
                agency_id=agency_id, unit_id=unit, name="Cyber", family="CYBERCRIME", valid_from=day
            ),
            of_agency.CompetenceDeclared(
                agency_id=agency_id, unit_id=unit, competence_id="C1", crime_areas=("CYBERCRIME_AND_DIGITAL_EVIDENCE",),
                regions=(country or "WORLD",), languages=("en",), valid_from=day,
            ),
            of_agency.ContactPointChanged(
                agency_id=agency_id, unit_id=chance.rng.choice([None, unit]), address="desk@example.invalid",
                always_open=True, hours=None, tz="UTC",
            ),
            of_agency.UnitSuspended(agency_id=agency_id, unit_id=unit, suspended_from=day, reason="moving"),
            of_agency.UnitReactivated(agency_id=agency_id, unit_id=unit, active_from=date(2020, 2, 1)),
        ):  # fmt: skip
            yield Told(stream, None, agency_id, event)
    yield from _consents(chance)


def _consents(chance: Chance) -> Iterator[Told]:
    giving, passing_on, receiving = AGENCIES[:3]
    stream, consent = StreamKey("agency", giving).stream_id, chance.uuid()
    yield Told(stream, None, giving, of_agency.StandingAuthorisationGiven(
        agency_id=giving, authorisation_id=consent, from_agency_id=passing_on, to_agency_id=receiving,
        crime_areas=("CYBERCRIME",), valid_from=date(2025, 1, 6), valid_until=date(2026, 1, 6), purpose="Servers",
    ))  # fmt: skip
    yield Told(stream, None, giving, of_agency.StandingAuthorisationRevoked(
        agency_id=giving, authorisation_id=consent, revoked_on=date(2025, 6, 1), reason="New policy",
    ))  # fmt: skip
    for event in agency_erased(chance.rng, giving):
        yield Told(stream, None, giving, event)


def _before_any_case(chance: Chance) -> Iterator[Told]:
    request_id = chance.uuid()
    asking, asked = chance.rng.sample(AGENCIES, 2)
    sides = _sides(chance, request_id, None, (asking, asked))
    steps = list(course(sides))
    for by, event in (*steps, *request_erased(sides, steps[-1][1])):
        yield Told(request_id, request_id, by, event)


def _case(chance: Chance, requests: int) -> Iterator[Told]:
    case, rng = chance.uuid(), chance.rng
    lead, *others = rng.sample(AGENCIES, 4)
    for event in _opening(case, lead, others):
        yield Told(case, case, lead, event)
    running: list[Iterator[Told]] = [(Told(case, case, lead, event) for event in facts(rng, case))]
    for _ in range(requests):
        asking, asked = rng.sample([lead, *others], 2)
        running.append(_request(chance, case, asking, asked))
    running.append(_followup(chance, case, lead, others[0]))
    running.append(Told(stream, case, lead, event) for stream, event in confined(case, lead, others[0]))
    running.append(
        Told(stream, case, by, event) for stream, by, event in course_of_review(rng, case, (lead, others[0]))
    )
    hits = registrations(rng, chance.uuid, case, (lead, others[0]))
    running.append(Told(stream, None, by, event) for stream, by, event in hits)
    items = courses_of_items(rng, chance.uuid, case, (lead, *others))
    running += [(Told(event.item_id, case, by, event) for by, event in told) for told in items]
    yield from _interleaved(chance, running)
    leaving = _leaving(rng, case, others)
    for event in (*leaving, *case_erased(rng, leaving[-1] if leaving else None)):
        yield Told(case, case, lead, event)


def _opening(case: UUID, lead: str, others: list[str]) -> Iterator[Event]:
    yield of_case.InvestigationOpened(
        investigation_id=case, reference=f"JIT-{case.hex[:8]}", title='Joint investigation, 100% "quoted"\n\\',
        crime_areas=("CYBERCRIME",), legal_basis=LegalBasisKind.JIT_AGREEMENT, lead_agency_id=lead,
        first_member_id=member_of(lead),
    )  # fmt: skip
    for agency_id in others:
        yield of_case.PartnerInvited(investigation_id=case, agency_id=agency_id, role=PartnerRole.PARTY)
        yield of_case.PartnerJoined(investigation_id=case, agency_id=agency_id, role=PartnerRole.PARTY)
        yield of_case.MemberAdmitted(
            investigation_id=case, member_id=member_of(agency_id), agency_id=agency_id, role=MemberRole.MEMBER
        )
    yield of_case.AgreementRecorded(
        investigation_id=case, reference="A", signed_on=date(2025, 1, 5), valid_from=date(2025, 1, 6), valid_to=None
    )
    yield from _confidentiality(case, lead, others)
    yield of_case.OperationalPhaseStarted(investigation_id=case, planned_end=date(2026, 1, 6))
    yield of_case.CompartmentDefined(investigation_id=case, compartment="ALPHA", name="Alpha")
    yield of_case.CompartmentAccessGranted(investigation_id=case, compartment="ALPHA", member_id=member_of(lead))


def _confidentiality(case: UUID, lead: str, others: list[str]) -> Iterator[Event]:
    day = date(2025, 1, 2)
    yield of_case.ConfidentialityRequired(investigation_id=case, version="V1", valid_from=day, days_to_sign=14)
    for agency_id in others:
        yield of_case.ConfidentialityAgreementSigned(
            investigation_id=case, member_id=member_of(agency_id), agency_id=agency_id, version="V1", signed_on=day
        )
    yield of_case.JointActivityRecorded(
        investigation_id=case, activity_id="kick-off", kind=ActivityKind.MEETING, title='Kick-off, 100% "joint"\n\\',
        agencies=(lead, *others), place="The Hague", persons_count=9,
    )  # fmt: skip
    yield of_case.JointActivityRecorded(
        investigation_id=case, activity_id="visit", kind=ActivityKind.VISIT, title="Visit", agencies=(lead, others[0])
    )
    yield of_case.JointActivityCancelled(
        investigation_id=case, activity_id="visit", agencies=(lead, others[0]), reason="moved"
    )


def _request(chance: Chance, case: UUID, asking: str, asked: str) -> Iterator[Told]:
    request_id = chance.uuid()
    sides = _sides(chance, request_id, case, (asking, asked))
    steps = list(course(sides))
    for by, event in (*steps, *request_erased(sides, steps[-1][1])):
        yield Told(request_id, case, by, event)


def _followup(chance: Chance, case: UUID, lead: str, other: str) -> Iterator[Told]:
    stream = chance.uuid()
    for event in course_of_followup(chance.rng, stream, case, (lead, other)):
        yield Told(stream, case, lead, event)


def _leaving(rng: random.Random, case: UUID, others: list[str]) -> list[Event]:
    endings: list[list[Event]] = [
        [],
        [of_case.PartnerLeft(investigation_id=case, agency_id=others[0], reason="done")],
        [of_case.MemberAccessRevoked(investigation_id=case, member_id=member_of(others[1]), reason="moved")],
        [
            of_case.PostOperationalPhaseEntered(investigation_id=case),
            of_case.InvestigationClosed(investigation_id=case, reason="done"),
        ],
        [
            of_case.PartnerLeft(investigation_id=case, agency_id=others[0], reason="budget"),
            of_case.PartnerInvited(investigation_id=case, agency_id=others[0], role=PartnerRole.OBSERVER),
            of_case.PartnerJoined(investigation_id=case, agency_id=others[0], role=PartnerRole.OBSERVER),
        ],
    ]
    return rng.choice(endings)


def _sides(chance: Chance, request_id: UUID, case: UUID | None, pair: tuple[str, str]) -> Sides:
    asking, asked = pair
    return Sides(rng=chance.rng, uuid=chance.uuid, request_id=request_id, case=case, asking=asking, asked=asked)
