"""`entente bench`: starts benchmarks.

It must not measure anything itself.
"""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.faults import Fault, WrongCall

__all__ = ["add_to"]

HOUSE = Path(__file__).parents[2]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog="Example: `entente bench commands`", context_settings={"allow_extra_args": True})(bench)


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
