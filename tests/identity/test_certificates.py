"""Machines come in by client certificates that a proxy tells of; nobody else's word counts, and no other one."""

import base64
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import psycopg
import pytest

from api.identity.certificates import fingerprint_of
from api.identity.tokens import TokenGrant
from deploy.command_line.machines import REGISTER, WITHDRAW, entry_of
from deploy.faults import WrongCall
from deploy.settings import Settings
from deploy.signing_key import local_issuer
from tests.support.kafka_certificates import Authority, PemFiles
from tests.support.live import Live, live
from tests.support.served import now
from tests.support.signing_in import house_at
from tests.support.tls_proxy import asking, tls_proxy

pytestmark = pytest.mark.postgres

ME = {"query": "{ me { memberId agencyId roles } }"}
MACHINE = {"sub": "statistics", "agency": "FR-SPOC", "roles": ["COOPERATION_ANALYST"]}


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "authority")


@pytest.fixture
def machine(authority: Authority, database: str) -> PemFiles:
    """A machine that the operator registered."""
    files = authority.issue("statistics")
    run(database, REGISTER, **entry_of(files.certificate, MACHINE))
    return files


def run(database: str, statement: str, **parameters: object) -> None:
    """What a command of the operator does."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statement.encode(), parameters)


def settings(folder: Path, **chosen: object) -> Settings:
    """This will believe proxies, in a trial without an issuer."""
    return Settings.model_validate({"data": folder, **chosen})


@pytest.fixture
def door(database: str, tmp_path: Path, machine: PemFiles) -> Iterator[Live]:
    """A house that knows the machine from its beginning."""
    assert machine
    chosen = settings(tmp_path, certificate_header="Client-Cert", certificate_proxies="127.0.0.1")
    with house_at(chosen, database) as house, live(house) as opened:
        yield opened


@pytest.fixture
def proxy(door: Live, authority: Authority) -> Iterator[str]:
    with tls_proxy(door.address, authority.issue("proxy"), authority.file) as address:
        yield address


def status(client: httpx.Client, proxy: str, **headers: str) -> int:
    with client:
        return client.post(f"{proxy}/graphql", json=ME, headers=headers).status_code


def told_by(files: PemFiles) -> str:
    """The header of RFC 9440."""
    return f":{base64.b64encode(der_of(files)).decode()}:"


def der_of(files: PemFiles) -> bytes:
    return ssl.PEM_cert_to_DER_cert(files.certificate.read_text())


def test_a_registered_machine_acts_as_whom_it_was_registered(
    proxy: str, authority: Authority, machine: PemFiles
) -> None:
    with asking(authority.file, machine) as client:
        answer = client.post(f"{proxy}/graphql", json=ME).json()

    assert answer["data"]["me"] == {
        "memberId": "statistics", "agencyId": "FR-SPOC", "roles": ["COOPERATION_ANALYST"],
    }  # fmt: skip


@pytest.mark.usefixtures("machine")
def test_a_certificate_that_is_not_registered_lets_nobody_in(proxy: str, authority: Authority) -> None:
    assert status(asking(authority.file, authority.issue("statistics")), proxy) == 401
    assert status(asking(authority.file), proxy) == 401


def test_who_withdraws_a_machine_shuts_it_out(
    proxy: str, authority: Authority, machine: PemFiles, database: str
) -> None:
    assert status(asking(authority.file, machine), proxy) == 200

    run(database, WITHDRAW, fingerprint=fingerprint_of(der_of(machine)))

    while status(asking(authority.file, machine), proxy) != 401:
        pass  # the timeout of the test ends it


def test_a_machine_whose_certificate_is_over_is_not_let_in(
    proxy: str, authority: Authority, machine: PemFiles, database: str
) -> None:
    run(database, "UPDATE identity.machines SET ends_at = now() - interval '1 second'")

    while status(asking(authority.file, machine), proxy) != 401:
        pass  # the timeout of the test ends it


def test_a_token_comes_before_a_certificate(proxy: str, authority: Authority, machine: PemFiles) -> None:
    assert status(asking(authority.file, machine), proxy, authorization="Bearer forged") == 401


def test_a_page_of_others_cannot_use_the_certificate_of_a_browser(
    proxy: str, authority: Authority, machine: PemFiles
) -> None:
    assert status(asking(authority.file, machine), proxy, origin="https://evil.example") == 403
    assert status(asking(authority.file, machine), proxy, **{"sec-fetch-site": "cross-site"}) == 403


def test_a_machine_follows_over_a_socket_until_it_is_withdrawn(door: Live, machine: PemFiles, database: str) -> None:
    with door.socket(headers={"Client-Cert": told_by(machine)}) as socket:
        assert socket.init() == {"type": "connection_ack"}

        run(database, WITHDRAW, fingerprint=fingerprint_of(der_of(machine)))

        assert socket.closing()[0] == 4401


def plain(door: Live, headers: list[tuple[str, str]]) -> int:
    """This will ask the house itself, and return the status."""
    return httpx.post(f"http://{door.address}/graphql", json=ME, headers=headers).status_code


def test_nobody_but_the_proxy_tells_of_a_certificate(database: str, machine: PemFiles, tmp_path: Path) -> None:
    chosen = settings(tmp_path, certificate_header="Client-Cert", certificate_proxies="192.0.2.1,fd00::/64")
    with house_at(chosen, database) as house, live(house) as door:
        grant = TokenGrant(member_id="ada", agency_id="FR-SPOC")
        token = ("authorization", f"Bearer {local_issuer(chosen, now).issue(grant)}")
        forged = ("client-cert", told_by(machine))

        assert plain(door, [token]) == 200
        assert plain(door, [forged]) == 401
        assert plain(door, [forged, ("x-forwarded-for", "192.0.2.1")]) == 401
        assert plain(door, [forged, ("forwarded", "for=192.0.2.1")]) == 401
        assert plain(door, [forged, token]) == 401


def test_where_no_header_is_set_none_counts(database: str, machine: PemFiles, tmp_path: Path) -> None:
    with house_at(settings(tmp_path), database) as house, live(house) as door:
        assert plain(door, [("client-cert", told_by(machine))]) == 401


def test_a_header_that_came_along_with_that_of_the_proxy_is_refused(door: Live, machine: PemFiles) -> None:
    assert plain(door, [("client-cert", told_by(machine))]) == 200
    assert plain(door, [("client-cert", told_by(machine)), ("client-cert", told_by(machine))]) == 401


@pytest.mark.parametrize("value", ["", ":", "::", ":x:", "x", ":!!!!:", ":AAAA"])
def test_a_header_without_a_certificate_is_refused(door: Live, value: str) -> None:
    assert plain(door, [("client-cert", value)]) == 401


def envoy(files: PemFiles) -> str:
    return f'By=spiffe://x;Hash={fingerprint_of(der_of(files))};Subject="CN=a,O=b"'


def nginx(files: PemFiles) -> str:
    return quote(files.certificate.read_text())


FORMS = {"X-Forwarded-Client-Cert": envoy, "X-SSL-Client-Cert": nginx}


@pytest.mark.parametrize("name", FORMS)
def test_other_proxies_tell_of_it_in_their_own_way(database: str, machine: PemFiles, tmp_path: Path, name: str) -> None:
    value = FORMS[name](machine)
    chosen = settings(tmp_path, certificate_header=name, certificate_proxies="127.0.0.0/8")
    with house_at(chosen, database) as house, live(house) as door:
        assert plain(door, [(name, value)]) == 200
        assert plain(door, [(name, f"{value},{value}")]) == 401


@pytest.mark.parametrize("claims", [{"sub": "process:x"}, {"agency": "fr"}, {"unit": "DE-BKA/CYBER"}], ids=str)
def test_a_machine_is_registered_as_somebody_who_can_act(authority: Authority, claims: dict[str, object]) -> None:
    with pytest.raises(WrongCall, match="--"):
        entry_of(authority.issue("statistics").certificate, {**MACHINE, **claims})


def test_what_is_no_certificate_is_not_registered(tmp_path: Path) -> None:
    file = tmp_path / "x.pem"
    file.write_text("tulips")

    with pytest.raises(WrongCall, match="--certificate names no certificate"):
        entry_of(file, MACHINE)
