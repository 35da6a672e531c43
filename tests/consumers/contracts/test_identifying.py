"""What a refused message calls itself is found out, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consumers.contracts.identifying import Identity, identify
from tests.support.messages import acknowledgement


def test_a_refused_message_is_known_by_source_and_id() -> None:
    sent = acknowledgement().given(type="eu.entente.no.Such.v1")

    told = identify(sent.value, sent.headers)

    assert told.name == ("urn:entente:FR-SPOC:siena-1", "M-17")
    assert told.type == "eu.entente.no.Such.v1"


def test_the_same_in_the_other_mode_is_the_same() -> None:
    sent = acknowledgement().saying(requestId=7)

    told = identify(sent.structured, [("content-type", b"application/cloudevents+json")])

    assert told == identify(sent.value, sent.headers)
    assert told.content_sha256 is not None


def test_other_content_is_told_apart() -> None:
    one, other = acknowledgement(), acknowledgement().saying(requestId=7)

    assert identify(one.value, one.headers).content_sha256 != identify(other.value, other.headers).content_sha256


def test_an_id_that_is_too_long_names_nothing() -> None:
    sent = acknowledgement().given(id="x" * 201)

    assert identify(sent.value, sent.headers).name is None


@pytest.mark.parametrize("value", [None, b"", b"\xff", b"{", b"[]"])
def test_what_is_no_event_says_nothing(value: bytes | None) -> None:
    assert identify(value, []) == Identity()


def test_a_number_that_no_field_holds_is_no_obstacle() -> None:
    sent = acknowledgement().saying(requestId=10**400)

    assert identify(sent.value, sent.headers).name == ("urn:entente:FR-SPOC:siena-1", "M-17")


@given(value=st.binary(), headers=st.lists(st.tuples(st.text(), st.none() | st.binary())))
def test_no_bytes_are_an_obstacle(value: bytes, headers: list[tuple[str, bytes | None]]) -> None:
    assert isinstance(identify(value, [("content-type", b"application/json"), *headers]), Identity)
