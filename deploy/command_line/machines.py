"""`entente machines`: which machines come in by a client certificate, and as whom.

It must not judge a certificate: the proxy in front does, each time; what is registered is this one, until it is over.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, LiteralString

import psycopg
import typer
from psycopg.rows import dict_row

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.faults import Fault, WrongCall
from domain.vocabulary import Role

__all__ = ["REGISTER", "add_to", "entry_of"]

program = typer.Typer(no_args_is_help=True, help="Register machines by their client certificates.")

# Registering it again changes as whom it acts.
REGISTER: LiteralString = """
INSERT INTO identity.machines (fingerprint, subject, member_id, agency_id, unit_id, roles, ends_at)
VALUES (decode(%(fingerprint)s, 'hex'), %(subject)s, %(member)s, %(agency)s, %(unit)s, %(roles)s, %(ends_at)s)
ON CONFLICT (fingerprint) DO UPDATE SET member_id = excluded.member_id, agency_id = excluded.agency_id,
    unit_id = excluded.unit_id, roles = excluded.roles, registered_at = clock_timestamp()
"""

# What it had begun ends, too.
WITHDRAW: LiteralString = """
WITH gone AS (DELETE FROM identity.machines WHERE fingerprint = decode(%(fingerprint)s, 'hex') RETURNING fingerprint)
INSERT INTO identity.revocations (kind, name) SELECT 'TOKEN', encode(fingerprint, 'hex') FROM gone
ON CONFLICT (kind, name, agency_id) DO UPDATE SET revoked_at = clock_timestamp()
"""

ALL: LiteralString = """
SELECT encode(fingerprint, 'hex') AS fingerprint, subject, member_id, agency_id, unit_id, roles, registered_at, ends_at
FROM identity.machines ORDER BY member_id, ends_at
"""


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `machines …`."""
    parent.add_typer(program, name="machines")


@program.command(epilog="Example: `entente machines register --certificate m.pem --member statistics --agency FR-SPOC`")
def register(  # noqa: PLR0913  # each is an option
    *,
    certificate: Annotated[Path, typer.Option("--certificate", metavar="FILE", help="Its certificate (PEM).")],
    member: Annotated[str, typer.Option("--member", help="Id under which it acts, and cases admit it.")],
    agency: Annotated[str, typer.Option("--agency", help="Code of the agency for which it acts.")],
    unit: Annotated[str | None, typer.Option("--unit", help="Code of the unit for which it acts.")] = None,
    role: Annotated[list[Role] | None, typer.Option("--role", help="What it may do beyond an investigation.")] = None,
    data: Data = None,
) -> None:
    """Let a machine in by its certificate, until that is over."""
    claims = {"sub": member, "agency": agency, "unit": unit, "roles": [*(role or ())]}
    entry = entry_of(certificate, claims)
    with _connected(data) as connection:
        connection.execute(REGISTER, entry)
    typer.echo(f"{entry['fingerprint']} acts as {member}@{agency} until {entry['ends_at']:%Y-%m-%d %H:%M%z}.")


@program.command("list", epilog="Example: `entente machines list --json`")
def list_all(*, data: Data = None, as_json: AsJson = False) -> None:
    """Show the machines that are registered, and until when."""
    with _connected(data) as connection:
        found = connection.cursor(row_factory=dict_row).execute(ALL).fetchall()
    for row in found:
        typer.echo(json.dumps(row, default=str) if as_json else _line(row))


@program.command(epilog="Example: `entente machines withdraw 5f3c…`")
def withdraw(
    fingerprint: Annotated[str, typer.Argument(help="SHA-256 of its certificate, as `list` shows it.")],
    *,
    data: Data = None,
) -> None:
    """Let a machine in no longer, from now on; its open sockets are closed."""
    try:
        bytes.fromhex(fingerprint)
    except ValueError as error:
        raise WrongCall("That is no fingerprint.", remedy="entente machines list shows them.") from error
    with _connected(data) as connection:
        if not connection.execute(WITHDRAW, {"fingerprint": fingerprint}).rowcount:
            raise Fault("No machine with this fingerprint is registered.", remedy="entente machines list shows all.")
    typer.echo("It is not let in any more.")


def entry_of(certificate: Path, claims: Mapping[str, object]) -> dict[str, Any]:
    """This will read what is registered of a machine. Raises WrongCall for what is no certificate or cannot act."""
    from cryptography import x509  # noqa: PLC0415  # what only this command needs
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415  # same

    from api.identity.certificates import fingerprint_of  # noqa: PLC0415  # same
    from api.identity.claims import ACCEPTED, ClaimMapping, Unmapped  # noqa: PLC0415  # same

    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        person = ClaimMapping().person(claims)
    except Unmapped as unmapped:
        raise WrongCall(
            f"--{unmapped.part}: {unmapped.rule}.", remedy=f"Accepted: {ACCEPTED[unmapped.part]}."
        ) from None
    except (OSError, ValueError) as error:
        raise WrongCall("--certificate names no certificate.", remedy="Give a file in PEM.") from error
    return {
        "fingerprint": fingerprint_of(found.public_bytes(Encoding.DER)),
        "subject": found.subject.rfc4514_string(),
        "ends_at": found.not_valid_after_utc,
        "member": person.member,
        "agency": person.agency,
        "unit": person.unit,
        "roles": sorted(person.roles),
    }


@contextmanager
def _connected(data: Path | None) -> Iterator[psycopg.Connection]:
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, psycopg.connect(database.serving) as connection:
        yield connection


def _line(row: dict[str, Any]) -> str:
    until = f"{row['ends_at']:%Y-%m-%d %H:%M%z}"
    return f"{row['fingerprint']}  {row['member_id']}@{row['agency_id']}  until {until}  {row['subject']}"
