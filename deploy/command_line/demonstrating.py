"""`entente demo` and `token`: all of Entente on this machine with sample investigations, and tokens to sign in with.

It must not be used with a database that others share, nor sign anything for one.
"""

import json
import socket
import time
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

import typer

from api.identity.tokens import TokenGrant
from deploy import bootstrap
from deploy.command_line.options import Data, Port, chosen_settings, heed_interrupts, prints_to_people
from deploy.demo.cast import MEMBERS, person_of
from deploy.demo.depositing import bring_content
from deploy.demo.ground import claim, clear
from deploy.demo.playing import STORIES, play
from deploy.demo.stage import SampleMember
from deploy.demo.story_aurora import aurora
from deploy.demo.tree import Tree, grown
from deploy.demo.witnessing import seal_and_witness
from deploy.faults import Fault, words_of_the_call
from deploy.listening import listening_socket
from deploy.settings import Settings
from deploy.signing_key import local_issuer, require_trial
from domain.vocabulary import Role

__all__ = ["add_to"]

LINK_LIFETIME = timedelta(days=7)  # a demo may stand on a desk for a week
READY_S = 60.0  # four Python processes start side by side, on a slow machine in half of that


def add_to(program: typer.Typer) -> None:
    """This will add the commands."""
    program.command(epilog="Example: `entente demo --port 8000`")(demo)
    program.command(epilog="Example: `entente token --member camille.morel --hours 8`")(token)


def demo(
    *,
    data: Data = None,
    port: Port = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew; removes only what a demo made.")] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page on a terminal.")] = True,
) -> None:
    """Start everything with sample investigations, print the address and a sign-in link per sample member."""
    heed_interrupts()
    settings = chosen_settings(data, port)
    if not settings.is_embedded:
        raise Fault("The demo runs on the embedded database alone.", remedy="Unset ENTENTE_DATABASE_URL.")
    if fresh:
        clear(settings.data)
    # Held from here on and handed to the server: the port is ours before anything is made, and whatever restarts.
    with _interrupted_in_peace(), listening_socket(settings.host, settings.port) as bound:
        _run(settings, bound, opens_browser=browser and prints_to_people())


def token(  # noqa: PLR0913  # each is an option
    *,
    member: Annotated[str, typer.Option("--member", help="Id of the person, such as one that `entente demo` lists.")],
    agency: Annotated[
        str | None, typer.Option("--agency", help="For which it acts; a sample member's is known.")
    ] = None,
    role: Annotated[list[Role] | None, typer.Option("--role", help="What it may do beyond an investigation.")] = None,
    link: Annotated[
        bool, typer.Option("--link", help="Print a sign-in link instead, for the page on this machine.")
    ] = False,
    hours: Annotated[int, typer.Option("--hours", min=1, max=24 * 30, help="How long it is good.")] = 12,
    data: Data = None,
    port: Port = None,
) -> None:
    """Print a bearer token for development; only the embedded database knows its issuer."""
    with words_of_the_call():
        person = person_of(member, agency)
    settings = chosen_settings(data, port)
    require_trial(settings)
    bootstrap.require_database(settings)
    granted = _grant(replace(person, roles=frozenset(role or person.roles)), timedelta(hours=hours))
    text = local_issuer(settings, bootstrap.present).issue(granted)
    typer.echo(_link(settings, text) if link else text)


def _run(settings: Settings, bound: socket.socket, *, opens_browser: bool) -> None:
    from deploy.unattended import clock_work  # noqa: PLC0415  # brings what only processes need that run on

    anchor = claim(settings.data, bootstrap.present())
    with bootstrap.prepared_database(settings) as database:
        with bootstrap.application(database) as log:
            played = play(log, STORIES, anchor)
        with clock_work(settings, database) as work:
            seal_and_witness(work, settings.data)
        with grown(_commands(settings, bound), bound.fileno()) as tree:
            address = _address(settings)
            _wait_until_ready(tree, address)
            if played.recorded:
                _bring_content(settings, address, anchor)
            typer.echo("\n".join(_greeting(settings, address, played.recorded)))
            if opens_browser:
                webbrowser.open(address)
            server = database.embedded
            tree.watch(server.ensure_running if server else lambda: None)


def _commands(settings: Settings, bound: socket.socket) -> dict[str, list[str]]:
    data = ["--data", str(settings.data)]
    commands = {
        "serve": ["serve", *data, "--port", str(settings.port), "--socket", str(bound.fileno())],
        "project": ["project", *data],
        "clock": ["clock", *data],
        "automate": ["automate", *data],
    }
    return {name: [*words, *_numbers_at(settings, place)] for place, (name, words) in enumerate(commands.items())}


def _numbers_at(settings: Settings, place: int) -> list[str]:
    """Each process tells its numbers at an address of its own: the first at the one that was chosen."""
    if settings.metrics is None:
        return []
    host, _, port = settings.metrics.rpartition(":")
    return ["--metrics", f"{host}:{int(port) + place}"]


def _wait_until_ready(tree: Tree, address: str) -> None:
    """A process that ends before all of them answer has said why: it is not started again."""
    deadline = time.monotonic() + READY_S
    while not _is_ready(address):
        ended = [name for name, child in tree.children.items() if child.poll() is not None]
        if ended or time.monotonic() > deadline:
            told = f"The process {ended[0]} ended at its start." if ended else "Entente does not answer."
            raise Fault(told, remedy="See what was said above; another --port or --data may help.")
        time.sleep(0.1)


def _is_ready(address: str) -> bool:
    """The sample cases are to be there when somebody follows a link."""
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=2) as answer:  # noqa: S310  # our own address
            return not any(json.load(answer)["lag"].values())
    except (OSError, ValueError):
        return False


def _bring_content(settings: Settings, address: str, anchor: datetime) -> None:
    issuer = local_issuer(settings, bootstrap.present)
    try:
        bring_content(address, aurora(anchor), lambda member: issuer.issue(_grant(member, timedelta(minutes=1))))
    except OSError as error:
        raise Fault(f"A sample content was refused: {error}.", remedy="Run entente demo --fresh.") from error


def _greeting(settings: Settings, address: str, recorded: int) -> list[str]:
    issuer = local_issuer(settings, bootstrap.present)
    news = f"{recorded} sample commands were recorded" if recorded else "the sample cases were there already"
    lines = [f"Entente is ready at {address} ({news}).", "Sign in as:"]
    for member in MEMBERS:
        lines.append(f"  {member.name} of {member.agency_id} ({member.member_id}):")
        lines.append(f"    {_link(settings, issuer.issue(_grant(member, LINK_LIFETIME)))}")
    return [*lines, f"GraphiQL: {address}/graphql", "Ctrl-C stops everything; the data stays in " + str(settings.data)]


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _link(settings: Settings, token: str) -> str:
    return f"{_address(settings)}/sign-in#token={token}"


def _grant(member: SampleMember, lifetime: timedelta) -> TokenGrant:
    return TokenGrant(
        member_id=member.member_id,
        agency_id=member.agency_id,
        unit_id=member.unit_id,
        roles=member.roles,
        lifetime=lifetime,
    )


@contextmanager
def _interrupted_in_peace() -> Iterator[None]:
    """Ctrl-C and SIGTERM are how a demo ends; a second one does not disturb the ending."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("Stopped.")
