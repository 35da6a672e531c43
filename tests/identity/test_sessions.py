"""Sessions of browsers: where they live, how they end, and what cannot be done with one."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.identity.carrying import cookie_name
from api.identity.sessions import Begun, SessionLimits, Sessions, digest_of
from api.identity.tokens import TokenGrant
from tests.support.served import Served, now, served

pytestmark = pytest.mark.postgres

ME = {"query": "{ me { memberId expiresAt } }"}
NAME = cookie_name(production=False)


@pytest.fixture
def house(database: str) -> Iterator[Served]:
    with served(database) as opened:
        yield opened


@pytest.fixture
def token(house: Served) -> str:
    return house.token("ada", "FR-SPOC")


def status(house: Served, **headers: str | bytes) -> int:
    """This will ask who one is, as somebody whose only proof stands in the headers."""
    return house.client.post("/graphql", json=ME, headers=headers).status_code


def ask(database: str, statement: Any, *parameters: object) -> list[tuple[Any, ...]]:
    """This will look into the database, as its owner could."""
    with psycopg.connect(database, autocommit=True) as connection:
        cursor = connection.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def test_a_cookie_holds_no_token_and_the_database_no_secret(house: Served, database: str, token: str) -> None:
    response = house.client.post("/sign-in", json={"token": token})

    secret = response.cookies[NAME]
    assert secret not in token
    assert token not in response.headers["set-cookie"]
    [(digest, row)] = ask(database, "SELECT digest, s::text FROM identity.sessions s")
    assert bytes(digest) == digest_of(secret)
    assert secret not in row


def test_a_session_ends_with_the_token_that_it_began_with(house: Served) -> None:
    grant = TokenGrant(member_id="ada", agency_id="FR-SPOC", lifetime=timedelta(minutes=5))
    response = house.client.post("/sign-in", json={"token": house.issuer.issue(grant)})

    assert "Max-Age=29" in response.headers["set-cookie"]


def test_the_secret_of_a_session_is_no_bearer_token(house: Served, token: str) -> None:
    secret = house.session(token)["cookie"].partition("=")[2]

    assert status(house, authorization=f"Bearer {secret}") == 401


def test_a_bearer_token_is_no_session(house: Served, token: str) -> None:
    assert status(house, cookie=f"{NAME}={token}") == 401


@pytest.mark.parametrize("secret", ["", "x", "a" * 43, "é" * 43, "a" * 10_000, "' OR true --", "\\x00"])
def test_what_was_never_a_session_is_none(house: Served, token: str, secret: str) -> None:
    house.session(token)

    assert status(house, cookie=f"{NAME}={secret}".encode()) == 401


def test_after_signing_out_the_cookie_is_good_for_nothing(house: Served, token: str) -> None:
    session = house.session(token)
    assert status(house, **session) == 200

    house.client.post("/sign-out", headers=session)

    assert status(house, **session) == 401


def test_signing_in_again_ends_the_session_before(house: Served, token: str) -> None:
    before = house.session(token)

    house.client.post("/sign-in", json={"token": token}, headers=before)

    assert status(house, **before) == 401


def test_a_planted_cookie_does_not_become_the_session_of_who_signs_in(house: Served, token: str) -> None:
    planted = {"cookie": f"{NAME}={'p' * 43}"}

    response = house.client.post("/sign-in", json={"token": token}, headers=planted)

    assert response.cookies[NAME] != "p" * 43
    assert status(house, **planted) == 401


def test_another_sign_in_does_not_end_the_sessions_of_other_browsers(house: Served, token: str) -> None:
    first = house.session(token)
    house.session(token)

    assert status(house, **first) == 200


@pytest.mark.parametrize("name", ["__Host-entente_session", "__host-entente_session", "entente_session2"])
def test_a_cookie_by_another_name_is_none(house: Served, token: str, name: str) -> None:
    secret = house.session(token)["cookie"].partition("=")[2]

    assert status(house, cookie=f"{name}={secret}") == 401


def test_in_production_a_cookie_that_another_host_could_have_set_is_none(database: str) -> None:
    with served(database, production=True) as house:
        secret = house.session(house.token("ada", "FR-SPOC"))["cookie"].partition("=")[2]

        assert status(house, cookie=f"entente_session={secret}") == 401
        assert status(house, cookie=f"__Host-entente_session={secret}") == 200


IDLE = "UPDATE identity.sessions SET used_at = used_at - interval '61 minutes'"
OVER = "UPDATE identity.sessions SET ends_at = clock_timestamp() - interval '1 second'"


@pytest.mark.parametrize("aged", [IDLE, OVER], ids=["idle for too long", "over"])
def test_a_session_that_nobody_used_or_that_is_over_is_none(database: str, aged: str) -> None:
    with served(database) as house:
        session = house.session(house.token("ada", "FR-SPOC"))
    ask(database, aged)

    with served(database) as house:
        assert status(house, **session) == 401


def test_use_keeps_a_session_from_being_idle(house: Served, database: str, token: str) -> None:
    session = house.session(token)
    ask(database, "UPDATE identity.sessions SET used_at = used_at - interval '30 minutes'")

    assert status(house, **session) == 200

    [(is_recent,)] = ask(database, "SELECT used_at > now() - interval '1 minute' FROM identity.sessions")
    assert is_recent


def test_what_a_page_is_told_by_itself_is_no_use(house: Served, database: str, token: str) -> None:
    secret = house.session(token)["cookie"].partition("=")[2]
    ask(database, "UPDATE identity.sessions SET used_at = used_at - interval '30 minutes'")
    sessions: Sessions = house.given.verifier._sessions

    house.client.portal.call(lambda: sessions.recall(secret, is_use=False))

    [(is_recent,)] = ask(database, "SELECT used_at > now() - interval '1 minute' FROM identity.sessions")
    assert not is_recent


def test_a_session_lasts_no_longer_than_the_limit(house: Served, token: str) -> None:
    call, admission = house.client.portal.call, house.given.verifier
    limits = SessionLimits(longest=timedelta(hours=1))
    sessions = Sessions(admission._sessions._pool, admission._standing, limits)
    bearer = call(admission.verify, token)

    _, ends_at = call(sessions.begin, Begun(bearer=bearer, ends_at=bearer.expires_at), now())

    assert ends_at <= now() + timedelta(hours=1)


def test_another_process_knows_a_session_and_its_end(house: Served, database: str, token: str) -> None:
    session = house.session(token)
    with served(database) as other:
        assert status(other, **session) == 200

        other.client.post("/sign-out", headers=session)

        assert refused_in_time(house, **session)


def refused_in_time(house: Served, **headers: str | bytes) -> bool:
    """This will return once a credential is refused, which has to be in seconds; the timeout of the test ends it."""
    while status(house, **headers) != 401:
        pass
    return True
