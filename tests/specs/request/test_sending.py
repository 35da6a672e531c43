"""Drafting, sending, who sees it, and whose request it is."""

from dataclasses import replace

from domain.agency import AGENCY
from domain.aggregate import AnActHasAnExactMoment
from domain.investigation.events import InvestigationClosed, PartnerLeft
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.request import State, commands, events, rules
from domain.vocabulary import Instrument, Urgency
from tests.support.requests import (
    ASKED,
    ASKING,
    CASE,
    DE,
    FR,
    IMPORTER,
    IT,
    OUTSIDER,
    READER,
    REQ,
    SENT_AT,
    THIRD,
    content,
    drafted,
    received,
    sent,
    with_case,
    world,
)  # fmt: skip

SEND = commands.SendRequest(request_id=REQ)
REVISE = commands.ReviseDraft(
    request_id=REQ, requested_agency_id=DE, requesting_unit_id="FR-SPOC/DESK", content=content()
)
DRAFT = commands.DraftRequest(
    request_id=REQ,
    investigation_id=CASE,
    requesting_agency_id=FR,
    requesting_unit_id="FR-SPOC/DESK",
    requested_agency_id=DE,
    content=content(),
)
REMIND = commands.SendReminder(request_id=REQ)


def test_a_member_drafts_a_request_for_its_agency() -> None:
    drafting = world().when(DRAFT, by=ASKING)
    assert drafting.state.state is State.DRAFT


def test_a_draft_may_be_incomplete() -> None:
    empty = events.RequestContent(instrument=Instrument.EU_EIO, urgency=Urgency.ROUTINE)
    assert world().when(replace(DRAFT, content=empty), by=ASKING).state.state is State.DRAFT


def test_nobody_drafts_a_request_for_another_agency() -> None:
    world().when(replace(DRAFT, requesting_agency_id=IT), by=ASKING).refused(NotPermitted)


def test_a_request_does_not_go_to_the_requesting_agency_itself() -> None:
    world().when(replace(DRAFT, requested_agency_id=FR), by=ASKING).refused(rules.ARequestGoesToAnotherAgency)
    world(drafted()).when(replace(REVISE, requested_agency_id=FR), by=ASKING).refused(rules.ARequestGoesToAnotherAgency)


def test_a_draft_is_revised_until_it_is_sent() -> None:
    world(drafted()).when(REVISE, by=ASKING).then(
        events.RequestDraftRevised(
            request_id=REQ, requested_agency_id=DE, requesting_unit_id="FR-SPOC/DESK", content=content()
        )
    )


def test_a_sent_request_never_changes_its_content() -> None:
    world(drafted(), sent()).when(REVISE, by=ASKING).refused(rules.ASentRequestNeverChangesItsContent)


def test_sending_says_under_which_profile_and_protocol() -> None:
    world(drafted()).when(SEND, by=ASKING, on=SENT_AT).then(sent().event)


def test_a_sent_request_states_everything_mandatory() -> None:
    refused = world(drafted(purpose="  ", language="")).when(SEND, by=ASKING).refused(rules.ASentRequestIsComplete)
    assert refused.facts["missing"] == ["purpose", "language"]


def test_a_sent_request_names_the_requesting_unit() -> None:
    world(drafted(unit=None)).when(SEND, by=ASKING).refused(rules.ASentRequestIsComplete)


def test_an_urgent_request_says_why_it_presses() -> None:
    world(drafted(urgency=Urgency.URGENT)).when(SEND, by=ASKING).refused(rules.UrgencyHasAReason)
    urgent = world(drafted(urgency=Urgency.URGENT, urgency_reason="A life is at stake")).when(SEND, by=ASKING)
    assert urgent.state.state is State.SENT


def test_the_crime_area_is_in_the_vocabulary() -> None:
    world(drafted(crime_area="WITCHCRAFT")).when(SEND, by=ASKING).refused(rules.ACrimeAreaIsInTheVocabulary)


def test_an_instrument_applies_while_it_is_in_force() -> None:
    early = drafted(None, instrument=Instrument.EU_2023_977)
    refused = world(early).when(SEND, by=ASKING, on="2024-12-11T12:00:00+00:00")
    refused.refused(rules.AnInstrumentAppliesWhileItIsInForce)
    assert world(early).when(SEND, by=ASKING, on="2024-12-12T12:00:00+00:00").state.profile == "EU_2023_977_OTHER"


def test_a_request_goes_to_a_registered_agency() -> None:
    world(drafted()).knowing(AGENCY, DE).when(SEND, by=ASKING).refused(rules.ARequestGoesToARegisteredAgency)


