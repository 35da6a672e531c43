"""Specs of encryption and sign-in, on a genuine broker with certificates of the test's own."""

import base64
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from kafka import KafkaAdminClient
from kafka.admin import ScramMechanism, UserScramCredentialUpsertion

from consumers.kafka.faults import Infrastructure, KafkaFault, Refused
from consumers.kafka.reach import Mechanism, Reach, SignIn, Tls
from consumers.kafka.sending import Message, Sending, TransactionalSender
from tests.support.kafka import fresh_name, fresh_topic, standing
from tests.support.kafka_broker import own_broker
from tests.support.kafka_certificates import Authority, PemFiles

pytestmark = pytest.mark.kafka

SECRET = "correct horse"  # noqa: S105  # of a broker that lives for a minute
OTHER_SECRET = "battery staple"  # noqa: S105  # no secret at all
MODULES = {
    "scram-sha-256": "scram.ScramLoginModule required;",
    "scram-sha-512": "scram.ScramLoginModule required;",
    "plain": f'plain.PlainLoginModule required user_gateway="{SECRET}";',
    "oauthbearer": 'oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";',
}


@dataclass(frozen=True)
class Guarded:
    """A broker that lets in only whom it knows. clear, mutual, signed: addresses of its listeners."""

    clear: str
    mutual: str
    signed: str
    authority: Authority
    stranger: Authority
    gateway: PemFiles


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    directory = tmp_path_factory.mktemp("certificates")
    authority, stranger = Authority(directory, "authority"), Authority(directory, "stranger")
    overrides = _overrides(authority.issue("broker").both, authority.file)
    with own_broker(overrides, ("SSL", "SASL_SSL")) as broker:
        _give_scram_secrets(broker.bootstrap)
        mutual, signed = (broker.engine.address(name) for name in ("SSL", "SASL_SSL"))
        gateway = authority.issue("gateway", key_password=SECRET.encode())
        yield Guarded(broker.bootstrap, mutual, signed, authority, stranger, gateway)


def _overrides(keys: Path, trusted: Path) -> dict[str, str]:
    modules = {
        f"listener.name.sasl_ssl.{name}.sasl.jaas.config": f"org.apache.kafka.common.security.{module}"
        for name, module in MODULES.items()
    }
    return {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(keys),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(trusted),
        "listener.name.ssl.ssl.client.auth": "required",
        "sasl.enabled.mechanisms": ",".join(name.upper() for name in MODULES),
        **modules,
    }


def _give_scram_secrets(bootstrap: str) -> None:
    mechanisms = (ScramMechanism.SCRAM_SHA_256, ScramMechanism.SCRAM_SHA_512)
    with KafkaAdminClient(bootstrap_servers=bootstrap) as admin:
        given = [UserScramCredentialUpsertion("gateway", mechanism, SECRET) for mechanism in mechanisms]
        assert [admin.alter_user_scram_credentials([each]) for each in given] == [{"gateway": None}] * 2


def _goes_through(guarded: Guarded, reach: Reach) -> bool:
    topic = fresh_topic(Reach(bootstrap=(guarded.clear,)), partitions=1)
    with TransactionalSender(reach, Sending(name=fresh_name(), group=fresh_name())) as sender:
        sender.send([Message(topic=topic, key=b"k", value=b"v")], {(topic, 0): 1})
        return sender.positions() == {(topic, 0): 1} and len(standing(guarded.clear, topic)) == 1


def _signed(guarded: Guarded, mechanism: Mechanism, **with_: object) -> Reach:
    sign_in = SignIn(mechanism=mechanism, user="gateway", **with_)  # type: ignore[arg-type]  # as named
    return Reach(
        bootstrap=(guarded.signed,), tls=Tls(authority=guarded.authority.file), sign_in=sign_in, patience_s=10.0
    )


def _mutual(guarded: Guarded) -> Tls:
    files = guarded.gateway
    return Tls(authority=guarded.authority.file, certificate=files.certificate, key=files.key, key_password=SECRET)


def test_messages_go_through_mutual_tls(guarded: Guarded) -> None:
    assert _goes_through(guarded, Reach(bootstrap=(guarded.mutual,), tls=_mutual(guarded)))


def test_nobody_comes_in_without_the_certificate_that_is_asked_for(guarded: Guarded) -> None:
    nobody = Tls(authority=guarded.authority.file)
    with pytest.raises(KafkaFault):
        _goes_through(guarded, Reach(bootstrap=(guarded.mutual,), tls=nobody, patience_s=2.0))


def test_a_broker_whose_certificate_we_do_not_trust_is_not_spoken_to(guarded: Guarded) -> None:
    distrustful = replace(_mutual(guarded), authority=guarded.stranger.file)
    with pytest.raises(Infrastructure):
        _goes_through(guarded, Reach(bootstrap=(guarded.mutual,), tls=distrustful, patience_s=2.0))


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-256", "SCRAM-SHA-512", "PLAIN"])
def test_messages_go_through_after_sign_in_by_password(guarded: Guarded, mechanism: Mechanism) -> None:
    assert _goes_through(guarded, _signed(guarded, mechanism, password=SECRET))


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-256", "PLAIN"])
def test_a_wrong_password_is_refused_and_said_so(guarded: Guarded, mechanism: Mechanism) -> None:
    wrong = replace(_signed(guarded, mechanism, password=OTHER_SECRET), patience_s=3.0)
    with pytest.raises(Refused, match=r"sign_in|SaslAuthenticationFailed"):
        _goes_through(guarded, wrong)


def test_no_password_comes_into_the_records(guarded: Guarded, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert _goes_through(guarded, _signed(guarded, "PLAIN", password=SECRET))
    assert caplog.records
    assert SECRET not in caplog.text


def test_messages_go_through_after_sign_in_by_the_token_of_a_file(guarded: Guarded, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(_token(lasting_s=3_600) + "\n", encoding="ascii")
    assert _goes_through(guarded, _signed(guarded, "OAUTHBEARER", token_file=file))


def test_a_token_that_has_expired_is_refused(guarded: Guarded, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(_token(lasting_s=-3_600), encoding="ascii")
    with pytest.raises(Refused):
        _goes_through(guarded, replace(_signed(guarded, "OAUTHBEARER", token_file=file), patience_s=2.0))


def _token(lasting_s: int) -> str:
    """An unsigned token (RFC 7515, appendix A.5), which a broker without an identity provider takes."""
    now = int(time.time())
    parts = ({"alg": "none"}, {"sub": "gateway", "iat": now - 7_200, "exp": now + lasting_s})
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."
