"""Facts of the outside world that a case records, for random histories.

It must not decide.
"""

import random
from collections.abc import Iterator
from uuid import UUID

from domain.event import Event
from domain.investigation import events as of_case
from domain.investigation.vocabulary import FactKind, SourceGrade

__all__ = ["facts"]


def facts(rng: random.Random, case: UUID) -> Iterator[Event]:
    """This will yield one to four facts, with texts that are hard to store."""
    for number in range(rng.randint(1, 4)):
        yield of_case.FactRecorded(
            investigation_id=case, fact_id=str(number), kind=rng.choice(list(FactKind)), addressee=None,
            text="It happened; 50%.", source="register", grade=SourceGrade.OFFICIAL,
            actors=("FR", 'A "name", with {braces}'),
        )  # fmt: skip
