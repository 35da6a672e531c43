"""What a partner that leaves a case leaves open is seen to by who stays and may know of it, once."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from domain.event import ActorKind
from domain.followup.commands import AssignFollowUp, CompleteFollowUp, OpenFollowUp
from domain.followup.events import FollowUpOpened, SourceKind
from domain.investigation.commands import AcceptInvitation, InvitePartner, WithdrawPartner
from domain.investigation.vocabulary import PartnerRole
from domain.marking import Marking
from domain.request.commands import ProvideFinalReply
from domain.vocabulary import Outcome, Tlp
from tests.support.automating import BE, DE, FR, Scene, scene

pytestmark = pytest.mark.postgres

STRICT = Marking(tlp=Tlp.AMBER_STRICT)


@pytest.fixture
def case(database: str) -> Iterator[Scene]:
    with scene(database) as made:
        yield made


def leaves(case: Scene, agency_id: str) -> None:
    case.submit(WithdrawPartner(investigation_id=case.case, agency_id=agency_id, reason="Reorganised"))


def opened(case: Scene) -> list[FollowUpOpened]:
    """The follow-ups that a process opened."""
    found = case.recorded("followup.FollowUpOpened")
    return [
        each.event
        for each in found
        if isinstance(each.event, FollowUpOpened) and each.envelope.actor_kind is ActorKind.PROCESS
    ]


def told(case: Scene) -> list[tuple[str, UUID | None]]:
    """Whom each of them is for, and what it grew out of."""
    return [(each.opened_by_agency_id, each.source_id) for each in opened(case)]


def task(case: Scene, by: str, source: UUID | str) -> UUID:
    followup_id = uuid4()
    kind = SourceKind.REQUEST if isinstance(source, UUID) else SourceKind.MEETING
    case.submit(
        OpenFollowUp(
            followup_id=followup_id,
            investigation_id=case.case,
            source=kind,
            source_ref=str(source),
            task="Ask the company",
            opened_by_agency_id=by,
        )
    )
    return followup_id


def test_the_open_requests_from_and_to_it_become_follow_ups_of_the_lead_agency(case: Scene) -> None:
    to_it, from_it = case.request(DE, BE), case.request(BE, FR)
    case.request(DE, FR)
    leaves(case, BE)

    case.act()

    assert sorted(told(case)) == sorted([(FR, to_it), (FR, from_it)])
    assert all(BE in each.task for each in opened(case))


def test_what_is_answered_is_not_left_open(case: Scene) -> None:
    answered = case.request(DE, BE)
    case.submit(ProvideFinalReply(request_id=answered, outcome=Outcome.POSITIVE, summary="It was Ada."))
    leaves(case, BE)

    case.act()

    assert told(case) == []


def test_of_a_request_that_the_lead_agency_may_not_know_the_other_side_is_told(case: Scene) -> None:
    between_them = case.request(DE, BE, STRICT)
    leaves(case, BE)

    case.act()

    assert told(case) == [(DE, between_them)]


def test_its_open_follow_ups_become_follow_ups_of_the_lead_agency(case: Scene) -> None:
    to_do, to_judge = task(case, DE, "Meeting of 3 March"), task(case, BE, "Meeting of 4 March")
    case.submit(AssignFollowUp(followup_id=to_do, agency_id=BE))
    task(case, DE, "Meeting of 5 March")
    leaves(case, BE)

    case.act()

    assert [(each.opened_by_agency_id, each.source_ref) for each in opened(case)] == [
        (FR, "Meeting of 3 March"),
        (FR, "Meeting of 4 March"),
    ]
    assert (str(to_do) in opened(case)[0].task, str(to_judge) in opened(case)[1].task) == (True, True)


def test_a_follow_up_of_a_request_that_the_lead_agency_may_not_know_stays_with_who_opened_it(case: Scene) -> None:
    between_them = case.request(DE, BE, STRICT)
    to_do = task(case, DE, between_them)
    case.submit(AssignFollowUp(followup_id=to_do, agency_id=BE))
    case.submit(ProvideFinalReply(request_id=between_them, outcome=Outcome.POSITIVE, summary="It was Ada."))
    leaves(case, BE)

    case.act()

    assert told(case) == [(DE, between_them)]


def test_what_it_completed_still_waits_for_who_opened_it_and_is_listed(case: Scene) -> None:
    done = task(case, DE, "Meeting of 3 March")
    case.submit(AssignFollowUp(followup_id=done, agency_id=BE))
    case.submit(CompleteFollowUp(followup_id=done, result="It was Ada."))
    leaves(case, BE)

    case.act()

    assert told(case) == [(FR, None)]


def test_a_partner_that_is_back_before_anybody_looked_left_nothing(case: Scene) -> None:
    case.request(DE, BE)
    leaves(case, BE)
    case.submit(InvitePartner(investigation_id=case.case, agency_id=BE, role=PartnerRole.PARTY))
    case.submit(AcceptInvitation(investigation_id=case.case, agency_id=BE))

    case.act()

    assert told(case) == []


def test_a_partner_that_leaves_again_leaves_what_is_open_again(case: Scene) -> None:
    request = case.request(DE, BE)
    leaves(case, BE)
    case.act()
    case.submit(InvitePartner(investigation_id=case.case, agency_id=BE, role=PartnerRole.PARTY))
    case.submit(AcceptInvitation(investigation_id=case.case, agency_id=BE))
    leaves(case, BE)

    case.act()

    assert told(case).count((FR, request)) == 2
