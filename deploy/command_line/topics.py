"""`entente topics`: makes and checks the topics by which gateways and partners are reached.

It must not know how a topic is kept: the contracts do.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from deploy import bootstrap
from deploy.command_line.brokers import broker_faults
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.faults import Fault
from deploy.settings import Settings

if TYPE_CHECKING:
    from consumers.topics import Difference

__all__ = ["add_to"]

program = typer.Typer(no_args_is_help=True, help="Make and check the topics of gateways and partners.")

Agency = Annotated[
    list[str] | None, typer.Option("--agency", help="Code of an agency that takes part; else all of the directory.")
]


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `topics …`."""
    parent.add_typer(program, name="topics")


@program.command(epilog="Example: `entente topics apply --agency FR-SPOC --agency DE-SPOC`")
def apply(
    *,
    agency: Agency = None,
    replication: Annotated[
        int, typer.Option("--replication", min=1, max=9, help="Brokers that keep a copy of a new topic.")
    ] = 1,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Make missing topics and set their settings; where anything found would lose messages or order, change nothing."""
    from consumers import topics  # noqa: PLC0415  # the broker's client takes long to import
    from deploy.broker import reach_of  # noqa: PLC0415  # same

    settings = chosen_settings(data)
    agencies = agency or _of_the_directory(settings)
    with broker_faults():
        found = topics.apply(reach_of(settings), agencies, replication)
    _tell(found, as_json, lambda each: DONE[each.kind])
    if any(each.kind is topics.Kind.DANGEROUS for each in found):
        raise Fault(
            "Nothing was changed.", remedy="See to the dangerous differences first; deploy/RUNBOOK.md says how."
        )
    if not as_json:
        typer.echo("Rights that the brokers have to give:")
        for hint in topics.hints(agencies):
            typer.echo(f"  {hint}")


@program.command(epilog="Example: `entente topics check`")
def check(*, agency: Agency = None, data: Data = None, as_json: AsJson = False) -> None:
    """Tell what is not as it should be; the exit code is 1 where anything is."""
    from consumers import topics  # noqa: PLC0415  # as above
    from deploy.broker import reach_of  # noqa: PLC0415  # as above

    settings = chosen_settings(data)
    with broker_faults():
        found = topics.compare(reach_of(settings), agency or _of_the_directory(settings))
    _tell(found, as_json, lambda each: each.kind)
    if found:
        raise Fault(f"{len(found)} differences.", remedy="`entente topics apply` makes and sets what is not dangerous.")
    if not as_json:
        typer.echo("All topics are as they should be.")


DONE = {"MISSING": "made", "SETTING": "set", "DANGEROUS": "DANGEROUS"}


def _of_the_directory(settings: Settings) -> list[str]:
    with bootstrap.prepared_database(bootstrap.require_database(settings)) as database:
        return bootstrap.agencies(database)


def _tell(found: Sequence["Difference"], as_json: bool, said: Callable[["Difference"], str]) -> None:  # noqa: FBT001
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found]))
        return
    for each in found:
        stands = f" and is {each.found}" if each.found else ""
        typer.echo(f"{said(each)}: {each.topic}: {each.setting} should be {each.wanted}{stands}")