def test_a_draft_names_an_agency_that_there_is() -> None:
    nowhere = replace(DRAFT, requested_agency_id="XX-NONE")
    refused = world().when(nowhere, by=ASKING).refused(rules.ARequestGoesToARegisteredAgency)
    assert refused.field == "requested_agency_id"
    revised = commands.ReviseDraft(request_id=REQ, requested_agency_id="XX-NONE", content=nowhere.content)
    world(drafted()).when(revised, by=ASKING).refused(rules.ARequestGoesToARegisteredAgency)


def test_what_a_draft_says_in_one_line_is_one() -> None:
    broken = replace(DRAFT, content=replace(DRAFT.content, legal_basis="Order\n12"))
    assert isinstance(world().when(broken, by=ASKING).refusal, InvalidInput)


def test_both_agencies_are_partners_when_it_is_sent() -> None:
    refused = world(drafted()).when(SEND, by=ASKING, on="2025-01-01T08:00:00+00:00")
    refused.refused(rules.ARequestJoinsTwoPartners)


def test_a_request_before_any_investigation_needs_no_partners() -> None:
    assert world(drafted(None)).when(SEND, by=ASKING).state.state is State.SENT


def test_a_request_lives_in_an_open_investigation() -> None:
    ended = InvestigationClosed(investigation_id=CASE, reason="done")
    start = with_case(world(drafted(), sent(), received()), ended)
    start.when(REMIND, by=ASKING).refused(rules.ARequestLivesInAnOpenInvestigation)


def test_an_outsider_is_told_that_there_is_nothing() -> None:
    world(drafted(), sent()).when(REMIND, by=OUTSIDER).refused(NotFound)
    world().when(REMIND, by=OUTSIDER).refused(NotFound)


def test_a_stranger_to_a_request_before_any_investigation_is_told_that_there_is_nothing() -> None:
    world(drafted(None), sent(None)).when(REMIND, by=THIRD).refused(NotFound)


def test_the_requested_side_does_not_know_of_a_draft() -> None:
    world(drafted()).when(SEND, by=ASKED).refused(NotFound)
    world(drafted(None)).when(SEND, by=ASKED).refused(NotFound)


def test_a_member_whose_agency_left_is_told_that_there_is_nothing() -> None:
    left = PartnerLeft(investigation_id=CASE, agency_id=DE, reason="done")
    start = with_case(world(drafted(), sent()), left)
    start.when(commands.ConfirmReceipt(request_id=REQ), by=ASKED).refused(NotFound)


def test_a_reader_changes_nothing() -> None:
    world(drafted(), sent()).when(commands.ConfirmReceipt(request_id=REQ), by=READER).refused(NotPermitted)


def test_another_partner_neither_asks_nor_answers() -> None:
    world(drafted(), sent()).when(REMIND, by=THIRD).refused(rules.OnlyTheRequestingSideDoesThis)
    receipt = commands.ConfirmReceipt(request_id=REQ)
    world(drafted(), sent()).when(receipt, by=THIRD).refused(rules.OnlyTheRequestedSideDoesThis)


def test_an_import_records_an_old_request_with_a_partial_date_where_no_clock_counts() -> None:
    old = drafted(None, instrument=Instrument.INTERPOL_CHANNEL)
    start = world(old, sent(None, profile="INTERPOL_CHANNEL", on="2009"))
    receipt = start.when(commands.ConfirmReceipt(request_id=REQ), by=IMPORTER, on="2009-05")
    assert receipt.state.state is State.RECEIVED


def test_a_person_says_exactly_when_it_acted() -> None:
    world(drafted(), sent()).when(REMIND, by=ASKING, on="2026-02-21").refused(AnActHasAnExactMoment)
    world().when(DRAFT, by=ASKING, on="2026-02").refused(AnActHasAnExactMoment)


def test_a_legal_clock_needs_an_exact_time() -> None:
    receipt = commands.ConfirmReceipt(request_id=REQ)
    world(drafted(), sent()).when(receipt, by=IMPORTER, on="2026-02-21").refused(rules.ALegalClockNeedsAnExactTime)


def test_nothing_happens_to_a_request_before_it_is_sent() -> None:
    receipt = commands.ConfirmReceipt(request_id=REQ)
    early = world(drafted(), sent()).when(receipt, by=ASKED, on="2026-02-20T07:59:00+00:00")
    early.refused(rules.NothingHappensToARequestBeforeItIsSent)
    assert world(drafted(), sent()).when(receipt, by=ASKED, on=SENT_AT).state.state is State.RECEIVED
