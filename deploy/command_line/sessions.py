"""`entente sessions`: who is signed in, and who is so no longer from now on.

It must not end what an identity provider goes on to allow: there, too, somebody has to be locked out.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, LiteralString

import psycopg
import typer
from psycopg.rows import dict_row

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.faults import WrongCall

__all__ = ["add_to"]

program = typer.Typer(no_args_is_help=True, help="Show who is signed in, and revoke sessions and tokens.")

# The session is of what is named: of a member, perhaps for an agency alone, of an agency, or of a token.
_OF: LiteralString = """
CASE {kind} WHEN 'MEMBER' THEN s.member_id = {name} AND {agency} IN ('', s.agency_id)
            WHEN 'AGENCY' THEN s.agency_id = {name} WHEN 'TOKEN' THEN s.token_id = {name} ELSE false END
"""

_OPEN: LiteralString = """
FROM identity.sessions s WHERE s.ended_at IS NULL AND s.ends_at > clock_timestamp()
AND NOT EXISTS (SELECT FROM identity.revocations r WHERE s.issued_at <= r.revoked_at AND {of})
""".replace("{of}", _OF.replace("{kind}", "r.kind").replace("{name}", "r.name").replace("{agency}", "r.agency_id"))

# Open sessions, the last that was used first.
OPEN: LiteralString = (
    "SELECT member_id, agency_id, begun_at, used_at, ends_at" + _OPEN + "ORDER BY used_at DESC, digest"
)

# Those that are about to be revoked.
HELD: LiteralString = (
    "SELECT count(*)"
    + _OPEN
    + "AND "
    + _OF.replace("{kind}", "%(kind)s").replace("{name}", "%(name)s").replace("{agency}", "%(agency)s")
)

# All that was issued or begun until now; a second time it is all until then.
REVOKE: LiteralString = """
INSERT INTO identity.revocations (kind, name, agency_id) VALUES (%(kind)s, %(name)s, %(agency)s)
ON CONFLICT (kind, name, agency_id) DO UPDATE SET revoked_at = clock_timestamp()
RETURNING revoked_at
"""

NONE_OPEN = "No session of it was open: see that the name is right. Tokens are not listed here."

WORDS = {"MEMBER": "the member", "AGENCY": "the agency", "TOKEN": "the token"}


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `sessions …`."""
    parent.add_typer(program, name="sessions")


@program.command("list", epilog="Example: `entente sessions list --json`")
def list_open(*, data: Data = None, as_json: AsJson = False) -> None:
    """Show the sessions of browsers that are open, the last that was used first; those that idle are among them."""
    with _connected(data) as connection:
        found = connection.cursor(row_factory=dict_row).execute(OPEN).fetchall()
    for row in found:
        typer.echo(json.dumps(row, default=str) if as_json else _line(row))


@program.command(epilog="Example: `entente sessions revoke --member ines.costa --agency PT-UNC`")
def revoke(
    *,
    member: Annotated[str | None, typer.Option("--member", help="Id of a member: its sessions and tokens.")] = None,
    agency: Annotated[
        str | None,
        typer.Option("--agency", help="Code of an agency: all of its members, or the member's for it alone."),
    ] = None,
    token: Annotated[str | None, typer.Option("--token", help="Id of one token (`jti`), and of what it began.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """End what was begun and issued until now: at once, on open sockets, too. Lock out at the provider first."""
    kind, name, narrowed = _revoked(member, agency, token)
    with _connected(data) as connection:
        asked = {"kind": kind, "name": name, "agency": narrowed}
        held = connection.execute(HELD, asked).fetchone()
        row = connection.execute(REVOKE, asked).fetchone()
    at, ended = row[0] if row else None, held[0] if held else 0
    if as_json:
        typer.echo(
            json.dumps(
                {"kind": kind, "name": name, "agency": narrowed or None, "revoked_at": at, "sessions": ended},
                default=str,
            )
        )
        return
    typer.echo(f"What {WORDS[kind]} {name} held until {at:%Y-%m-%d %H:%M:%S%z} is not good any more.")
    typer.echo(f"Sessions that ended by it: {ended}." if ended else NONE_OPEN)
    typer.echo("Who is not locked out at the identity provider can come in anew.")


def _revoked(member: str | None, agency: str | None, token: str | None) -> tuple[str, str, str]:
    """Kind, name, and the agency to which the revocation of a member is narrowed. Raises WrongCall."""
    match member, agency, token:
        case str() as name, narrowed, None:
            return "MEMBER", name, narrowed or ""
        case None, str() as name, None:
            return "AGENCY", name, ""
        case None, None, str() as name:
            return "TOKEN", name, ""
        case _:
            remedy = "Give --member, perhaps with --agency; or --agency; or --token."
            raise WrongCall("It is not clear what is to be revoked.", remedy=remedy)


@contextmanager
def _connected(data: Path | None) -> Iterator[psycopg.Connection]:
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, psycopg.connect(database.serving) as connection:
        yield connection


def _line(row: dict[str, Any]) -> str:
    times = "  ".join(f"{name.removesuffix('_at')} {row[name]:%Y-%m-%d %H:%M%z}" for name in TIMES)
    return f"{row['member_id']}@{row['agency_id']}  {times}"


TIMES = ("begun_at", "used_at", "ends_at")
