"""`entente documents`: registers the operations that may be asked where only trusted ones may.

It must not carry anything out.
"""

import json
from pathlib import Path
from typing import Annotated

import typer
from graphql import GraphQLError

from api.documents.reading import Documents
from api.schema import make_schema
from deploy.api_choices import documents_in, write_manifest
from deploy.command_line.options import AsJson
from deploy.faults import WrongCall

__all__ = ["add_to"]

program = typer.Typer(no_args_is_help=True, help="Register the operations that are trusted.")


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `documents …`."""
    parent.add_typer(program, name="documents")


@program.callback()
def _group() -> None:
    """Without it, typer would take the only command for the whole group."""


@program.command(epilog="Example: `entente documents add persisted-queries.json --to /etc/entente/trusted.json`")
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Documents as clients send them, one in a file, or manifests (.json)."),
    ],
    *,
    to: Annotated[Path, typer.Option("--to", metavar="MANIFEST", help="What ENTENTE_TRUSTED_DOCUMENTS names.")],
    as_json: AsJson = False,
) -> None:
    """Add documents to a manifest, once all of them fit the schema and its limits; servers read it when they start."""
    documents = documents_in(files)
    schema = make_schema(production=False)
    faults = [told for each in documents for told in _faults(schema.documents, each)]
    if faults:
        told = "These documents do not fit:\n" + "\n".join(f"  {each}" for each in faults)
        raise WrongCall(told, remedy="Nothing was added; correct them first.")
    added, held = write_manifest(to, documents)
    if as_json:
        typer.echo(json.dumps({"added": added, "documents": held}))
        return
    typer.echo(f"{added} documents were added; {to} holds {held}.")


def _faults(documents: Documents, text: str) -> list[str]:
    try:
        errors = documents.read(text).errors
    except GraphQLError as error:
        errors = (error,)
    return [f"{' '.join(text.split())[:60]}: {each.message}" for each in errors]
