"""The sample investigations behind a real address, filled as `entente demo` fills its own, for browsers to look at.

It must not hold expectations, nor know a browser.
"""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from psycopg import AsyncConnection

from api.identity.tokens import TokenGrant
from consumers.clock import ClockWork, Sealing, act_once, erase_once
from consumers.clock.when_a_month_ends_then_look_ahead import Ahead
from deploy.checkpoint_key import make_key
from deploy.demo.cast import CAMILLE
from deploy.demo.depositing import bring_content
from deploy.demo.playing import STORIES, play
from deploy.demo.stage import SampleMember
from deploy.demo.story_aurora import aurora
from deploy.demo.witnessing import seal_and_witness
from deploy.looking_ahead import find_out
from deploy.postgres_cluster import APP
from domain.aggregate import Command, Submission
from domain.application import Accepted
from domain.occurred import Occurred
from tests.support.live import live
from tests.support.postgres import Server, fresh_database
from tests.support.served import Person, Served, following, now, served

__all__ = ["Site", "cloned_site", "sample_database"]

READ = """query Read($position: Position!) {
  timeline(caseId: "00000000-0000-4000-8000-000000000000", minPosition: $position) { totalCount }
}"""


@dataclass(frozen=True)
class Site:
    """A house on a port, whose read models follow by themselves. address: http://127.0.0.1:PORT, without a path."""

    house: Served
    address: str

    def token(self, member: SampleMember) -> str:
        """This will issue the token that a sample member's link carries."""
        grant = TokenGrant(
            member_id=member.member_id, agency_id=member.agency_id, unit_id=member.unit_id, roles=member.roles
        )
        return self.house.issuer.issue(grant)

    def link(self, member: SampleMember) -> str:
        """This will make the link with which a sample member signs in, as `entente demo` prints it."""
        return f"{self.address}/sign-in#token={self.token(member)}"

    def wait_until_read(self, position: int) -> None:
        """This will return when all that stands up to a position of the log can be read on timelines."""
        reader = Person(self.house.client, self.token(CAMILLE))
        while "errors" in reader.post(READ, position=position):
            pass  # each question waits for some seconds by itself

    def act(self, member: SampleMember, command: Command, occurred: Occurred | None = None) -> Accepted:
        """This will let a member do something elsewhere than on a page; it insists that it is accepted.

        occurred: when it happened in the world, None for now.
        """
        said = Submission(command=command, command_id=uuid4(), actor=member.actor, occurred=occurred)
        outcome = self.house.application.submit(said).result(60)
        assert isinstance(outcome, Accepted), outcome
        return outcome


@contextmanager
def sample_database(server: Server, template: str) -> Iterator[str]:
    """This will fill a database with the sample investigations as of now, and give its name; nobody is connected."""
    with fresh_database(server, template) as name:
        with _site(server, name) as opened:
            _fill(opened, server.conninfo(APP, name), now())
        yield name


@contextmanager
def cloned_site(server: Server, template: str, **chosen: Any) -> Iterator[Site]:
    """This will serve a clone of a filled database until the block ends. chosen: settings other than usual."""
    with fresh_database(server, template) as name, _site(server, name, **chosen) as opened:
        yield opened


@contextmanager
def _site(server: Server, name: str, **chosen: Any) -> Iterator[Site]:
    with served(server.conninfo(APP, name), **chosen) as house, following(house), live(house) as door:
        yield Site(house, f"http://{door.address}")


def _fill(site: Site, conninfo: str, anchor: datetime) -> None:
    """Everything that the processes of a demo record in their first minute, in the same order."""
    application = site.house.application
    play(application, STORIES, anchor)
    with tempfile.TemporaryDirectory(prefix="entente-keys-") as folder:
        key = make_key(Path(folder) / "checkpoint-key", "entente.example")
        sealing = Sealing(tree=site.house.given.tree, log=application, key=key, now=now)
        work = ClockWork(log=application, now=now, sealing=sealing)
        seal_and_witness(work, Path(folder))
        asyncio.run(_keep_time(conninfo, work))
    bring_content(site.address, aurora(anchor), site.token)


async def _keep_time(conninfo: str, work: ClockWork) -> None:
    """The clock's rounds, until nothing waits any more."""
    async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
        while (await act_once(connection, work)).next_look <= work.now():
            pass
        await erase_once(connection, work)
        assert await Ahead(_finding_out(conninfo)).look_if_due(connection, work.now())


def _finding_out(conninfo: str) -> Callable[[date], bool]:
    """What finds out trend and outlook, in this process: another one would take a second to begin."""
    return lambda boundary: find_out(conninfo, boundary).cycles > 0
