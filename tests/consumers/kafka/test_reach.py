"""Specs of how settings become options of the client; without a broker."""

import subprocess
import sys
from pathlib import Path

import pytest

from consumers.kafka.faults import Infrastructure, WrongSetting
from consumers.kafka.reach import Reach, SignIn, Tls
from consumers.kafka.topics import describe
from tests.support.kafka_certificates import Authority
from tests.support.processes import HOUSE

HERE = ("localhost:9092",)
SECRET = "sesame"  # noqa: S105  # opens nothing
WITHOUT_NATIVE_CHECKSUMS = """
import sys
sys.modules["crc32c"] = None
from consumers.kafka.faults import WrongSetting
from consumers.kafka.reach import Reach
try:
    Reach(bootstrap=("localhost:9092",)).options()
except WrongSetting as fault:
    print(fault.setting)
"""


def test_a_broker_in_clear_needs_its_address_alone() -> None:
    options = Reach(bootstrap=HERE).options()
    assert (options["bootstrap_servers"], options["security_protocol"]) == (["localhost:9092"], "PLAINTEXT")


@pytest.mark.parametrize("bootstrap", [(), ("localhost",), ("localhost:",), (":9092",), ("a:b",), ("localhost:65536",)])
def test_what_is_no_address_is_refused(bootstrap: tuple[str, ...]) -> None:
    with pytest.raises(WrongSetting) as told:
        Reach(bootstrap=bootstrap).options()
    assert told.value.setting == "bootstrap"


@pytest.mark.parametrize("mechanism", ["PLAIN", "OAUTHBEARER"])
def test_a_secret_that_would_cross_the_network_in_clear_is_refused(mechanism: str, tmp_path: Path) -> None:
    sign_in = SignIn(mechanism=mechanism, user="a", password=SECRET, token_file=_file(tmp_path, "t"))  # type: ignore[arg-type]
    with pytest.raises(WrongSetting, match="TLS"):
        Reach(bootstrap=HERE, sign_in=sign_in).options()
    assert Reach(bootstrap=HERE, sign_in=sign_in, tls=Tls()).options()["security_protocol"] == "SASL_SSL"


def test_scram_may_go_without_tls_since_it_shows_no_password() -> None:
    sign_in = SignIn(mechanism="SCRAM-SHA-512", user="a", password=SECRET)
    assert Reach(bootstrap=HERE, sign_in=sign_in).options()["security_protocol"] == "SASL_PLAINTEXT"


@pytest.mark.parametrize(("user", "password"), [(None, "b"), ("a", None), ("a", "")])
def test_scram_needs_a_name_and_a_password(user: str | None, password: str | None) -> None:
    with pytest.raises(WrongSetting, match=r"sign_in\.user and sign_in\.password"):
        SignIn(mechanism="SCRAM-SHA-256", user=user, password=password).options()


@pytest.mark.parametrize("content", ["", "\n", "two words", "ü"])
def test_a_file_that_holds_no_token_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(WrongSetting, match=r"sign_in\.token_file"):
        SignIn(mechanism="OAUTHBEARER", token_file=_file(tmp_path, content)).options()


def test_the_token_is_read_anew_for_each_connection(tmp_path: Path) -> None:
    file = _file(tmp_path, "first\n")
    provider = SignIn(mechanism="OAUTHBEARER", token_file=file).options()["sasl_oauth_token_provider"]
    file.write_text("second\n", encoding="ascii")
    assert provider.token() == "second"


def test_the_certificate_and_its_key_come_together(tmp_path: Path) -> None:
    files = Authority(tmp_path, "authority").issue("gateway")
    with pytest.raises(WrongSetting, match=r"tls\.certificate and tls\.key"):
        Tls(certificate=files.certificate).options()
    assert Tls(certificate=files.certificate, key=files.key).options()["ssl_context"].check_hostname


def test_an_encrypted_key_without_its_password_is_refused_and_asks_nobody(tmp_path: Path) -> None:
    files = Authority(tmp_path, "authority").issue("gateway", key_password=SECRET.encode())
    with pytest.raises(WrongSetting, match=r"tls\.certificate"):
        Tls(certificate=files.certificate, key=files.key).options()
    assert Tls(certificate=files.certificate, key=files.key, key_password=SECRET).options()


def test_an_authority_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match=r"tls\.authority"):
        Tls(authority=_file(tmp_path, "no certificate")).options()
    with pytest.raises(WrongSetting, match=r"tls\.authority"):
        Tls(authority=tmp_path / "absent").options()


def test_nothing_starts_without_native_checksums() -> None:
    started = subprocess.run(
        [sys.executable, "-c", WITHOUT_NATIVE_CHECKSUMS], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert started.stdout == "crc32c\n"


def test_a_broker_that_is_not_there_is_told_as_infrastructure_with_the_reason() -> None:
    with pytest.raises(Infrastructure, match="ECONNREFUSED"):
        describe(Reach(bootstrap=("127.0.0.1:1",), patience_s=0.3), ["any"])


def _file(directory: Path, content: str) -> Path:
    file = directory / "token"
    file.write_text(content, encoding="utf-8")
    return file
