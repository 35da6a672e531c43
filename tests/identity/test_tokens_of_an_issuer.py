"""Bearer tokens of an identity provider: what is accepted of them, and what attacks come to nothing."""

import hmac
import logging
import time
from datetime import UTC, datetime
from typing import cast

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import RSAKey

from api.identity.bearer import InvalidToken
from api.identity.claims import ClaimMapping
from api.identity.verifying import JwtVerifier
from domain.vocabulary import Classification, Role
from tests.support.identity_provider import Provider, new_key, signed
from tests.support.trusted_provider import Clock, Trial, by_hand, unsigned


def test_a_token_of_the_issuer_says_who_acts(provider: Provider) -> None:
    bearer = Trial(provider).verified(provider.token("ada", jti="one"))

    assert (bearer.member_id, bearer.agency_id, bearer.unit_id) == ("ada", "FR-SPOC", "FR-SPOC/CYBER")
    assert bearer.roles == {Role.INVESTIGATION_OPENER}
    assert bearer.token_id == "one"  # noqa: S105  # an id


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "Ed25519"])
def test_each_allowed_algorithm_is_verified(provider: Provider, algorithm: str) -> None:
    provider.rotate(algorithm)

    assert Trial(provider).verified(provider.token("ada")).member_id == "ada"


NOW = int(time.time())
WRONG: dict[str, dict[str, object]] = {
    "another issuer": {"iss": "http://127.0.0.1:1/realms/police"},
    "the issuer with a slash more": {"iss": "/"},
    "another audience": {"aud": "another-service"},
    "no audience of ours among several": {"aud": ["a", "b"]},
    "expired": {"exp": NOW - 40},
    "not valid yet": {"nbf": NOW + 3_600},
    "issued in the future": {"iat": NOW + 3_600},
    "an end that is no number": {"exp": "tomorrow"},
    "an end that is not a number": {"exp": float("nan")},
    "an end beyond all time": {"exp": 1e300},
    "no person": {"sub": None},
    "a person that is a process": {"sub": "process:clock"},
    "no agency": {"agency": None},
    "an agency that is none": {"agency": "fr spoc"},
    "a unit of another agency": {"unit": "DE-BKA/CYBER"},
    "roles that are a number": {"roles": 7},
    "roles that are no texts": {"roles": [{"name": "INVESTIGATION_OPENER"}]},
}


@pytest.mark.parametrize("claims", WRONG.values(), ids=WRONG.keys())
def test_a_token_with_a_wrong_claim_is_refused(provider: Provider, claims: dict[str, object]) -> None:
    if claims.get("iss") == "/":
        claims = {"iss": provider.issuer + "/"}

    with pytest.raises(InvalidToken):
        Trial(provider).verified(provider.token("ada", **claims))


@pytest.mark.parametrize("absent", ["iss", "aud", "exp", "iat", "sub"])
def test_a_token_without_a_claim_that_every_token_has_is_refused(provider: Provider, absent: str) -> None:
    claims = provider.access("ada")
    del claims[absent]

    with pytest.raises(InvalidToken):
        Trial(provider).verified(signed(claims, provider.keys[0]))


def test_clocks_may_differ_by_what_is_set_and_no_more(provider: Provider) -> None:
    just_over, just_begun = {"exp": int(time.time()) - 20}, {"nbf": int(time.time()) + 20}

    assert Trial(provider).verified(provider.token("ada", **just_over)).member_id == "ada"
    assert Trial(provider).verified(provider.token("ada", **just_begun)).member_id == "ada"
    with pytest.raises(InvalidToken):
        Trial(provider, skew_s=5.0).verified(provider.token("ada", **just_over))
    with pytest.raises(InvalidToken):
        Trial(provider, skew_s=5.0).verified(provider.token("ada", **just_begun))


def test_a_token_that_was_good_is_refused_once_it_is_over(provider: Provider) -> None:
    token, passed = provider.token("ada", iat=NOW, exp=NOW + 60), Clock()

    async def told(verifier: JwtVerifier) -> None:
        passed.at_s = 59
        assert (await verifier.verify(token)).member_id == "ada"
        passed.at_s = 60
        with pytest.raises(InvalidToken):
            await verifier.verify(token)

    Trial(provider, skew_s=0.0, now=lambda: datetime.fromtimestamp(NOW + passed.at_s, UTC)).run(told)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", ""])
def test_a_token_without_a_signature_is_refused(provider: Provider, algorithm: str) -> None:
    with pytest.raises(InvalidToken):
        Trial(provider).verified(unsigned(provider.access("ada"), algorithm))


def test_the_public_key_is_no_shared_secret(provider: Provider) -> None:
    key = cast("RSAKey", provider.keys[0])
    header: dict[str, object] = {"alg": "HS256", "kid": key.kid}
    token = by_hand(header, provider.access("ada"), lambda text: hmac.digest(key.as_pem(private=False), text, "sha256"))

    with pytest.raises(InvalidToken):
        Trial(provider).verified(token)


