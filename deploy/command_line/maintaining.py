"""`entente rebuild` and `bench`: fills read models anew, starts benchmarks.

It must not change the log, nor measure anything itself.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from deploy import bootstrap
from deploy.command_line.options import AsJson, Data, chosen_settings, prints_to_people
from deploy.faults import Fault, WrongCall
from projections.engine import ReadModel, rebuild

__all__ = ["add_to"]

HOUSE = Path(__file__).parents[2]


def add_to(program: typer.Typer) -> None:
    """This will add the commands."""
    program.command("rebuild", epilog="Example: `entente rebuild timeline`")(rebuild_read_models)
    program.command(epilog="Example: `entente bench commands`", context_settings={"allow_extra_args": True})(bench)


def rebuild_read_models(
    read_model: Annotated[str | None, typer.Argument(help="Name of one read model; else all of them.")] = None,
    *,
    to: Annotated[int | None, typer.Option("--to", min=1, help="Version to arrive at; only the present one.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Fill read models anew from the log, beside the old tables, and put them in place; readers notice nothing."""
    models = bootstrap.read_models((read_model,) if read_model else ())
    _require_version(models, to)
    with (
        bootstrap.prepared_database(bootstrap.require_database(chosen_settings(data))) as database,
        bootstrap.event_log(database) as log,
        Progress(console=Console(stderr=True), disable=not prints_to_people()) as bar,
    ):
        task = bar.add_task("Rebuilding", total=log.head())
        position = rebuild(database.serving, models, log, lambda reached: bar.update(task, completed=reached))
    names = [model.name for model in models]
    told = {"read_models": names, "position": position}
    typer.echo(json.dumps(told) if as_json else f"Rebuilt {', '.join(names)} up to position {position}.")


def _require_version(models: Sequence[ReadModel], to: int | None) -> None:
    """A table has the shape of the code beside it: another version comes with another Entente."""
    other = next((model for model in models if to is not None and model.version != to), None)
    if other is not None:
        raise Fault(
            f"This Entente carries version {other.version} of {other.name}, not {to}.",
            remedy="Leave --to out, or run the Entente that carries that version.",
        )


def bench(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="Which one; without it they are listed.")] = None,
) -> None:
    """Run a benchmark: it prints what it measured beside what it compares with."""
    known = sorted(path.stem for path in (HOUSE / "tests" / "benchmarks").glob("[a-z]*.py"))
    if not known:
        raise Fault("There are no benchmarks here.", remedy="Run it from a checkout of the repository.")
    if name is None:
        typer.echo("\n".join(known))
        return
    if name not in known:
        raise WrongCall(f"There is no benchmark {name!r}.", remedy=f"There are: {', '.join(known)}.")
    done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *context.args], cwd=HOUSE, check=False)  # noqa: S603  # one of the files listed above
    raise typer.Exit(1 if done.returncode else 0)
