"""A genuine broker that lets in only whom it knows: by certificate, by password, by token.

It must not know what goes through it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kafka import KafkaAdminClient
from kafka.admin import ScramMechanism, UserScramCredentialUpsertion

from tests.support.kafka_broker import own_broker
from tests.support.kafka_certificates import Authority, PemFiles

__all__ = ["OTHER_SECRET", "SECRET", "Guarded", "guarded_broker"]

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
    """A broker that knows the user `gateway`, by SECRET. clear, mutual, signed: addresses of its listeners."""

    clear: str
    mutual: str
    signed: str
    authority: Authority
    stranger: Authority
    gateway: PemFiles


@contextmanager
def guarded_broker(directory: Path) -> Iterator[Guarded]:
    """This will run it, its certificates in a directory."""
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
