"""`entente verify`: proves that the log, or an export of it, is whole, and names the first position at which it is not.

It must not change anything, nor need a database for a file.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.progress import Progress

from deploy import bootstrap
from deploy.checkpoint_key import public_key
from deploy.command_line.options import AsJson, Data, chosen_settings, prints_to_people
from deploy.command_line.verdicts import NO_CONTENTS, NO_MASTER_KEY, NOT_OF_A_FILE, first_of, in_words, told
from deploy.faults import Fault, WrongCall
from deploy.master_key import has_master_key
from deploy.settings import Settings
from domain.checkpoint.text import CheckpointText
from domain.signed_note import Malformed, SignedNote, VerifyingKey
from domain.storage.content_losses import content_losses
from domain.storage.inspection import examine_export, examine_log
from domain.storage.verification import Kept, Report
from projections.engine import standings

__all__ = ["add_to", "kept_note"]

IS_FOLLOWED = "SELECT to_regclass('read.position') IS NOT NULL"

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
    contents: Annotated[
        bool, typer.Option("--contents", help="Open every content of items too; not with a file.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Verify every event, the chain, checkpoints, signatures, and that texts can be opened; else the exit code is 1."""
    kept = Kept(notes=tuple(map(kept_note, checkpoint or [])), keys=tuple(map(_key, key or [])))
    if file is None:
        report, unchecked = _of_database(chosen_settings(data), kept, after, contents=contents)
    elif after or contents:
        raise WrongCall(f"{'--from' if after else '--contents'} goes with a database.", remedy="Leave it out.")
    else:
        report, unchecked = _of_file(file, kept), [NOT_OF_A_FILE]
    if as_json:
        typer.echo(json.dumps({**told(report), "unchecked": unchecked}))
    elif report.losses:
        typer.echo("\n".join(f"Position {each.position}: {each.said} ({each.wrong})." for each in report.losses))
    _require_true(report)
    if not as_json:
        typer.echo("\n".join([*in_words(report, kept), *unchecked]))


def _require_true(report: Report) -> None:
    finding, more = first_of(report), len(report.losses) - (report.finding is None)
    if finding is not None:
        raise Fault(
            f"Position {finding.position}: {finding.said} ({finding.wrong})." + (f" {more} more." if more > 0 else ""),
            remedy="Keep everything as it is for an inquiry, and restore the log from a backup.",
        )


def kept_note(path: Path) -> SignedNote:
    """This will read a checkpoint from a file. Raises Fault."""
    try:
        note = SignedNote.parse(path.read_text(encoding="utf-8"))
        CheckpointText.of(note)
    except (Malformed, OSError, UnicodeDecodeError) as error:
        remedy = "Give the file as entente checkpoint show printed it."
        raise Fault(f"{path} holds no checkpoint: {error}.", remedy=remedy) from error
    return note


def _of_database(settings: Settings, kept: Kept, after: int, *, contents: bool) -> tuple[Report, list[str]]:
    """The report, and what was not checked."""
    own = public_key(bootstrap.require_database(settings))
    has_key = has_master_key(settings)
    if contents and not has_key:
        raise WrongCall("--contents needs the master key.", remedy="Set ENTENTE_MASTER_KEY, or leave it out.")
    with bootstrap.prepared_database(settings) as database, bootstrap.log_tree(database) as tree:
        keyring = database.keyring() if has_key else None
        keys = kept.keys or ((own,) if own else ())
        known = replace(kept, keys=keys, keyring=keyring, reached=_followed(database))
        head = tree.head()
        if after > head:
            raise Fault(f"The log ends at position {head}, before {after}.", remedy="Begin at an earlier position.")
        with _bar("Verifying", head) as tell:
            report = examine_log(tree, known, after, tell)
        if keyring and contents:
            report.losses.extend(content_losses(database.serving, keyring))
    return report, [*([] if keyring else [NO_MASTER_KEY]), *([] if contents else [NO_CONTENTS])]


def _followed(database: bootstrap.Database) -> int:
    """How far the read models followed, which cannot be farther than the log."""
    with psycopg.connect(database.serving) as connection:
        made = connection.execute(IS_FOLLOWED).fetchone()
        return max((each.position for each in standings(connection)), default=0) if made and made[0] else 0


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
