"""`entente checkpoint`: shows checkpoints and proofs, makes keys, and countersigns for a partner.

It must not seal: the clock process does.
"""

import json
from base64 import b64encode
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from deploy import bootstrap
from deploy.checkpoint_key import kept_key, make_key, public_key
from deploy.command_line.options import Data, chosen_settings
from deploy.command_line.verifying import kept_note
from deploy.faults import Fault, words_of_the_call
from domain.aggregate import Actor, Submission
from domain.application import Accepted
from domain.checkpoint.commands import WitnessCheckpoint
from domain.checkpoint.text import CheckpointText
from domain.refusal import InvalidInput
from domain.storage import LogTree
from domain.storage.merkle import Span
from domain.storage.sealed import SealedCheckpoint
from domain.vocabulary import Role

__all__ = ["add_to"]

program = typer.Typer(no_args_is_help=True, help="Show checkpoints and proofs, make keys, countersign.")

CheckpointFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A checkpoint that was handed over.")]


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `checkpoint …`."""
    parent.add_typer(program, name="checkpoint")


@program.command(epilog="Example: `entente checkpoint show > kept.txt`")
def show(
    size: Annotated[int | None, typer.Argument(min=0, help="Events it covers; else the last one.")] = None,
    *,
    key: Annotated[bool, typer.Option("--key", help="Print the key that verifies it instead.")] = False,
    data: Data = None,
) -> None:
    """Print a checkpoint with all its signatures: for a partner to keep."""
    settings = bootstrap.require_database(chosen_settings(data))
    if key and (own := public_key(settings)) is not None:
        typer.echo(str(own))
        return
    with bootstrap.prepared_database(settings) as database, bootstrap.log_tree(database) as tree:
        sealed = _sealed(tree, size)
    typer.echo(sealed.key if key else str(sealed.note), nl=key)


@program.command(epilog="Example: `entente checkpoint proof 17`")
def proof(position: Annotated[int, typer.Argument(min=1, help="Position of the event.")], *, data: Data = None) -> None:
    """Print the proof that an event is in the last checkpoint, as JSON."""
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, bootstrap.log_tree(database) as tree:
        text = _sealed(tree, None).text
        if position > text.size:
            remedy = "Wait for the next checkpoint."
            raise Fault(f"The last checkpoint covers {text.size} events, not position {position}.", remedy=remedy)
        (leaf,) = tree.leaves(Span(position - 1, position))
        path = tree.inclusion(position, text.size)
    told = {"position": position, "size": text.size, "leaf": _text(leaf), "root": _text(text.root)}
    typer.echo(json.dumps({**told, "proof": list(map(_text, path))}))


@program.command(epilog="Example: `entente checkpoint consistency 1000 2000`")
def consistency(
    first: Annotated[int, typer.Argument(min=0, help="Events of the earlier checkpoint.")],
    second: Annotated[int, typer.Argument(min=0, help="Events of the later checkpoint.")],
    *,
    data: Data = None,
) -> None:
    """Print the proof that a later checkpoint holds all of an earlier one, as JSON."""
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, bootstrap.log_tree(database) as tree:
        before, after = _sealed(tree, first).text, _sealed(tree, second).text
        if first > second:
            raise Fault(f"{first} is later than {second}.", remedy="Name the earlier one first.")
        path = tree.consistency(first, second)
    told = {"first": first, "first_root": _text(before.root), "second": second, "second_root": _text(after.root)}
    typer.echo(json.dumps({**told, "proof": list(map(_text, path))}))


@program.command("key", epilog="Example: `entente checkpoint key witness.key --name spoc.example.org`")
def make_or_show_key(
    file: Annotated[Path, typer.Argument(help="File with the secret key.")],
    *,
    name: Annotated[str | None, typer.Option("--name", help="Make a new key of this name.")] = None,
) -> None:
    """Print the public half of a key, which others verify with; make the key first where it is named."""
    made = make_key(file, name) if name else kept_key(file)
    typer.echo(str(made.verifying_key))


@program.command(epilog="Example: `entente checkpoint sign kept.txt --key witness.key > countersigned.txt`")
def sign(
    file: CheckpointFile, *, key: Annotated[Path, typer.Option("--key", help="File with your secret key.")]
) -> None:
    """Countersign a checkpoint with a key of your own; needs no database."""
    note = kept_note(file)
    typer.echo(str(note.with_signatures([kept_key(key).sign(note.text)])), nl=False)


@program.command(epilog="Example: `entente checkpoint witness countersigned.txt --as anna@FR-SPOC`")
def witness(
    file: CheckpointFile,
    *,
    actor: Annotated[str, typer.Option("--as", metavar="MEMBER@AGENCY", help="Who acts, and for which agency.")],
    data: Data = None,
) -> None:
    """Record the countersignature in a file; the agency has declared its key before."""
    note = kept_note(file)
    member, _, agency_id = actor.rpartition("@")
    with words_of_the_call():
        if not member or not agency_id:
            raise InvalidInput(field="--as", rule=f"{actor!r} does not name both", accepted="MEMBER@AGENCY")
    command = WitnessCheckpoint(
        checkpoint_id=CheckpointText.of(note).id, agency_id=agency_id, signature=str(note.signatures[-1])
    )
    person = Actor(actor_id=member, agency_id=agency_id, roles=frozenset({Role.AGENCY_ADMINISTRATOR}))
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.prepared_database(settings) as database, bootstrap.application(database) as log:
        outcome = log.submit(Submission(command=command, command_id=uuid4(), actor=person)).result()
    if not isinstance(outcome, Accepted):
        raise outcome
    typer.echo(f"Recorded at position {outcome.position}.")


def _sealed(tree: LogTree, size: int | None) -> SealedCheckpoint:
    checkpoints = tree.checkpoints()
    if not checkpoints:
        raise Fault("No checkpoint is sealed yet.", remedy="Let entente clock run, which seals them.")
    if size is None:
        return max(checkpoints, key=lambda sealed: sealed.text.size)
    found = [sealed for sealed in checkpoints if sealed.text.size == size]
    if not found:
        sizes = ", ".join(str(sealed.text.size) for sealed in checkpoints[-5:])
        raise Fault(f"No checkpoint covers {size} events.", remedy=f"The last ones cover {sizes}.")
    return found[0]


def _text(hash_: bytes) -> str:
    return b64encode(hash_).decode()
