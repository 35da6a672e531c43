"""Of a limit that was warned of, the unit and the liaison officers are reminded once, by a process alone."""

import pytest

from domain.investigation.events import MemberAdmitted
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotFound, NotPermitted
from domain.request import Request, commands, events, rules
from domain.vocabulary import Obligation, Outcome
from tests.support.agencies import person
from tests.support.given import Given, happened
from tests.support.moments import at
from tests.support.requests import ASKED, ASKING, CASE, CLOCK, DE, FR, REQ, drafted, received, sent, with_case, world

NEAR = (drafted(), sent(on="2026-02-05T08:00:00+00:00"), received(on="2026-02-05T09:00:00+00:00"))
WARN = commands.RaiseTimeLimitWarning(request_id=REQ, obligation=Obligation.DECIDE, cycle=1)
REMIND = commands.RemindOfTimeLimit(request_id=REQ, obligation=Obligation.DECIDE, cycle=1)
NEAR_WARN, DUE = "2026-02-27T21:00:00+00:00", "2026-03-07T09:00:00+00:00"
WARNED = world(*NEAR).when(WARN, by=CLOCK, on=NEAR_WARN).after


def reminder(unit_id: str | None = None, *members: str) -> events.TimeLimitReminderSent:
    return events.TimeLimitReminderSent(
        request_id=REQ,
        obligation=Obligation.DECIDE,
        cycle=1,
        due_utc=at(DUE),
        agency_id=DE,
        unit_id=unit_id,
        members=members,
    )


def joined_by(standing: Given[Request], member_id: str, agency_id: str, role: MemberRole) -> Given[Request]:
    admitted = MemberAdmitted(investigation_id=CASE, member_id=member_id, agency_id=agency_id, role=role)
    return with_case(standing, admitted)


def test_where_nobody_is_seconded_the_leaders_of_both_sides_are_reminded() -> None:
    led = joined_by(WARNED, "dieter", DE, MemberRole.LEADER)
    led.when(REMIND, by=CLOCK).then(reminder(None, "ada", "dieter"))


def test_who_is_seconded_is_reminded_instead_of_the_leaders_of_that_side() -> None:
    seconded = joined_by(WARNED, "lise", FR, MemberRole.SECONDED_MEMBER)
    seconded.when(REMIND, by=CLOCK).then(reminder(None, "lise"))


def test_the_unit_that_has_the_request_is_named() -> None:
    assigned = happened(
        events.UnitAssigned(request_id=REQ, unit_id="DE-SPOC/CYBER"), by=ASKED, on="2026-02-06T09:00:00+00:00"
    )
    warned = world(*NEAR, assigned).when(WARN, by=CLOCK, on=NEAR_WARN).after
    warned.when(REMIND, by=CLOCK).then(reminder("DE-SPOC/CYBER", "ada"))


def test_a_limit_is_reminded_of_once() -> None:
    once = WARNED.when(REMIND, by=CLOCK)
    once.after.when(REMIND, by=CLOCK).refused(rules.ALimitIsRemindedOfOnce)


def test_a_limit_that_nobody_warned_of_is_not_reminded_of() -> None:
    world(*NEAR).when(REMIND, by=CLOCK).refused(rules.AReminderNeedsALimitThatWasWarnedOf)


def test_a_limit_that_is_met_is_not_reminded_of() -> None:
    accepted = WARNED.when(commands.AcknowledgeRequest(request_id=REQ), by=ASKED).after
    decided = accepted.when(commands.AcceptRequest(request_id=REQ), by=ASKED)
    decided.after.when(REMIND, by=CLOCK).refused(rules.AReminderNeedsALimitThatWasWarnedOf)


def test_an_answered_request_takes_no_reminder() -> None:
    answer = commands.ProvideFinalReply(request_id=REQ, outcome=Outcome.POSITIVE, summary="Here")
    answered = WARNED.when(answer, by=ASKED)
    answered.after.when(REMIND, by=CLOCK).refused(rules.AFinishedRequestTakesOnlyFeedbackCorrectionAndReopening)


@pytest.mark.parametrize("who", [ASKING, ASKED])
def test_no_person_does_this(who: object) -> None:
    WARNED.when(REMIND, by=who).refused(NotPermitted)  # type: ignore[arg-type]  # both are actors


def test_an_outsider_learns_nothing() -> None:
    WARNED.when(REMIND, by=person("otto", "AT-SPOC")).refused(NotFound)
