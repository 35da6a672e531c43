"""What settings name as issuer is tried at the start, and told by the setting's name where it is none."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from api.identity.bearer import Bearer
from deploy.faults import Fault
from deploy.identity import opened_trust
from deploy.settings import Settings
from tests.support.identity_provider import Provider, new_key
from tests.support.served import now


def verified(settings: Settings, token: str) -> Bearer:
    """This will start what verifies, as a server does, and verify one token."""

    async def told() -> Bearer:
        async with opened_trust(settings, now) as trust:
            return await trust.verifier.verify(token)

    return asyncio.run(told())


def trial(provider: Provider, **chosen: object) -> Settings:
    """This will set a provider without TLS as issuer, which is for trials alone."""
    named: dict[str, Any] = {"token_issuer": provider.issuer, "production": False, **chosen}
    return Settings(**named)


def from_file(file: Path, issuer: str = "x") -> Settings:
    """This will set an issuer whose keys stand in a file."""
    chosen: dict[str, Any] = {"token_issuer": issuer, "token_keys": file}
    return Settings(**chosen)


def test_the_issuer_that_is_set_is_found_and_its_claims_are_read_as_set(provider: Provider) -> None:
    settings = trial(provider, token_audience="cases", claim_roles="groups", role_values="ops=INVESTIGATION_OPENER")  # noqa: S106  # no password

    bearer = verified(settings, provider.token("ada", aud=["cases"], groups=["ops"]))

    assert (bearer.member_id, bearer.agency_id, [*bearer.roles]) == ("ada", "FR-SPOC", ["INVESTIGATION_OPENER"])


def test_an_issuer_by_another_name_is_a_fault_of_the_setting(provider: Provider) -> None:
    provider.described = {"issuer": "https://login.example.org"}

    with pytest.raises(Fault, match="ENTENTE_TOKEN_ISSUER: the issuer calls itself by another name"):
        verified(trial(provider), "")


@pytest.mark.parametrize("content", ["", "root:x:0:0"])
def test_a_file_without_certificates_is_a_fault_of_the_setting(
    provider: Provider, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "ca.pem"
    file.write_text(content)

    with pytest.raises(Fault, match="ENTENTE_ISSUER_AUTHORITY: the file holds no certificates"):
        verified(trial(provider, issuer_authority=file), "")


def test_an_issuer_without_keys_is_a_fault_of_the_setting(provider: Provider) -> None:
    provider.keys.clear()

    with pytest.raises(Fault, match="ENTENTE_TOKEN_ISSUER: there are no keys"):
        verified(trial(provider), "")


def test_in_production_an_issuer_in_clear_is_a_fault_of_the_setting(provider: Provider) -> None:
    with pytest.raises(Fault, match="ENTENTE_TOKEN_ISSUER: in production it is reached over https alone"):
        verified(trial(provider, production=True), "")


def test_an_issuer_that_is_away_keeps_nobody_from_starting(
    provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    async def told() -> Bearer:
        provider.is_away = True
        async with opened_trust(trial(provider), now) as trust:
            provider.is_away = False
            return await trust.verifier.verify(provider.token("ada"))

    with caplog.at_level(logging.WARNING, "deploy"):
        assert asyncio.run(told()).member_id == "ada"
    assert "cannot be reached" in caplog.text


def test_keys_in_a_file_need_no_issuer_at_hand(provider: Provider, tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [key.as_dict(private=False) for key in provider.keys]}))
    provider.is_away = True

    assert verified(from_file(file, provider.issuer), provider.token("ada")).member_id == "ada"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"keys": []}', '{"keys": [7]}', '{"keys": [{"kty": "oct"}]}'])
def test_a_file_that_holds_no_keys_is_a_fault_of_the_setting(tmp_path: Path, content: str) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(content)

    with pytest.raises(Fault, match="ENTENTE_TOKEN_KEYS"):
        verified(from_file(file), "")


def test_no_shared_secret_is_taken_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    secret = {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA", "alg": "HS256"}
    file.write_text(json.dumps({"keys": [secret, new_key("ES256").as_dict(private=False)]}))

    assert verified_keys(file) == {"EC"}


def verified_keys(file: Path) -> set[str]:
    """This will tell of what kinds the keys are that are trusted."""

    async def told() -> set[str]:
        async with opened_trust(from_file(file), now) as trust:
            return {key.key_type for key in (await trust.verifier._source.held()).keys}

    return asyncio.run(told())


def test_the_claim_that_is_a_ceiling_is_read_as_set(provider: Provider) -> None:
    settings = trial(provider, claim_clearance="level", clearance_values="s=SECRET,r=RESTRICTED,s=CONFIDENTIAL")

    levels = [verified(settings, provider.token("ada", level=each)).ceiling for each in ("s", "r", "t")]

    assert levels == ["CONFIDENTIAL", "RESTRICTED", None]
