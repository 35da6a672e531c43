"""The keys of an identity provider: how they change, and what is done while it is away or says what cannot be."""

import asyncio
from dataclasses import replace

import pytest

from api.identity.bearer import InvalidToken, IssuerUnavailable
from api.identity.issuer.discovery import Issuer, WrongIssuer, issuer_client
from api.identity.verifying import JwtVerifier
from tests.support.identity_provider import Provider, new_key, signed
from tests.support.trusted_provider import EVERY_LOOK, Trial


async def _fetched_twice(provider: Provider) -> None:
    while provider.fetched.count("/keys") < 2:  # noqa: ASYNC110  # the provider lives in another thread
        await asyncio.sleep(0.01)


def test_a_new_key_is_looked_for_when_a_token_names_it(provider: Provider) -> None:
    async def told(verifier: JwtVerifier) -> None:
        before = provider.token("ada")
        await verifier.verify(before)
        provider.rotate()
        assert (await verifier.verify(provider.token("ada"))).member_id == "ada"
        assert (await verifier.verify(before)).member_id == "ada"

    Trial(provider).run(told)


def test_a_key_that_was_withdrawn_verifies_nothing_once_keys_are_fetched_anew(provider: Provider) -> None:
    async def told(verifier: JwtVerifier) -> None:
        before = provider.token("ada")
        await verifier.verify(before)
        provider.rotate()
        del provider.keys[1:]
        await verifier.verify(provider.token("ada"))
        with pytest.raises(InvalidToken):
            await verifier.verify(before)

    Trial(provider).run(told)


def test_tokens_with_unknown_keys_do_not_make_us_ask_the_issuer_each_time(provider: Provider) -> None:
    async def told(verifier: JwtVerifier) -> None:
        await verifier.verify(provider.token("ada"))
        provider.fetched.clear()
        trial.clock.at_s += 6
        strange = [signed(provider.access("ada"), new_key("ES256")) for _ in range(20)]
        found = await asyncio.gather(*(verifier.verify(token) for token in strange), return_exceptions=True)
        assert {type(each) for each in found} == {InvalidToken}

    trial = Trial(provider, keeping=replace(EVERY_LOOK, pause_s=5.0))
    trial.run(told)

    assert provider.fetched.count("/keys") == 1


def test_keys_that_are_not_fresh_are_fetched_aside(provider: Provider) -> None:
    async def told(verifier: JwtVerifier) -> None:
        await verifier.verify(provider.token("ada"))
        trial.clock.at_s += 601
        await verifier.verify(provider.token("ada"))
        await _fetched_twice(provider)

    trial = Trial(provider)
    trial.run(told)


def test_while_the_issuer_is_away_its_keys_go_on_to_serve_for_a_time(provider: Provider) -> None:
    async def told(verifier: JwtVerifier) -> None:
        await verifier.verify(provider.token("ada"))
        provider.is_away = True
        trial.clock.at_s += 3_599
        assert (await verifier.verify(provider.token("ada"))).member_id == "ada"
        trial.clock.at_s += 2
        with pytest.raises(IssuerUnavailable):
            await verifier.verify(provider.token("ada"))
        provider.is_away = False
        assert (await verifier.verify(provider.token("ada"))).member_id == "ada"

    trial = Trial(provider)
    trial.run(told)


def test_an_issuer_that_was_never_reached_lets_nobody_in(provider: Provider) -> None:
    provider.is_away = True

    with pytest.raises(IssuerUnavailable):
        Trial(provider).verified(provider.token("ada"))


@pytest.mark.parametrize(
    "described",
    [{"issuer": "https://another.example"}, {"jwks_uri": None}, {"jwks_uri": 7}],
    ids=["another issuer's description", "no address of keys", "an address that is a number"],
)
def test_a_description_that_does_not_fit_is_not_believed(provider: Provider, described: dict[str, object]) -> None:
    provider.described = described

    with pytest.raises(WrongIssuer):
        Trial(provider).verified(provider.token("ada"))


def test_nothing_is_asked_for_in_clear_in_production(provider: Provider) -> None:
    async def told() -> None:
        async with issuer_client(2.0) as client:
            await Issuer(provider.issuer, client).description()

    with pytest.raises(WrongIssuer, match="not https"):
        asyncio.run(told())
    assert provider.fetched == []
