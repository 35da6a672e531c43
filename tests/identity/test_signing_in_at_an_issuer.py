"""Signing in and out at an identity provider, by authorization code with PKCE; and what attacks on it come to."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.identity.issuer.code_flow import LOGGED_OUT
from tests.identity.test_sessions import refused_in_time
from tests.support.identity_provider import CLIENT, Provider, new_key, signed
from tests.support.served import Served
from tests.support.signing_in import Browser, house_at, settings_at

pytestmark = pytest.mark.postgres

LET_IN, REFUSED, AWAY = "/", "/sign-in#problem=refused", "/sign-in#problem=away"


@pytest.fixture
def house(database: str, provider: Provider, tmp_path: Path) -> Iterator[Served]:
    provider.people["eve"] = {"agency": "DE-BKA"}
    with house_at(settings_at(provider, tmp_path), database) as opened:
        yield opened


@pytest.fixture
def browser(house: Served, provider: Provider) -> Browser:
    return Browser(house, provider)


def test_who_signs_in_at_the_provider_is_signed_in_here(browser: Browser) -> None:
    assert browser.signs_in("ada") == LET_IN
    assert browser.who() == "ada"


def test_the_page_is_told_where_one_signs_in(house: Served) -> None:
    assert house.client.get("/sign-in/how").json() == {"issuer": "127.0.0.1"}


def test_what_is_asked_cannot_be_guessed_and_is_bound_to_this_browser(browser: Browser) -> None:
    first, second = browser.begins(), browser.begins()

    assert first["code_challenge_method"] == "S256"
    assert all(len(first[name]) == 43 and first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_no_script_reads_what_binds_it(house: Served) -> None:
    cookie = house.client.get("/sign-in/begin").headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_an_answer_counts_once(browser: Browser) -> None:
    asked = browser.begins()
    begun = browser.house.client.inner.cookies["entente_begun"]
    back = browser.enters("ada", asked)
    assert browser.comes_back(back) == LET_IN
    browser.house.client.inner.cookies.clear()

    browser.house.client.inner.cookies["entente_begun"] = begun

    assert browser.comes_back(back) == REFUSED
    assert browser.who() is None


def test_a_sign_in_begins_one_session_even_if_the_provider_takes_a_code_twice(browser: Browser) -> None:
    asked = browser.begins()
    begun = browser.house.client.inner.cookies["entente_begun"]
    assert browser.comes_back(browser.enters("ada", asked)) == LET_IN
    browser.house.client.inner.cookies.clear()

    browser.house.client.inner.cookies["entente_begun"] = begun

    assert browser.comes_back(browser.enters("ada", asked)) == REFUSED


def test_another_browser_cannot_finish_what_this_one_began(browser: Browser) -> None:
    back = browser.enters("eve", browser.begins())
    browser.house.client.inner.cookies.clear()

    assert browser.comes_back(back) == REFUSED
    browser.begins()
    assert browser.comes_back(back) == REFUSED
    assert browser.who() is None


def test_the_code_of_another_sign_in_is_not_taken(browser: Browser) -> None:
    stolen = httpx.QueryParams(browser.enters("eve", browser.begins()).partition("?")[2])["code"]
    asked = browser.begins()

    back = httpx.QueryParams({"code": stolen, "state": asked["state"], "iss": browser.provider.issuer})

    assert browser.comes_back(f"/sign-in/return?{back}") == REFUSED


@pytest.mark.parametrize("changed", ["state", "iss", "code"])
@pytest.mark.parametrize("value", [None, "", "x"])
def test_an_answer_that_was_changed_signs_nobody_in(browser: Browser, changed: str, value: str | None) -> None:
    answer = dict(httpx.QueryParams(browser.enters("ada", browser.begins()).partition("?")[2]))
    del answer[changed]

    back = httpx.QueryParams(answer if value is None else {**answer, changed: value})

    assert browser.comes_back(f"/sign-in/return?{back}") == REFUSED
    assert browser.who() is None


def test_an_error_of_the_provider_signs_nobody_in(browser: Browser) -> None:
    asked = browser.begins()
    answer = {"error": "access_denied", "state": asked["state"], "iss": browser.provider.issuer}

    assert browser.comes_back(f"/sign-in/return?{httpx.QueryParams(answer)}") == REFUSED


WRONG: dict[str, dict[str, object]] = {
    "a nonce of another sign-in": {"nonce": "x"},
    "no nonce": {"nonce": None},
    "another client": {"aud": "another-client"},
    "several audiences and no party": {"aud": [CLIENT, "another-client"]},
    "another client's party": {"azp": "another-client"},
    "another issuer": {"iss": "https://login.example.org"},
    "over": {"exp": int(time.time()) - 60},
    "issued long ago": {"iat": int(time.time()) - 3_600},
    "issued in the future": {"iat": int(time.time()) + 3_600},
    "no agency": {"agency": None},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_id_token_signs_nobody_in(browser: Browser, claims: dict[str, object]) -> None:
    browser.provider.wrong = claims

    assert browser.signs_in("ada") == REFUSED
    assert browser.who() is None


def test_an_id_token_by_another_key_signs_nobody_in(browser: Browser) -> None:
    browser.provider.wrong_key = new_key()

    assert browser.signs_in("ada") == REFUSED


def test_an_id_token_is_no_bearer_token(browser: Browser) -> None:
    told = browser.provider.envelope(CLIENT, 60) | {"sub": "ada", "agency": "FR-SPOC"}
    token = signed(told, browser.provider.keys[0])

    assert browser.house.client.get("/graphql", headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_a_provider_without_pkce_is_not_used(browser: Browser) -> None:
    browser.provider.described = {"code_challenge_methods_supported": ["plain"]}

    assert browser.house.client.get("/sign-in/begin").headers["location"] == AWAY


def test_who_begins_again_and_again_does_not_make_us_ask_the_provider(
    database: str, provider: Provider, tmp_path: Path
) -> None:
    with house_at(settings_at(provider, tmp_path, issuer_keys_minutes=10), database) as house:
        provider.fetched.clear()

        assert {house.client.get("/sign-in/begin").status_code for _ in range(20)} == {303}

    assert provider.fetched == []


def test_while_the_provider_is_away_the_page_says_so(browser: Browser) -> None:
    back = browser.enters("ada", browser.begins())
    browser.provider.is_away = True

    assert browser.comes_back(back) == AWAY
    assert browser.house.client.get("/sign-in/begin").headers["location"] == AWAY


def test_a_cookie_from_before_is_not_the_session_afterwards(browser: Browser) -> None:
    browser.house.client.inner.cookies["entente_session"] = "planted"

    browser.signs_in("ada")

    assert {cookie.value for cookie in browser.house.client.inner.cookies.jar} > {"planted"}
    assert refused_in_time(browser.house, cookie="entente_session=planted")


def test_where_people_sign_in_at_a_provider_no_pasted_token_does_it(browser: Browser) -> None:
    response = browser.house.client.post("/sign-in", json={"token": browser.provider.token("ada")})

    assert (response.status_code, response.json()["code"]) == (403, "SIGN_IN_AT_ISSUER")


def test_signing_out_ends_both_sessions(browser: Browser) -> None:
    browser.signs_in("ada")

    leaving = browser.house.client.post("/sign-out").json()["next"]
    answer = httpx.get(leaving)

    assert browser.who() is None
    assert browser.provider.signed_out == ["ada"]
    assert answer.headers["location"] == "http://entente.test/sign-in"


def logout(provider: Provider, **claims: object) -> dict[str, object]:
    """What a provider says when somebody signed out there."""
    told = provider.envelope(CLIENT, 60) | {"jti": "1", "sub": "ada", "events": {LOGGED_OUT: {}}} | claims
    return {name: value for name, value in told.items() if value is not None}


def tells(browser: Browser, claims: dict[str, object]) -> int:
    """This will let the provider tell it, and return the status of the answer."""
    token = signed(claims, browser.provider.keys[0], typ="logout+jwt")
    return browser.house.client.post("/sign-out/issuer", data={"logout_token": token}).status_code


@pytest.mark.parametrize(
    "named", [{}, {"sid": "at-the-provider-of-ada"}, {"sub": None, "sid": "at-the-provider-of-ada"}], ids=str
)
def test_who_signs_out_at_the_provider_is_signed_out_here(browser: Browser, named: dict[str, object]) -> None:
    browser.signs_in("ada")

    assert tells(browser, logout(browser.provider, **named)) == 200
    while browser.who() is not None:
        pass  # the timeout of the test ends it


@pytest.mark.parametrize(
    "claims",
    [
        {"events": None}, {"events": {"another": {}}}, {"nonce": "x"}, {"aud": "another"}, {"sub": None},
        {"exp": 1}, {"iat": 1}, {"iss": "https://login.example.org"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_word_of_the_provider_ends_nothing(browser: Browser, claims: dict[str, object]) -> None:
    browser.signs_in("ada")

    assert tells(browser, logout(browser.provider, **claims)) == 400
    assert browser.who() == "ada"


def test_another_person_at_the_provider_ends_nothing_of_ones_own(browser: Browser) -> None:
    browser.signs_in("ada")

    assert tells(browser, logout(browser.provider, sub="eve")) == 200
    assert browser.who() == "ada"
