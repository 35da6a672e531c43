"""The partners' agreement, and the facts and contradictions that are recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.investigation import INVESTIGATION
from domain.investigation.commands import (
    AmendAgreement,
    RecordAgreement,
    RecordContradiction,
    RecordFact,
)
from domain.investigation.events import (
    AgreedLimit,
    AgreementRecorded,
    Claim,
    ContradictionRecorded,
    FactRecorded,
    InvestigationArchived,
    InvestigationClosed,
    OperationalPhaseStarted,
)
from domain.investigation.rules import (
    AFactIsRecordedOnce,
    AnAgreementCoversAPeriod,
    AnAgreementIsRecordedFirst,
    AnAgreementIsRecordedOnce,
    AnAgreementIsSignedBeforeItIsRecorded,
    AnArchivedInvestigationRests,
    ContradictoryClaimsAreTwo,
)
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.vocabulary import Obligation
from tests.support.agencies import IMPORTER
from tests.support.given import given
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, RITA, WITH_PARTNER

RUNNING = given(INVESTIGATION, *WITH_PARTNER)
STARTED = OperationalPhaseStarted(investigation_id=CASE, planned_end=date(2027, 1, 1))
CLOSED = InvestigationClosed(investigation_id=CASE, reason="done")
ENDED = given(INVESTIGATION, *WITH_PARTNER, STARTED, CLOSED)
DAY_LIMIT = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(days=2))
AGREED = AgreementRecorded(
    investigation_id=CASE,
    reference="A-1",
    signed_on=date(2026, 1, 10),
    valid_from=date(2026, 1, 15),
    valid_to=date(2027, 1, 15),
    limits=(DAY_LIMIT,),
)
WITH_AGREEMENT = given(INVESTIGATION, *WITH_PARTNER, AGREED)


def agreeing(
    *limits: AgreedLimit, signed_on: date = date(2026, 1, 10), valid_to: date | None = date(2027, 1, 15)
) -> RecordAgreement:
    return RecordAgreement(
        investigation_id=CASE,
        reference="A-1",
        signed_on=signed_on,
        valid_from=date(2026, 1, 15),
        valid_to=valid_to,
        limits=limits,
    )


def amending(*limits: AgreedLimit, signed_on: date = date(2026, 2, 1), valid_to: date | None = None) -> AmendAgreement:
    return AmendAgreement(
        investigation_id=CASE, reference="A-2", signed_on=signed_on, reason="more", limits=limits, valid_to=valid_to
    )


def fact(fact_id: str) -> RecordFact:
    return RecordFact(
        investigation_id=CASE,
        fact_id=fact_id,
        kind=FactKind.INCIDENT,
        text="The ship sank.",
        source="https://example.org/report",
        grade=SourceGrade.OFFICIAL,
        actors=("NL",),
    )


def contradiction(*claims: str) -> RecordContradiction:
    return RecordContradiction(
        investigation_id=CASE,
        contradiction_id="c1",
        about="number of crew",
        claims=tuple(Claim(claim=claim, source="press", grade=SourceGrade.PRESS) for claim in claims),
    )


def test_an_agreement_is_recorded_with_its_limits() -> None:
    after = RUNNING.when(agreeing(DAY_LIMIT), by=LENA).then(AGREED)
    assert after.state.agreed_limits == (DAY_LIMIT,)


def test_agreed_limits_hold_within_the_period_of_the_agreement() -> None:
    state = WITH_AGREEMENT.state
    assert state.agreed_limits_on(date(2026, 1, 14)) == ()
    assert state.agreed_limits_on(date(2026, 1, 15)) == (DAY_LIMIT,)
    assert state.agreed_limits_on(date(2027, 1, 14)) == (DAY_LIMIT,)
    assert state.agreed_limits_on(date(2027, 1, 15)) == ()


def test_an_agreement_is_recorded_once() -> None:
    WITH_AGREEMENT.when(agreeing(), by=LENA).refused(AnAgreementIsRecordedOnce)


def test_an_agreement_covers_a_period() -> None:
    RUNNING.when(agreeing(valid_to=date(2026, 1, 15)), by=LENA).refused(AnAgreementCoversAPeriod)
    assert RUNNING.when(agreeing(valid_to=date(2026, 1, 16)), by=LENA).refusal is None


def test_an_agreement_is_signed_before_it_is_recorded() -> None:
    command = agreeing(signed_on=date(2026, 3, 4))
    RUNNING.when(command, by=LENA).refused(AnAgreementIsSignedBeforeItIsRecorded)
    assert RUNNING.when(agreeing(signed_on=date(2026, 3, 3)), by=LENA).refusal is None


def test_an_obligation_has_one_agreed_limit() -> None:
    assert RUNNING.when(agreeing(DAY_LIMIT, DAY_LIMIT), by=LENA).refused(InvalidInput).field == "limits"


def test_an_agreed_limit_is_longer_than_nothing() -> None:
    nothing = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(0))
    assert RUNNING.when(agreeing(nothing), by=LENA).refused(InvalidInput).field == "limits.limit"


def test_an_agreed_limit_counts_in_a_known_way() -> None:
    odd = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(days=1), counting="MOON")
    assert RUNNING.when(agreeing(odd), by=LENA).refused(InvalidInput).field == "limits.counting"


def test_calendar_days_are_whole() -> None:
    half = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(hours=36), counting="CALENDAR_DAY_END")
    whole = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(hours=48), counting="CALENDAR_DAY_END")
    assert RUNNING.when(agreeing(half), by=LENA).refused(InvalidInput).field == "limits.limit"
    assert RUNNING.when(agreeing(whole), by=LENA).state.agreed_limits == (whole,)


def test_an_amendment_replaces_the_limits_it_names_and_leaves_the_others() -> None:
    week = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(days=7))
    receipt = AgreedLimit(obligation=Obligation.ACKNOWLEDGE, limit=timedelta(days=1))
    once = WITH_AGREEMENT.when(amending(receipt), by=LENA)
    twice = once.after.when(amending(week), by=LENA)
    assert set(once.state.agreed_limits) == {DAY_LIMIT, receipt}
    assert set(twice.state.agreed_limits) == {week, receipt}


def test_an_amendment_extends_the_period_of_the_agreement() -> None:
    state = WITH_AGREEMENT.when(amending(valid_to=date(2028, 1, 15)), by=LENA).state
    assert state.agreed_limits_on(date(2028, 1, 14)) == (DAY_LIMIT,)
    WITH_AGREEMENT.when(amending(valid_to=date(2026, 1, 15)), by=LENA).refused(AnAgreementCoversAPeriod)


def test_only_a_recorded_agreement_is_amended() -> None:
    RUNNING.when(amending(), by=LENA).refused(AnAgreementIsRecordedFirst)


def test_an_amendment_is_signed_after_the_agreement() -> None:
    command = amending(signed_on=date(2026, 1, 9))
    WITH_AGREEMENT.when(command, by=LENA).refused(AnAgreementIsSignedBeforeItIsRecorded)
    assert WITH_AGREEMENT.when(amending(signed_on=date(2026, 1, 10)), by=LENA).refusal is None


def test_a_member_records_a_fact_of_a_year_known_no_better() -> None:
    after = RUNNING.when(fact("f1"), by=BEN, on="2014").then(
        FactRecorded(
            investigation_id=CASE,
            fact_id="f1",
            kind=FactKind.INCIDENT,
            text="The ship sank.",
            source="https://example.org/report",
            grade=SourceGrade.OFFICIAL,
            actors=("NL",),
        )
    )
    after.after.when(fact("f1"), by=BEN).refused(AFactIsRecordedOnce)


def test_a_fact_may_be_recorded_without_a_date_and_after_the_end() -> None:
    assert ENDED.when(fact("f1"), by=IMPORTER, on="").refusal is None


def test_a_reader_records_nothing() -> None:
    RUNNING.when(fact("f1"), by=RITA).refused(NotPermitted)


def test_an_outsider_records_nothing_and_learns_nothing() -> None:
    RUNNING.when(fact("f1"), by=OUTSIDER).refused(NotFound)


def test_an_archive_takes_no_facts() -> None:
    archived = given(INVESTIGATION, *WITH_PARTNER, CLOSED, InvestigationArchived(investigation_id=CASE))
    archived.when(fact("f1"), by=IMPORTER).refused(AnArchivedInvestigationRests)


def test_claims_that_contradict_each_other_stand_side_by_side() -> None:
    after = RUNNING.when(contradiction("15 persons", "17 persons"), by=BEN)
    after.then(
        ContradictionRecorded(
            investigation_id=CASE,
            contradiction_id="c1",
            about="number of crew",
            claims=(
                Claim(claim="15 persons", source="press", grade=SourceGrade.PRESS),
                Claim(claim="17 persons", source="press", grade=SourceGrade.PRESS),
            ),
        )
    )
    after.after.when(contradiction("15 persons", "17 persons"), by=BEN).refused(AFactIsRecordedOnce)


def test_one_claim_contradicts_nothing() -> None:
    RUNNING.when(contradiction("15 persons", "15 persons"), by=BEN).refused(ContradictoryClaimsAreTwo)


def test_the_moment_at_which_a_partner_joined_is_kept_with_the_moment_of_its_record() -> None:
    spell = RUNNING.state.partners["FR-SPOC"].spells[0]
    assert spell.joined.recorded_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert spell.contains(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize("days", [3_651, 999_999_999])
def test_an_agreed_limit_ends_within_the_calendar(days: int) -> None:
    endless = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(days=days))
    assert RUNNING.when(agreeing(endless), by=LENA).refused(InvalidInput).field == "limits.limit"


def test_a_claim_has_something_to_see() -> None:
    refused = RUNNING.when(contradiction("12", " "), by=LENA).refused(InvalidInput)
    assert refused.field == "claims[1].claim"
