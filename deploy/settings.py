"""What an operator may choose, read once from the environment; all faults are reported together.

It must not print a secret, nor give one a default.
"""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import SettingsConfigDict

from deploy.faults import Fault
from deploy.identity_settings import IdentitySettings, KeyFile, identity_faults

__all__ = [
    "PREFIX",
    "Settings",
    "SettingsFault",
    "collector_is_named",
    "default_data",
    "read_settings",
    "settings_table",
]

PREFIX = "ENTENTE_"
OTHERS = ("ENTENTE_TEST_DATABASE_URL", "ENTENTE_TEST_KAFKA")  # read by the tests alone


COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")  # read by OpenTelemetry itself


class SettingsFault(Fault):
    """Settings do not fit; the message has one line per setting."""


def default_data() -> Path:
    """This will return where the embedded database lies unless told: a directory that outlives the checkout."""
    if os.geteuid() == 0:
        return Path("/var/lib/entente")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "entente"


def _postgres_url(url: SecretStr) -> SecretStr:
    if not url.get_secret_value().startswith(("postgresql://", "postgres://")):
        raise ValueError("must begin with postgresql://")
    return url


PostgresUrl = Annotated[SecretStr, AfterValidator(_postgres_url)]


class Settings(IdentitySettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    database_url: PostgresUrl | None = Field(
        None,
        description="PostgreSQL 15 or newer, as a member of the role `entente_app`. Absent: the embedded one.",
        examples=["postgresql://entente@db.internal/entente"],
    )
    owner_database_url: PostgresUrl | None = Field(
        None,
        description="The same database as the role that owns it; only `entente db` uses it. Absent: as above.",
        examples=["postgresql://entente_owner@db.internal/entente"],
    )
    data: Path = Field(
        default_factory=default_data,
        description="Directory of the embedded database, its signing key and its master key; `--data` comes before it.",
        examples=["/srv/entente"],
    )
    master_key: KeyFile | None = Field(
        None,
        description="File with the master key, under which all texts are sealed: 32 bytes in base64. Needed where "
        "ENTENTE_DATABASE_URL is set, unless a program prints it. Absent: `master-key` in the data directory.",
        examples=["/etc/entente/master-key"],
    )
    master_key_command: str | None = Field(
        None,
        min_length=1,
        description="Program that prints the master key, such as one that has it unwrapped by a key management "
        "service; run once per start, without a shell.",
        examples=["/usr/local/bin/unwrap-entente-key"],
    )
    spool: Path | None = Field(
        None,
        description="Directory where `entente serve` writes down who was shown what before an answer leaves, on a disk "
        "that outlives it. Needed where ENTENTE_DATABASE_URL is set. Absent: `spool` in the data directory.",
        examples=["/var/lib/entente/spool"],
    )
    host: str = Field(
        "127.0.0.1", min_length=1, description="Address on which `entente serve` listens.", examples=["192.0.2.10"]
    )
    port: int = Field(
        8000,
        ge=1,
        le=65_535,
        description="Port on which `entente serve` listens; `--port` comes before it.",
        examples=["8000"],
    )
    metrics: str | None = Field(
        None,
        pattern=r"^\S+:\d{1,5}$",
        description="Address and port where Prometheus reads the numbers of a process, under `/metrics`; not one that "
        "the public reaches. Each process needs its own; `--metrics` comes before it. Absent: nowhere.",
        examples=["127.0.0.1:9464"],
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least serious record that is logged.", examples=["WARNING"]
    )
    pool_size: int = Field(
        10, ge=2, le=100, description="Most database connections that one process opens to read.", examples=["20"]
    )
    content_limit_mb: int = Field(
        100, ge=1, le=10_000, description="Largest content of an item, in millions of bytes.", examples=["250"]
    )
    export_rows: int = Field(
        250_000,
        ge=1,
        description="Most rows of one export over HTTP; `entente export` has no limit.",
        examples=["1000000"],
    )
    member_points: int = Field(
        600_000,
        ge=1_000,
        description="Points that a member may ask for in a minute, of one process: one for each operation, and one for "
        "each row it is estimated to read.",
        examples=["2000000"],
    )
    agency_points: int = Field(
        3_000_000, ge=1_000, description="The same, of all members of an agency together.", examples=["10000000"]
    )
    keep_marked_answers: bool = Field(
        True,
        description="Answers that show anything marked are kept in memory until anything changes that they rest on, as "
        "others are; each time they are sent, that is put on record. `false`: they are read anew each time.",
        examples=["false"],
    )
    trusted_documents: KeyFile | None = Field(
        None,
        description="Manifest of the only GraphQL documents that are carried out, beside the dashboard's own, as "
        "`entente documents add` makes it. Absent: any document is.",
        examples=["/etc/entente/trusted.json"],
    )
    scanner: str | None = Field(
        None,
        pattern=r"^(tcp://[^/\s]+:\d{1,5}|unix:///\S+)$",
        description="Where a ClamAV daemon listens, which every content has to pass; its `StreamMaxLength` is to be no "
        "less than ENTENTE_CONTENT_LIMIT_MB. Absent: nothing is scanned.",
        examples=["unix:///run/clamav/clamd.ctl"],
    )
    shutdown_s: float = Field(
        10.0,
        ge=0.1,
        le=300,
        description="Seconds that open requests are given to end when a process is told to stop.",
        examples=["30"],
    )
    checkpoint_key: KeyFile | None = Field(
        None,
        description="File with the key that signs checkpoints, as `entente checkpoint key` makes it. Absent: "
        "`checkpoint-key` in the data directory; with ENTENTE_DATABASE_URL nothing is sealed without it.",
        examples=["/etc/entente/checkpoint-key"],
    )
    checkpoint_origin: str = Field(
        "entente/log",
        pattern=r"^[^\s+]{1,100}$",
        description="Name of the log in its checkpoints, and of the key that signs them; without spaces and plus.",
        examples=["log.example.org/entente"],
    )
    checkpoint_events: int = Field(
        1_000, ge=1, description="Events after which a checkpoint is sealed.", examples=["100"]
    )
    checkpoint_minutes: float = Field(
        15.0, gt=0, description="Minutes after which a checkpoint is sealed where any event came.", examples=["60"]
    )

    kafka: str | None = Field(
        None,
        pattern=r"^[^,\s]+:\d{1,5}(,[^,\s]+:\d{1,5})*$",
        description="Brokers by which gateways and partners are reached: host:port, several parted by commas. Only "
        "`entente consume`, `publish`, `topics` and `project --partitions` need it.",
        examples=["kafka-1.internal:9093,kafka-2.internal:9093"],
    )
    kafka_tls: bool = Field(False, description="Whether the connection to the brokers is encrypted.", examples=["true"])
    kafka_authority: KeyFile | None = Field(
        None,
        description="File with the certificates that are trusted to name the brokers (PEM). Absent: the machine's.",
        examples=["/etc/entente/kafka-ca.pem"],
    )
    kafka_certificate: KeyFile | None = Field(
        None,
        description="File with our own certificate for mutual TLS (PEM), together with ENTENTE_KAFKA_KEY.",
        examples=["/etc/entente/kafka.pem"],
    )
    kafka_key: KeyFile | None = Field(
        None, description="File with the key of that certificate (PEM).", examples=["/etc/entente/kafka-key.pem"]
    )
    kafka_key_password: SecretStr | None = Field(
        None, description="Password of that key, where it is encrypted.", examples=["…"]
    )
    kafka_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"] | None = Field(
        None,
        description="How we sign in to the brokers (SASL). Absent: by certificate, or not.",
        examples=["SCRAM-SHA-512"],
    )
    kafka_user: str | None = Field(None, min_length=1, description="Name for PLAIN and SCRAM.", examples=["entente"])
    kafka_password: SecretStr | None = Field(None, description="Password for PLAIN and SCRAM.", examples=["…"])
    kafka_token: KeyFile | None = Field(
        None,
        description="File with the access token for OAUTHBEARER, read anew for each connection.",
        examples=["/run/entente/kafka-token"],
    )

    @property
    def is_embedded(self) -> bool:
        """True where Entente starts its own PostgreSQL."""
        return self.database_url is None

    @property
    def is_production(self) -> bool:
        """True where real people's data is served, as was said, or as the database or the issuer make likely."""
        likely = self.database_url is not None or self.token_issuer is not None
        return likely if self.production is None else self.production


