"""What comes in is carried out once, in order, and all of it or nothing is written down."""

from collections.abc import Sequence

import pytest

from consumers.inbound.faults import Fenced
from consumers.inbound.receiving import Intake, Stretch, Taken
from consumers.inbound.vocabulary import State
from tests.consumers.inbound.conftest import Inbox
from tests.support.gateways import Gateway
from tests.support.keys import KEYRING

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


def test_a_message_becomes_a_command_of_its_agency(inbox: Inbox) -> None:
    taken = inbox.take(Gateway().reminder(0, "first"))

    assert (taken.applied, taken.position) == (1, inbox.log.head())
    (last,) = inbox.log.read(inbox.log.head() - 1, 1)
    assert (last.envelope.acting_agency_id, last.envelope.actor_kind) == ("FR-SPOC", "GATEWAY")
    assert inbox.states() == [("0-first", State.APPLIED, None)]


def test_a_repeat_changes_nothing(inbox: Inbox) -> None:
    gateway = Gateway()
    inbox.take(gateway.reminder(0, "first"))

    taken = inbox.take(gateway.reminder(0, "first"), gateway.reminder(0, "second"), gateway.reminder(0, "second"))

    assert taken == Taken(applied=1, repeated=2, position=inbox.log.head())
    assert inbox.reminders() == ["first", "second"]
    assert inbox.ask("SELECT place FROM inbox.repeats ORDER BY place") == [(1,), (3,)]


def test_the_same_id_with_other_content_is_refused_for_good_and_nothing_waits_for_it(inbox: Inbox) -> None:
    gateway = Gateway()
    one, other = gateway.reminder(0, "one", id="M-1"), gateway.reminder(0, "other", id="M-1")
    inbox.take(one, other, gateway.reminder(0, "next"))

    assert inbox.reminders() == ["one", "next"]
    assert inbox.states()[1] == ("M-1", State.REFUSED, "id_reused")


def test_ids_of_another_topic_are_other_ids(inbox: Inbox) -> None:
    """Who writes to its own topic in somebody else's name uses up none of their ids."""
    gateway = Gateway()
    inbox.take(gateway.reminder(0, "forged", source="urn:entente:DE-SPOC:siena-1"), gateway.reminder(0, "next"))

    assert inbox.states(State.REFUSED) == [("0-forged", State.REFUSED, "source_not_allowed")]
    assert inbox.reminders() == ["next"]


def test_behind_a_refused_command_its_line_waits_and_others_go_on(inbox: Inbox) -> None:
    gateway = Gateway()
    unknown = {"requestId": "0b1c2d3e-0000-4000-8000-00000000ffff"}
    inbox.take(
        gateway.reminder(0, "a"), gateway.reminder(0, "b", data=unknown), gateway.reminder(0, "c"),
        gateway.reminder(1, "d"),
    )  # fmt: skip
    inbox.take(gateway.reminder(0, "e"), gateway.reminder(1, "f"))

    assert inbox.reminders() == ["a", "d", "f"]
    assert inbox.states(State.REJECTED, State.PARKED) == [
        ("0-b", State.REJECTED, "not_found"), ("0-c", State.PARKED, None), ("0-e", State.PARKED, None),
    ]  # fmt: skip


def test_behind_a_message_that_is_no_command_its_line_waits_too(inbox: Inbox) -> None:
    gateway = Gateway()
    inbox.take(gateway.reminder(0, "a", data={"note": 7}), gateway.reminder(0, "b"), gateway.reminder(1, "c"))

    assert inbox.reminders() == ["c"]
    assert inbox.states(State.REJECTED, State.PARKED) == [
        ("0-a", State.REJECTED, "schema_invalid"), ("0-b", State.PARKED, None),
    ]  # fmt: skip


