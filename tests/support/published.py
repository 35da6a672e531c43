"""A world of several agencies that was published while it went on, with what each gateway might know at each time.

It must not hold expectations about who may know what: the oracle of tests/leaks says that.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from consumers.clock import Sealing
from consumers.contracts.registry import CHECKPOINT
from consumers.contracts.topics import CASE_EVENTS, to_agency
from domain.event import Recorded
from domain.storage import LogTree
from tests.leaks.gateways import told_to
from tests.leaks.making import AGENCIES, Case, Maker, fill
from tests.leaks.working import work
from tests.support.checkpoints import LOG_KEY
from tests.support.foreign_clients import Read
from tests.support.outbox import Outbox, make_topics, outbox
from tests.support.read_models import follow

__all__ = ["RECIPIENTS", "PublishedWorld", "published_world"]

RECIPIENTS = (*AGENCIES, "AT-SPOC")
"""AT-SPOC takes part in nothing."""


@dataclass
class PublishedWorld:
    """What happened, and was published. known: by agency, the positions that its gateway might know when it was."""

    box: Outbox
    log: Sequence[Recorded] = ()
    known: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def told(self, agency: str) -> list[Read]:
        """This will read the references of an agency's topic."""
        return [each for each in self.box.read(to_agency(agency)) if each.type != CHECKPOINT]

    def checkpoints(self, topic: str) -> list[Read]:
        """This will read the checkpoints of a topic."""
        return [each for each in self.box.read(topic) if each.type == CHECKPOINT]

    def references(self) -> list[Read]:
        """This will read the references of our own topic."""
        return [each for each in self.box.read(CASE_EVENTS) if each.type != CHECKPOINT]

    def go_on(self, maker: Maker) -> None:
        """This will seal a checkpoint, let the read models follow, publish, and note who might know what is new."""
        maker.flush()
        _seal(self.box.conninfo, maker)
        follow(self.box.conninfo)
        self.box.publish_all()
        before = len(self.log)
        self.log = maker.log.read(0, 1_000_000)
        for agency in RECIPIENTS:
            known = told_to(self.log, agency, maker.at.date())
            self.known[agency] |= {position for position in known if position > before}


@contextmanager
def published_world(conninfo: str, bootstrap: str, seed: int) -> Iterator[PublishedWorld]:
    """This will let chance happen to an empty database, and publish it case by case."""
    make_topics(bootstrap, RECIPIENTS)
    with outbox(conninfo, bootstrap) as box:
        world = PublishedWorld(box)

        def worked(maker: Maker, case: Case) -> None:
            work(maker, case)
            world.go_on(maker)

        fill(conninfo, seed, worked, lambda maker, _cases: world.go_on(maker))
        yield world


def _seal(conninfo: str, maker: Maker) -> None:
    with closing(LogTree(conninfo)) as tree:
        sealing = Sealing(tree=tree, log=maker.application, key=LOG_KEY, now=lambda: maker.at, every_events=1)
        assert sealing.seal_if_due() is not None
