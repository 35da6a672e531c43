"""`entente identifier`: makes the keyed hashes of identifiers, at an agency and without any database.

It must not print an identifier or the key, nor send either anywhere.
"""

import binascii
import sys
from base64 import b64decode
from pathlib import Path
from typing import Annotated

import typer

from deploy.faults import Fault
from domain.identifier.digesting import SHORTEST_KEY_BYTES, digest_of
from domain.identifier.vocabulary import IdentifierKind
from domain.refusal import InvalidInput

__all__ = ["add_to"]

EXAMPLE = "Example: `openssl rand -base64 32 > shared-key`, once for all agencies; then each: \
`echo '+33 6 12 34 56 78' | entente identifier digest --kind PHONE --key-file shared-key`"

program = typer.Typer(
    no_args_is_help=True, help="Make keyed hashes of identifiers, to be registered by registerIdentifier."
)


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `identifier …`."""
    parent.add_typer(program, name="identifier")


@program.callback()
def _group() -> None:
    """Without it, typer would take the only command for the whole group."""


@program.command(epilog=EXAMPLE)
def digest(
    *,
    kind: Annotated[IdentifierKind, typer.Option("--kind", help="What is identified.")],
    key_file: Annotated[
        Path,
        typer.Option("--key-file", metavar="FILE", help="The shared key: 32 bytes or more, in base64."),
    ],
) -> None:
    """Read identifiers from standard input, one a line, and print their digests in order; stop at one that is none."""
    key = _key_in(key_file)
    for number, line in enumerate(sys.stdin, start=1):
        try:
            typer.echo(digest_of(kind, line.rstrip("\r\n"), key))
        except InvalidInput as refusal:
            raise Fault(f"Line {number}: {refusal.rule}.", remedy=refusal.remedy) from None


def _key_in(file: Path) -> bytes:
    remedy = f"Give the file with the shared key: at least {SHORTEST_KEY_BYTES} random bytes in base64."
    try:
        key = b64decode(file.read_bytes().strip(), validate=True)
    except OSError as error:
        raise Fault(f"The key in {file} cannot be read: {error.strerror}.", remedy=remedy) from error
    except binascii.Error:
        raise Fault(f"{file} holds no key.", remedy=remedy) from None
    if len(key) < SHORTEST_KEY_BYTES:
        raise Fault(f"The key in {file} is too short.", remedy=remedy)
    return key
