"""Specs of encryption and sign-in, on a genuine broker with certificates of the test's own."""

import base64
import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consumers.kafka.faults import Distrusted, KafkaFault
from consumers.kafka.reach import Mechanism, Reach, SignIn, Tls
from consumers.kafka.sending import Message, Sending, TransactionalSender
from tests.support.kafka import fresh_name, fresh_topic, standing
from tests.support.kafka_guarded import OTHER_SECRET, SECRET, Guarded, guarded_broker

pytestmark = pytest.mark.kafka


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with guarded_broker(tmp_path_factory.mktemp("certificates")) as broker:
        yield broker


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
    with pytest.raises(Distrusted) as refused:
        _goes_through(guarded, Reach(bootstrap=(guarded.mutual,), tls=distrustful, patience_s=2.0))
    assert refused.value.setting == "tls.authority"


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-256", "SCRAM-SHA-512", "PLAIN"])
def test_messages_go_through_after_sign_in_by_password(guarded: Guarded, mechanism: Mechanism) -> None:
    assert _goes_through(guarded, _signed(guarded, mechanism, password=SECRET))


@pytest.mark.parametrize("mechanism", ["SCRAM-SHA-256", "PLAIN"])
def test_a_wrong_password_is_refused_and_said_so(guarded: Guarded, mechanism: Mechanism) -> None:
    wrong = replace(_signed(guarded, mechanism, password=OTHER_SECRET), patience_s=4.0)
    with pytest.raises(Distrusted) as refused:
        _goes_through(guarded, wrong)
    assert refused.value.setting == "sign_in.user and sign_in.password"


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
    with pytest.raises(Distrusted) as refused:
        _goes_through(guarded, replace(_signed(guarded, "OAUTHBEARER", token_file=file), patience_s=2.0))
    assert refused.value.setting == "sign_in.token_file"


def _token(lasting_s: int) -> str:
    """An unsigned token (RFC 7515, appendix A.5), which a broker without an identity provider takes."""
    now = int(time.time())
    parts = ({"alg": "none"}, {"sub": "gateway", "iat": now - 7_200, "exp": now + lasting_s})
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."
