"""A log divided into parts as the topic divides it, and workers that fold them, without any broker.

It must not fold anything itself.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from psycopg import Connection

from domain.event import Recorded
from domain.storage import EventLog
from projections.engine import Arrivals, Arrived, Part, PartsWorker, ReadModel, prepare
from projections.engine.parts import advance_whole, enter
from projections.engine.schema import connect
from tests.support.histories import history
from tests.support.keys import KEYRING

__all__ = ["SOURCE", "Folder", "arrivals", "divided", "more_of_cases"]

SOURCE = "a topic"


def arrivals(conninfo: str, parts: int) -> Arrivals:
    """This will divide the log by case, and give each event its place in its part."""
    with EventLog(conninfo, KEYRING) as log:
        told = log.read(0, 1_000_000)
    return divided(told, parts)


def divided(told: Sequence[Recorded], parts: int) -> Arrivals:
    """This will divide events by case; those of no case have a part in common."""
    places = dict.fromkeys(range(parts), 0)
    made = Arrivals()
    for each in told:
        case_id = each.envelope.case_id
        number = 0 if case_id is None else case_id.int % parts
        made.append(Arrived(Part(SOURCE, number), places[number], each))
        places[number] += 1
    return made


def more_of_cases(seed: int) -> list[Recorded]:
    """This will tell of a case, without the agencies, of which every history tells the same."""
    return [each for each in history(seed=seed, cases=1, requests=1) if each.envelope.case_id is not None]


@dataclass
class Folder:
    """One process: some parts, and a worker for each read model."""

    conninfo: str
    models: Sequence[ReadModel]
    parts: int
    connection: Connection[object] = field(init=False)
    workers: list[PartsWorker] = field(init=False)

    def __post_init__(self) -> None:
        self.connection = connect(self.conninfo)
        prepare(self.connection, self.models)
        enter(self.connection, self.models, SOURCE, self.parts)
        self.workers = [PartsWorker(self.connection, model) for model in self.models]
        for worker in self.workers:
            worker.open(again=True)

    def take(self, numbers: Sequence[int]) -> None:
        """This will be given other parts, as a group does."""
        for worker in self.workers:
            worker.take([Part(SOURCE, number) for number in numbers])

    def fold(self, told: Sequence[Arrived], chance: random.Random) -> None:
        """This will fold the next few events of its parts, if there are any."""
        for worker in self.workers:
            places = worker.places
            waiting = [each for each in told if each.part in places and each.place >= places[each.part]]
            worker.apply(Arrivals(waiting[: chance.randint(1, 150)]))
        advance_whole(self.connection, self.models)

    def fold_all(self, told: Arrivals) -> None:
        """This will fold all that its parts have."""
        for worker in self.workers:
            worker.apply(told)
        advance_whole(self.connection, self.models)

    def close(self) -> None:
        """This will disconnect."""
        self.connection.close()
