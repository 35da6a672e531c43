"""What operators do about what waits: try again, send another in its place, let fall; each noted, order kept."""

import json
from uuid import UUID, uuid4

import pytest

from consumers.inbound.faults import NotWaiting
from consumers.inbound.operating import Desk
from consumers.inbound.vocabulary import State
from deploy.rewrapping import rewrap
from domain.aggregate import Submission
from domain.request.commands import DraftRequest, SendRequest
from domain.storage import MasterKey
from tests.consumers.inbound.conftest import Inbox
from tests.support.agencies import IMPORTER
from tests.support.gateways import BEFORE, Gateway, case, request_of
from tests.support.keys import KEYRING
from tests.support.requests import DE, FR, content

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

LATE = UUID("0b1c2d3e-0000-4000-8000-00000000ffff")


def waiting_line(inbox: Inbox) -> UUID:
    """A reminder about a request that is not there yet, and two that wait behind it; returns the first."""
    gateway = Gateway()
    about_late = {"requestId": str(LATE), "note": "b"}
    inbox.take(gateway.reminder(0, "a"), gateway.reminder(0, "b", data=about_late), gateway.reminder(0, "c"))
    inbox.take(gateway.reminder(0, "d"))
    return the_rejected(inbox)


def the_rejected(inbox: Inbox) -> UUID:
    (head,) = inbox.messages(State.REJECTED)
    return head.message_id


def send_late_request(inbox: Inbox) -> None:
    draft = DraftRequest(
        request_id=LATE,
        investigation_id=case(0),
        requesting_agency_id=FR,
        requesting_unit_id=f"{FR}/DESK",
        requested_agency_id=DE,
        content=content(),
    )
    for command in (draft, SendRequest(request_id=LATE)):
        asked = Submission(command=command, command_id=uuid4(), actor=IMPORTER, occurred=BEFORE)
        inbox.application.submit_batch([asked])


def test_what_can_be_done_now_is_done_with_all_that_waited_in_order(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    send_late_request(inbox)

    settled = desk.retry(head, "the request has come")

    assert [each.state for each in settled] == [State.APPLIED] * 3
    assert inbox.reminders() == ["a", "b", "c", "d"]
    assert inbox.ask("SELECT verb, actor, note, came_to FROM inbox.acts") == [
        ("RETRY", "olga", "the request has come", "3 APPLIED")
    ]


def test_what_still_cannot_be_done_waits_on_and_is_told_only_once(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    desk.retry(head, "perhaps now")
    desk.retry(head, "and now")

    assert inbox.reminders() == ["a"]
    assert [state for _, state, _ in inbox.states()] == [State.APPLIED, State.REJECTED, State.PARKED, State.PARKED]
    assert inbox.ask("SELECT count(*) FROM inbox.letters") == [(1,)]
    assert inbox.ask("SELECT count(*) FROM inbox.originals") == [(3,)]


def test_what_falls_lets_the_others_go_on(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    desk.discard(head, "sent in error")

    assert inbox.reminders() == ["a", "c", "d"]
    assert inbox.states(State.DISCARDED) == [("0-b", State.DISCARDED, "not_found")]


def test_the_next_one_that_is_refused_stops_the_line_again(inbox: Inbox, desk: Desk) -> None:
    gateway = Gateway()
    inbox.take(gateway.reminder(0, "a", data={}), gateway.reminder(0, "b", data={}), gateway.reminder(0, "c"))
    desk.discard(the_rejected(inbox), "empty")

    assert [state for _, state, _ in inbox.states()] == [State.DISCARDED, State.REJECTED, State.PARKED]
    assert inbox.ask("SELECT letter, reason FROM inbox.letters ORDER BY letter") == [
        (1, "schema_invalid"), (2, "schema_invalid"),
    ]  # fmt: skip


def test_what_waits_may_fall_by_itself(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    (parked, _) = sorted(inbox.messages(State.PARKED), key=lambda each: each.place)
    desk.discard(parked.message_id, "double")
    send_late_request(inbox)
    desk.retry(head, "now")

    assert inbox.reminders() == ["a", "b", "d"]


def test_another_message_takes_the_place_of_a_refused_one(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    mended = json.dumps({"requestId": str(request_of(0)), "note": "b, mended"}).encode()

    desk.edit(head, mended, "wrong request id; agreed with the sender by telephone")

    assert inbox.reminders() == ["a", "b, mended", "c", "d"]
    assert inbox.states() == [
        ("0-a", State.APPLIED, None), ("0-b", State.DISCARDED, "not_found"), ("0-b#1", State.APPLIED, None),
        ("0-c", State.APPLIED, None), ("0-d", State.APPLIED, None),
    ]  # fmt: skip


def test_an_edit_that_is_refused_stands_at_the_head_of_its_line(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    desk.edit(head, b"{}", "a slip")

    again = the_rejected(inbox)
    mended = json.dumps({"requestId": str(request_of(0)), "note": "b"}).encode()
    desk.edit(again, mended, "now complete")

    assert inbox.reminders() == ["a", "b", "c", "d"]


def test_what_was_done_cannot_be_done_again(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    desk.discard(head, "sent in error")

    with pytest.raises(NotWaiting, match="DISCARDED"):
        desk.retry(head, "after all")


def test_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(NotWaiting, match="no such message"):
        desk.discard(uuid4(), "a slip")


def test_who_looks_at_a_content_is_noted(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    message, kept = desk.show(head, "the sender asked")

    assert (message.reason, message.behind) == ("not_found", 2)
    assert kept is not None
    assert json.loads(kept.came.value or b"") == {"requestId": str(LATE), "note": "b"}
    assert inbox.ask("SELECT verb, note FROM inbox.acts") == [("SHOW", "the sender asked")]


def test_a_content_goes_once_its_sender_was_told_and_nothing_waits_for_it(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    inbox.ask("UPDATE inbox.letters SET published_at = now() RETURNING 1")
    desk.discard(head, "sent in error")

    assert inbox.ask("SELECT count(*) FROM inbox.originals") == [(0,)]


def test_a_content_stays_until_its_sender_was_told(inbox: Inbox, desk: Desk) -> None:
    head = waiting_line(inbox)
    desk.discard(head, "sent in error")

    assert inbox.ask("SELECT message_id FROM inbox.originals") == [(head,)]


def test_more_than_fit_into_a_transaction_are_carried_out_too(inbox: Inbox, desk: Desk) -> None:
    gateway = Gateway()
    inbox.take(gateway.reminder(0, "bad", data={}), *(gateway.reminder(0, str(number)) for number in range(450)))
    desk.discard(the_rejected(inbox), "empty")

    assert inbox.reminders() == [str(number) for number in range(450)]


def test_a_content_is_read_under_a_new_master_key_too(inbox: Inbox, owner_database: str) -> None:
    head = waiting_line(inbox)
    new = MasterKey(bytes(32))
    rewrap(owner_database, KEYRING, new)

    message, kept = Desk(inbox.conninfo, inbox.application, new, "olga").show(head, "the key was changed")

    assert kept is not None
    assert (message.id, kept.refusal and kept.refusal.reason) == ("0-b", "not_found")
