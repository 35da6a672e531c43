"""Who may ask: bearers of good tokens and browsers with a session of ours; nobody else learns anything."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from api.identity.bearer import InvalidToken
from api.identity.tokens import AUDIENCE, LOCAL_ISSUER, LocalIssuer, TokenGrant, new_signing_key
from domain.refusal import InvalidInput
from domain.vocabulary import Role
from tests.support.served import KEY, Served, now, served

pytestmark = pytest.mark.postgres

ME = {"query": "{ me { memberId agencyId roles } }"}
GRANT = TokenGrant(member_id="ada", agency_id="FR-SPOC", roles=(Role.INVESTIGATION_OPENER,))


@pytest.fixture
def empty(database: str) -> Any:
    with served(database) as opened:
        yield opened


def asked(empty: Served, token: str | None = None, **headers: str) -> httpx.Response:
    authorization = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return empty.client.post("/graphql", json=ME, headers={**authorization, **headers})


def test_the_token_says_who_asks(empty: Served) -> None:
    answer = asked(empty, empty.issuer.issue(GRANT)).json()["data"]

    assert answer == {"me": {"memberId": "ada", "agencyId": "FR-SPOC", "roles": ["INVESTIGATION_OPENER"]}}


def test_nobody_is_told_to_sign_in_first(empty: Served) -> None:
    response = asked(empty)

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="entente"'
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_whoever_has_a_bad_token_is_told_that_it_is_bad(empty: Served) -> None:
    response = asked(empty, "bad")

    assert response.status_code == 401
    assert response.headers["www-authenticate"].endswith('error="invalid_token"')
    assert "not trusted here" in response.json()["errors"][0]["message"]


def test_nobody_may_look_into_the_schema(empty: Served) -> None:
    response = empty.client.post("/graphql", json={"query": "{ __schema { types { name } } }"})

    assert response.status_code == 401
    assert "types" not in response.text


def test_the_signed_in_may_look_into_the_schema(empty: Served) -> None:
    answer = empty.person("ada", "FR-SPOC").ask("{ __schema { queryType { name } } }")

    assert answer == {"__schema": {"queryType": {"name": "Query"}}}


def test_an_expired_token_is_no_token(empty: Served) -> None:
    assert asked(empty, empty.issuer.issue(replace(GRANT, lifetime=timedelta(seconds=-1)))).status_code == 401


def test_a_token_of_another_issuer_is_no_token(empty: Served) -> None:
    assert asked(empty, LocalIssuer(new_signing_key(), now).issue(GRANT)).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "." * 9_000, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."])
def test_what_is_no_token_is_refused(empty: Served, token: str) -> None:
    with pytest.raises(InvalidToken):
        asyncio.run(empty.issuer.verifier().verify(token))


def test_a_changed_token_is_no_token(empty: Served) -> None:
    header, claims, signature = empty.issuer.issue(GRANT).split(".")

    assert asked(empty, f"{header}.{claims[:-4]}AAAA.{signature}").status_code == 401


def test_signing_in_sets_a_cookie_that_no_script_and_no_other_site_uses(empty: Served) -> None:
    response = empty.client.post("/sign-in", json={"token": empty.issuer.issue(GRANT)})

    assert response.status_code == 204
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_session_asks_like_a_token(empty: Served) -> None:
    empty.client.post("/sign-in", json={"token": empty.issuer.issue(GRANT)})

    assert asked(empty).json()["data"]["me"]["memberId"] == "ada"


def test_signing_out_ends_the_session(empty: Served) -> None:
    empty.client.post("/sign-in", json={"token": empty.issuer.issue(GRANT)})

    empty.client.post("/sign-out")

    assert asked(empty).status_code == 401


def test_another_site_cannot_use_the_session(empty: Served) -> None:
    empty.client.post("/sign-in", json={"token": empty.issuer.issue(GRANT)})

    assert asked(empty, Origin="https://evil.example").status_code == 403
    assert asked(empty, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


@pytest.mark.parametrize(("headers", "status"), [({}, 403), ({"x-entente": "1"}, 200)])
def test_a_link_asks_by_a_session_only_from_a_page_of_ours(empty: Served, headers: dict[str, str], status: int) -> None:
    empty.client.post("/sign-in", json={"token": empty.issuer.issue(GRANT)})

    response = empty.client.get("/graphql", params=ME, headers=headers)

    assert response.status_code == status


def test_a_link_asks_by_a_token_from_anywhere(empty: Served) -> None:
    headers = {"authorization": f"Bearer {empty.issuer.issue(GRANT)}"}

    assert empty.client.get("/graphql", params=ME, headers=headers).status_code == 200


@pytest.mark.parametrize(("production", "suggests"), [(True, False), (False, True)])
def test_names_are_suggested_outside_production_alone(database: str, production: bool, suggests: bool) -> None:  # noqa: FBT001
    with served(database, production=production) as house:
        (error,) = house.person("ada", "FR-SPOC").post("{ me { memberIdd } }")["errors"]

    assert ("memberId" in error["message"].replace("memberIdd", "")) is suggests


def test_a_form_of_another_site_cannot_sign_in(empty: Served) -> None:
    sent = {"token": empty.issuer.issue(GRANT)}

    assert empty.client.post("/sign-in", json=sent, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_bad_token_does_not_sign_in(empty: Served) -> None:
    assert empty.client.post("/sign-in", json={"token": "x"}).status_code == 401
    assert empty.client.post("/sign-in", content=b"\xff").status_code == 401


def test_production_binds_the_cookie_to_https(database: str) -> None:
    with served(database, production=True) as house:
        response = house.client.post("/sign-in", json={"token": house.issuer.issue(GRANT)})

    assert response.headers["set-cookie"].startswith("__Host-entente_session=")
    assert "Secure" in response.headers["set-cookie"]


UNFIT = [
    {"member_id": "import:bpic2013"},
    {"member_id": "Import:bpic2013"},
    {"member_id": "entente-clock"},
    {"member_id": "clock"},
    {"member_id": "process:x"},
    {"member_id": "ada\n"},
    {"member_id": ""},
    {"agency_id": "fr spoc"},
    {"agency_id": "FR-SPOC\n"},
    {"agency_id": ""},
    {"unit_id": "CYBER"},
    {"unit_id": "DE-BKA/CYBER"},
]


@pytest.mark.parametrize("changed", UNFIT, ids=[str(each) for each in UNFIT])
def test_a_token_names_a_person_its_agency_and_a_unit_of_that_agency(changed: dict[str, str]) -> None:
    issuer = LocalIssuer(KEY, now)
    grant = replace(GRANT, **changed)  # type: ignore[arg-type]  # texts alone
    with pytest.raises(InvalidInput) as refused:
        issuer.issue(grant)
    assert refused.value.accepted

    with pytest.raises(InvalidToken):
        asyncio.run(issuer.verifier().verify(signed(grant)))


@pytest.mark.parametrize(
    "member", ["ada", "importer", "clockmaker", "ines.costa@police.example", "clock.tower@x.example"]
)
def test_a_person_may_be_named_like_a_thing(member: str) -> None:
    issuer = LocalIssuer(KEY, now)
    token = issuer.issue(replace(GRANT, member_id=member, unit_id="FR-SPOC/CYBER"))

    assert asyncio.run(issuer.verifier().verify(token)).member_id == member


def signed(grant: TokenGrant) -> str:
    """What the issuer would have signed, had it not looked."""
    key = OKPKey.import_key(json.loads(KEY))
    claims = {"iss": LOCAL_ISSUER, "aud": AUDIENCE, "sub": grant.member_id, "agency": grant.agency_id}
    until = int((now() + grant.lifetime).timestamp())
    unit = {} if grant.unit_id is None else {"unit": grant.unit_id}
    return jwt.encode({"alg": "Ed25519", "kid": key.kid}, {**claims, **unit, "exp": until}, key, algorithms=["Ed25519"])
