"""What the operator revokes is refused at once: sessions, tokens, open sockets; and nothing of anybody else's."""

import time
from collections.abc import Iterator

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed

from deploy.command_line.sessions import REVOKE
from tests.identity.test_sessions import refused_in_time, status
from tests.support.live import Live, live
from tests.support.served import Served, served

pytestmark = pytest.mark.postgres

REASON = (4401, "You were signed out, or your access was revoked.")


@pytest.fixture
def house(database: str) -> Iterator[Served]:
    with served(database) as opened:
        yield opened


@pytest.fixture
def door(house: Served) -> Iterator[Live]:
    with live(house) as opened:
        yield opened


def revoke(database: str, kind: str, name: str, agency: str = "") -> None:
    """What `entente sessions revoke` does."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(REVOKE, {"kind": kind, "name": name, "agency": agency})


def header(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "revoked", [("MEMBER", "ada"), ("MEMBER", "ada", "FR-SPOC"), ("AGENCY", "FR-SPOC")], ids=["member", "for", "agency"]
)
def test_tokens_and_sessions_are_refused_from_then_on(house: Served, database: str, revoked: tuple[str, ...]) -> None:
    token, other = house.token("ada", "FR-SPOC"), house.token("ben", "DE-BKA")
    session, others = house.session(token), house.session(other)
    assert status(house, **session) == 200

    revoke(database, *revoked)

    assert refused_in_time(house, **header(token))
    assert refused_in_time(house, **session)
    assert (status(house, **header(other)), status(house, **others)) == (200, 200)


def test_who_acts_for_another_agency_may_go_on_to(house: Served, database: str) -> None:
    french, german = house.token("ada", "FR-SPOC"), house.token("ada", "DE-BKA")

    revoke(database, "MEMBER", "ada", "FR-SPOC")

    assert refused_in_time(house, **header(french))
    assert status(house, **header(german)) == 200


def test_a_revoked_token_begins_no_session(house: Served, database: str) -> None:
    token = house.token("ada", "FR-SPOC")
    revoke(database, "MEMBER", "ada")
    assert refused_in_time(house, **header(token))

    assert house.client.post("/sign-in", json={"token": token}).status_code == 401


def test_what_is_issued_afterwards_is_good(house: Served, database: str) -> None:
    revoke(database, "MEMBER", "ada")
    assert refused_in_time(house, **header(house.token("ada", "FR-SPOC")))  # issued in the same second

    until_another_second()

    assert status(house, **header(house.token("ada", "FR-SPOC"))) == 200


def until_another_second() -> None:
    """Tokens tell when they were issued by the second."""
    time.sleep(1.1)


def test_an_open_socket_is_closed_within_seconds(house: Served, door: Live, database: str) -> None:
    token = house.token("ada", "FR-SPOC")
    with door.signed_in(token) as socket, door.signed_in(house.token("ben", "DE-BKA")) as other:
        began = time.monotonic()
        revoke(database, "MEMBER", "ada")

        assert socket.closing() == REASON
        assert time.monotonic() - began < 5
        assert other.is_silent()


def test_the_socket_of_a_page_is_closed_when_another_page_signs_out(house: Served, door: Live) -> None:
    session = house.session(house.token("ada", "FR-SPOC"))
    with door.socket(origin=f"http://{door.address}", headers=session) as socket:
        socket.init()

        house.client.post("/sign-out", headers=session)

        assert socket.closing() == REASON


def test_a_revoked_token_opens_no_socket(house: Served, door: Live, database: str) -> None:
    token = house.token("ada", "FR-SPOC")
    revoke(database, "MEMBER", "ada")
    assert refused_in_time(house, **header(token))

    with door.socket() as socket, pytest.raises(ConnectionClosed):
        socket.init(token)


def test_a_revocation_that_is_not_announced_is_found_all_the_same(house: Served, database: str) -> None:
    token = house.token("ada", "FR-SPOC")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%identity'")
        connection.execute(REVOKE, {"kind": "MEMBER", "name": "ada", "agency": ""})

    assert refused_in_time(house, **header(token))