def read_settings(**chosen: object) -> Settings:
    """This will read the settings of this process. chosen: from the command line, they come first.

    Raises SettingsFault with all faults, none of which shows a value.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items()
        if name.startswith(PREFIX) and value
    }
    faults = [*_unknown(given), *_unpaired(given)]
    try:
        settings = Settings(**{name: value for name, value in chosen.items() if value is not None})  # type: ignore[arg-type]  # pydantic validates
    except ValidationError as error:
        faults += [_told(dict(fault)) for fault in error.errors(include_input=False, include_url=False)]
    if faults:
        raise SettingsFault("Settings do not fit:\n" + "\n".join(f"  {fault}" for fault in faults), remedy=REMEDY)
    return settings


REMEDY = "Correct them all; deploy/RUNBOOK.md lists every setting."


def collector_is_named() -> bool:
    """This will tell whether the standard settings of OpenTelemetry name where traces go; its exporter reads them."""
    is_off = os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true"
    return not is_off and any(os.environ.get(name) for name in COLLECTORS)


def _unknown(values: Iterable[str]) -> list[str]:
    """A misspelt setting would be ignored, and the default would act in its place."""
    known = [*Settings.model_fields, *(name.removeprefix(PREFIX).lower() for name in OTHERS)]
    return [
        f"{PREFIX}{name.upper()}: is no setting{_near(name, known)}" for name in sorted(values) if name not in known
    ]


def _unpaired(values: Mapping[str, str]) -> list[str]:
    faults = [*identity_faults(values)]
    if "master_key" in values and "master_key_command" in values:
        faults.append("ENTENTE_MASTER_KEY and ENTENTE_MASTER_KEY_COMMAND: only one of them is set")
    return faults


def _near(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; {PREFIX}{close[0].upper()} is" if close else ""


def _told(fault: dict[str, Any]) -> str:
    """The value itself is left out: it may be a secret."""
    rule = str(fault["msg"]).removeprefix("Value error, ")
    if not fault["loc"]:
        return rule
    name = str(fault["loc"][0])
    examples = Settings.model_fields[name].examples or ["nothing"]
    return f"{PREFIX}{name.upper()}: {rule[0].lower()}{rule[1:]}; accepted is for example {examples[0]}"


def settings_table() -> str:
    """This will render the settings as the Markdown table of deploy/RUNBOOK.md."""
    lines = ["| setting | default | meaning | example |", "|---|---|---|---|"]
    for name, field in sorted(Settings.model_fields.items(), key=lambda each: each[0] in IdentitySettings.model_fields):
        default = "/var/lib/entente as root, else ~/.local/share/entente" if name == "data" else field.default
        shown = "none" if default is None else f"`{default}`"
        example = f"`{field.examples[0]}`" if field.examples else ""
        lines.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} | {example} |")
    return "\n".join(lines) + "\n"