def test_a_key_of_another_kind_under_a_known_name_is_not_taken(provider: Provider) -> None:
    known_as = provider.keys[0].kid
    strange = new_key("ES256")

    with pytest.raises(InvalidToken):
        Trial(provider).verified(signed(provider.access("ada"), strange, kid=known_as))


def test_keys_and_addresses_of_keys_within_a_token_are_passed_over(provider: Provider) -> None:
    own = new_key()
    injected: dict[str, dict[str, object]] = {
        "jwk": {"jwk": own.as_dict(private=False)},
        "jku": {"jku": f"{provider.issuer}/keys-of-the-attacker"},
        "x5u": {"x5u": f"{provider.issuer}/certificates-of-the-attacker"},
    }

    for header in injected.values():
        with pytest.raises(InvalidToken):
            Trial(provider).verified(signed(provider.access("ada"), own, **header))
    assert not any("attacker" in path for path in provider.fetched)


@pytest.mark.parametrize("kid", ["../../etc/passwd", "' OR 1=1 --", "http://evil.example/key", "", "\x00", "é" * 40])
def test_a_name_of_a_key_is_looked_up_and_nothing_else(provider: Provider, kid: str) -> None:
    with pytest.raises(InvalidToken):
        Trial(provider).verified(signed(provider.access("ada"), new_key(), kid=kid))

    assert set(provider.fetched) <= {"/.well-known/openid-configuration", "/keys"}


def test_what_a_token_calls_critical_is_understood_or_refused(provider: Provider) -> None:
    key = cast("RSAKey", provider.keys[0])
    header: dict[str, object] = {"alg": "RS256", "kid": key.kid, "pi.x": 1}

    def sign(text: bytes) -> bytes:
        return key.private_key.sign(text, PKCS1v15(), SHA256())  # type: ignore[union-attr]  # it has one

    assert Trial(provider).verified(by_hand(header, provider.access("ada"), sign)).member_id == "ada"
    with pytest.raises(InvalidToken):
        Trial(provider).verified(by_hand({**header, "crit": ["pi.x"]}, provider.access("ada"), sign))


def test_a_changed_claim_breaks_the_signature(provider: Provider) -> None:
    header, _, signature = provider.token("ada").split(".")
    forged = unsigned(provider.access("eve"), "RS256").split(".")[1]

    with pytest.raises(InvalidToken):
        Trial(provider).verified(f"{header}.{forged}.{signature}")


def test_claims_are_found_where_the_settings_say(provider: Provider) -> None:
    roles_of = {"judges": frozenset({Role.INVESTIGATION_OPENER}), "admins": frozenset({Role.AGENCY_ADMINISTRATOR})}
    mapping = ClaimMapping(
        member="preferred_username", agency="https://entente.example/agency", unit="org.unit",
        roles="resource_access.entente.roles", roles_of=roles_of,
    )  # fmt: skip
    token = provider.token(
        "4711",
        preferred_username="ada",
        **{"https://entente.example/agency": "FR-SPOC"},
        org={"unit": "FR-SPOC/CYBER"},
        resource_access={"entente": {"roles": ["judges", "INVESTIGATION_OPENER", "DIRECTORY_ADMINISTRATOR"]}},
    )

    bearer = Trial(provider, mapping=mapping).verified(token)

    assert (bearer.member_id, bearer.agency_id, bearer.unit_id) == ("ada", "FR-SPOC", "FR-SPOC/CYBER")
    assert bearer.roles == {Role.INVESTIGATION_OPENER}


@pytest.mark.parametrize(
    ("claims", "ceiling"),
    [
        ({"clearances": {"entente": "eu-secret"}}, Classification.SECRET),
        ({"clearances": {"entente": "SECRET"}}, None),
        ({"clearances": {"entente": ["eu-secret"]}}, None),
        ({"clearances": "eu-secret"}, None),
        ({}, None),
    ],
)
def test_a_claim_that_is_a_ceiling_and_names_no_level_clears_for_nothing(
    provider: Provider, claims: dict[str, object], ceiling: Classification | None
) -> None:
    mapping = ClaimMapping(clearance="clearances.entente", levels_of={"eu-secret": Classification.SECRET})

    bearer = Trial(provider, mapping=mapping).verified(provider.token("ada", **claims))

    assert (bearer.ceiling, bearer.actor().ceiling) == (ceiling, ceiling)


def test_where_no_claim_is_a_ceiling_there_is_none(provider: Provider) -> None:
    assert Trial(provider).verified(provider.token("ada", clearance="RESTRICTED")).ceiling is Classification.TOP_SECRET


def test_a_token_that_does_not_say_who_acts_is_logged_without_what_it_says(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "api"), pytest.raises(InvalidToken):
        Trial(provider).verified(provider.token("ada", agency="tulips and bicycles"))

    [record] = caplog.records
    assert vars(record)["part"] == "agency"
    assert "tulips" not in str(vars(record))