def test_what_is_no_command_waits_behind_what_was_refused(inbox: Inbox) -> None:
    gateway = Gateway()
    unknown = {"requestId": "0b1c2d3e-0000-4000-8000-00000000ffff"}
    inbox.take(gateway.reminder(0, "a", data=unknown), gateway.reminder(0, "b", data={}), gateway.reminder(0, "c"))

    assert [state for _, state, _ in inbox.states()] == [State.REJECTED, State.PARKED, State.PARKED]
    assert inbox.ask("SELECT count(*) FROM inbox.letters") == [(1,)]


@pytest.mark.parametrize("value", [None, b"", b"\xff", b"[]", b"{"])
def test_what_cannot_be_read_at_all_is_rejected(inbox: Inbox, value: bytes | None) -> None:
    gateway = Gateway()
    taken = inbox.take(gateway.put(None, value, []), gateway.reminder(0, "next"))

    assert (taken.rejected, taken.applied) == (1, 1)


def test_what_was_refused_is_told_once_and_kept_unreadable(inbox: Inbox) -> None:
    inbox.take(Gateway().reminder(0, "a secret word", data={"note": "a secret word", "wrong": 1}))

    assert inbox.ask("SELECT letter, reason FROM inbox.letters") == [(1, "schema_invalid")]
    (kept,) = inbox.ask("SELECT wrapped, box FROM inbox.originals")
    assert b"secret" not in b"".join(part for part in kept if isinstance(part, bytes))


def test_what_was_applied_is_not_kept(inbox: Inbox) -> None:
    inbox.take(Gateway().reminder(0, "a"))

    assert inbox.ask("SELECT count(*) FROM inbox.originals") == [(0,)]


def test_who_does_not_stand_where_the_position_stands_is_fenced_and_writes_nothing(inbox: Inbox) -> None:
    gateway = Gateway()
    first, second = gateway.reminder(0, "first"), gateway.reminder(0, "second")
    inbox.take(first, second)

    with pytest.raises(Fenced):
        inbox.take(second, start=1)

    assert inbox.reminders() == ["first", "second"]


def test_a_gap_that_the_broker_left_is_no_reason_to_stop(inbox: Inbox) -> None:
    """Markers of transactions take offsets too."""
    gateway = Gateway(sent=5)
    inbox.take(gateway.reminder(0, "a"), start=0)

    assert inbox.ask("SELECT partition, next_offset FROM inbox.partitions ORDER BY 1") == [(0, 6), (1, 0)]


def test_several_partitions_are_taken_in_together_or_not_at_all(inbox: Inbox) -> None:
    one, other = Gateway(partition=0), Gateway(partition=1)
    stretches = [Stretch([one.reminder(0, "a")], 0), Stretch([other.reminder(1, "b")], 3)]

    with pytest.raises(Fenced):
        Intake(inbox.application, KEYRING, stretches).finish()

    assert (inbox.reminders(), inbox.states()) == ([], [])


def test_the_trace_of_a_message_is_kept_with_its_command(inbox: Inbox) -> None:
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    inbox.take(Gateway().reminder(0, "a", traceparent=parent))

    (last,) = inbox.log.read(inbox.log.head() - 1, 1)
    assert inbox.ask("SELECT command_id, trace FROM inbox.messages") == [(last.envelope.command_id, parent)]


def test_a_version_that_was_passed_is_a_conflict(inbox: Inbox) -> None:
    inbox.take(Gateway().reminder(0, "a", expectedversion=1))

    assert inbox.states() == [("0-a", State.REJECTED, "conflict")]


def rejected_before(inbox: Inbox, gateway: Gateway) -> Sequence[object]:
    inbox.take(gateway.reminder(0, "a", data={"note": 7}))
    inbox.take(gateway.reminder(0, "a", data={"note": 7}))
    return inbox.states()


def test_a_repeat_of_what_was_rejected_is_rejected_only_once(inbox: Inbox) -> None:
    assert rejected_before(inbox, Gateway()) == [("0-a", State.REJECTED, "schema_invalid")]
    assert inbox.ask("SELECT count(*) FROM inbox.letters") == [(1,)]
