"""`entente db`: makes, migrates and describes the database.

It must not touch read models: `entente rebuild` does.
"""

import json
from dataclasses import asdict
from typing import Annotated

import psycopg
import typer

from consumers.automations.standing import standings
from consumers.outbound import published
from deploy import bootstrap
from deploy.checkpoint_key import NOT_SEALED, seals
from deploy.command_line.divided import lines_of_parts
from deploy.command_line.options import AsJson, Data, chosen_settings
from deploy.migrate import State, Step, migrate, status
from deploy.shipped_directory import enter
from projections.engine import Divided, Progress, divided, lags, progress_of

__all__ = ["add_to"]

HEAD = "SELECT coalesce(max(notification_id), 0) FROM log.events"
"""Where the log ends; it is told also to who does not hold the master key."""

program = typer.Typer(no_args_is_help=True, help="Make, migrate and describe the database.")


def add_to(parent: typer.Typer) -> None:
    """This will add the commands, as `db …`."""
    parent.add_typer(program, name="db")


WithDirectory = Annotated[
    bool, typer.Option("--directory", help="Enter the shipped directory of specialised units, too; once.")
]


@program.command(epilog="Example: `entente db init --directory --data /srv/entente`")
def init(*, data: Data = None, with_directory: WithDirectory = False) -> None:
    """Make the database where it is absent, migrate it, and make the tables of the read models."""
    with bootstrap.opened_database(chosen_settings(data)) as database:
        _print_applied(migrate(database.owner))
        bootstrap.make_read_models(database)
        if with_directory:
            with bootstrap.application(database) as application:
                typer.echo(f"{enter(application)} entries of the shipped directory were new")
    typer.echo("The database is ready.")


@program.command("migrate", epilog="Example: `ENTENTE_OWNER_DATABASE_URL=postgresql://… entente db migrate`")
def migrate_database(data: Data = None) -> None:
    """Apply the migrations that are pending; several may be started at once, and each is applied once."""
    with bootstrap.opened_database(bootstrap.require_database(chosen_settings(data))) as database:
        _print_applied(migrate(database.owner))


@program.command("status", epilog="Example: `entente db status --json`")
def show_status(*, data: Data = None, as_json: AsJson = False) -> None:
    """Show each migration, where the log ends, and where each read model and each automation stands."""
    settings = bootstrap.require_database(chosen_settings(data))
    with bootstrap.opened_database(settings) as database:
        steps = status(database.owner)
        told = {"migrations": [_told(step) for step in steps], **_progress(database.serving, steps)}
    told["seals_checkpoints"] = seals(settings)
    typer.echo(json.dumps(told, default=str) if as_json else "\n".join(_lines(told)))


def _print_applied(names: list[str]) -> None:
    for name in names:
        typer.echo(f"applied {name}")
    if not names:
        typer.echo("nothing to apply")


def _told(step: Step) -> dict[str, object]:
    return {"name": step.name, "state": step.state.value, "applied_at": step.applied_at}


def _progress(serving: str, steps: list[Step]) -> dict[str, object]:
    if any(step.state is not State.APPLIED for step in steps):
        return {}
    with psycopg.connect(serving) as connection:
        made = connection.execute("SELECT to_regclass('read.speed') IS NOT NULL").fetchone() == (True,)
        models = lags(connection) if made else ()
        rebuilds = progress_of(connection) if made else ()
        by_parts = divided(connection) if made else Divided({}, ())
        head = connection.execute(HEAD).fetchone()
        return {
            "position": head[0] if head else 0,
            "read_models": [asdict(model) for model in models],
            "rebuilds": [_of_rebuild(progress) for progress in rebuilds],
            "divided": asdict(by_parts),
            "automations": [asdict(automation) for automation in standings(connection)],
            "published": [asdict(told) for told in published(connection)],
        }


def _of_rebuild(progress: Progress) -> dict[str, object]:
    return {**asdict(progress), "events_per_s": progress.events_per_s, "remaining_s": progress.remaining_s}


def _lines(told: dict[str, object]) -> list[str]:
    lines = [f"{step['state']:8} {step['name']}" for step in _rows(told, "migrations")]
    if "position" in told:
        lines.append(f"the log ends at position {told['position']}")
    if not told["seals_checkpoints"]:
        lines.append(NOT_SEALED)
    lines += [_line_of(model) for model in _rows(told, "read_models")]
    lines += [_line_of_rebuild(progress) for progress in _rows(told, "rebuilds")]
    lines += lines_of_parts(told.get("divided"))
    lines += [_line_of_automation(automation) for automation in _rows(told, "automations")]
    return lines + [_line_of_outbox(audience) for audience in _rows(told, "published")]


def _line_of(model: dict[str, object]) -> str:
    line = f"{model['model']}: version {model['version']}, position {model['position']}"
    if model["lag_events"]:
        line += _behind(model)
    if model["events_per_s"] is not None:
        line += f", {_pace(model)}"
    return f"{line}; stopped: {model['fault']}" if model["fault"] else line


def _behind(told: dict[str, object]) -> str:
    return f", {_events(int(str(told['lag_events'])))} and {told['lag_s']:.0f} s behind"


def _events(number: int) -> str:
    return f"{number:,} event" if number == 1 else f"{number:,} events"


def _pace(told: dict[str, object]) -> str:
    return f"{_events(round(float(str(told['events_per_s']))))}/s"


def _line_of_rebuild(progress: dict[str, object]) -> str:
    line = (
        f"rebuild of {progress['model']} to version {progress['version']}: {progress['position']} of {progress['head']}"
    )
    if progress["fault"]:
        return f"{line}; stopped: {progress['fault']}"
    if not progress["is_running"]:
        return f"{line}; broken off, entente rebuild goes on"
    return line if progress["remaining_s"] is None else f"{line}, about {progress['remaining_s']:.0f} s left"


def _line_of_automation(automation: dict[str, object]) -> str:
    line = f"automation {automation['automation']}: position {automation['position']}"
    if automation["lag_events"]:
        line += _behind(automation)
    if automation["to_do"]:
        line += f", {automation['to_do']} to do, the first at {automation['next_due']}"
    return f"{line}; stopped: {automation['fault']}" if automation["fault"] else line


def _line_of_outbox(outbox: dict[str, object]) -> str:
    line = f"published to {str(outbox['audience']).lower()}: position {outbox['position']}"
    line += f", {_events(int(str(outbox['lag_events'])))} behind"
    if outbox["events_per_s"] is not None:
        line += f", {_pace(outbox)} at last"
    return f"{line}; stopped: {outbox['fault']}" if outbox["fault"] else line


def _rows(told: dict[str, object], name: str) -> list[dict[str, object]]:
    found = told.get(name, [])
    return found if isinstance(found, list) else []
