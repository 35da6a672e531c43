"""`entente verify`: proves that the log, or an export of it, is whole, and names the first position at which it is not.

It must not change anything, nor need a database for a file.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from deploy import bootstrap
from deploy.checkpoint_key import public_key
from deploy.command_line.options import AsJson, Data, chosen_settings, prints_to_people
from deploy.faults import Fault, WrongCall
from domain.checkpoint.text import CheckpointText
from domain.signed_note import Malformed, SignedNote, VerifyingKey
from domain.storage.inspection import examine_export, examine_log
from domain.storage.verification import Kept, Report

__all__ = ["add_to", "kept_note"]

EXAMPLE = "Example: `entente verify --file log.jsonl --checkpoint kept.txt --key entente/log+1a2b3c4d+AS…`"

Tell = Callable[[int], object]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command("verify", epilog=EXAMPLE)(verify)


def verify(  # noqa: PLR0913  # each is an option
    *,
    data: Data = None,
    after: Annotated[int, typer.Option("--from", min=0, help="Position after which to begin; not with a file.")] = 0,
    file: Annotated[
        Path | None,
        typer.Option("--file", exists=True, dir_okay=False, help="Verify an export, without a database."),
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", exists=True, dir_okay=False, help="A checkpoint that you kept; may be repeated."),
    ] = None,
    key: Annotated[
        list[str] | None, typer.Option("--key", metavar="NAME+ID+KEY", help="The log's key as you know it.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify every event, the chain, checkpoints and signatures; the exit code is 1 where any of it is not true."""
    kept = Kept(notes=tuple(map(kept_note, checkpoint or [])), keys=tuple(map(_key, key or [])))
    if file is None:
        report = _of_database(data, kept, after)
    elif after:
        raise WrongCall("--from goes with a database.", remedy="A file is always verified from its beginning.")
    else:
        report = _of_file(file, kept)
    if as_json:
        typer.echo(json.dumps(_told(report)))
    if report.finding is not None:
        raise Fault(
            f"Position {report.finding.position}: {report.finding.said} ({report.finding.wrong}).",
            remedy="Keep everything as it is for an inquiry, and restore the log from a backup.",
        )
    if not as_json:
        typer.echo(_in_words(report, kept))


def kept_note(path: Path) -> SignedNote:
    """This will read a checkpoint from a file. Raises Fault."""
    try:
        note = SignedNote.parse(path.read_text(encoding="utf-8"))
        CheckpointText.of(note)
    except (Malformed, OSError, UnicodeDecodeError) as error:
        remedy = "Give the file as entente checkpoint show printed it."
        raise Fault(f"{path} holds no checkpoint: {error}.", remedy=remedy) from error
    return note


def _of_database(data: Path | None, kept: Kept, after: int) -> Report:
    settings = bootstrap.require_database(chosen_settings(data))
    own = public_key(settings)
    known = kept if kept.keys or own is None else Kept(notes=kept.notes, keys=(own,))
    with bootstrap.prepared_database(settings) as database, bootstrap.log_tree(database) as tree:
        head = tree.head()
        if after > head:
            raise Fault(f"The log ends at position {head}, before {after}.", remedy="Begin at an earlier position.")
        with _bar("Verifying", head) as tell:
            return examine_log(tree, known, after, tell)


def _of_file(file: Path, kept: Kept) -> Report:
    with _bar("Verifying", None) as tell:
        return examine_export(partial(_lines, file), kept, tell)


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        yield from opened


@contextmanager
def _bar(what: str, total: int | None) -> Iterator[Tell]:
    with Progress(console=Console(stderr=True), disable=not prints_to_people()) as bar:
        task = bar.add_task(what, total=total)
        yield lambda reached: bar.update(task, completed=reached)


def _key(written: str) -> VerifyingKey:
    try:
        return VerifyingKey.parse(written)
    except Malformed as error:
        raise WrongCall(f"--key: {error}.", remedy="Give it as entente checkpoint show --key prints it.") from error


def _told(report: Report) -> dict[str, object]:
    finding = report.finding
    return {
        "is_whole": finding is None,
        "position": report.last,
        "broken_at": finding.position if finding else None,
        "wrong": finding.wrong if finding else None,
        "said": finding.said if finding else None,
        "checkpoints": report.checkpoints,
        "witnesses": report.witnesses,
        "covered": report.covered,
        "keys": sorted(report.signers),
    }


def _in_words(report: Report, kept: Kept) -> str:
    lines = [f"The log is whole up to position {report.last}."]
    if report.checkpoints:
        sealed = f"{report.checkpoints} checkpoints and {report.witnesses} countersignatures are true"
        lines.append(f"{sealed}; the last covers {report.covered} events.")
    else:
        lines.append("No checkpoint is sealed in it yet.")
    if kept.notes:
        lines.append(f"It grew out of what you kept: {len(kept.notes)} checkpoints.")
    if report.checkpoints and not kept.keys:
        lines.append("Whose key signed it is for you to know: compare it, or give it with --key.")
    return "\n".join(lines)
