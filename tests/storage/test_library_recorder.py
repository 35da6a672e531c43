"""The library's own cases for recorders, run on ours: whatever it promises to its users, ours keeps.

None is left out or loosened. One is adapted: the cases of a mere aggregate recorder insist that positions are not
returned, those of an application recorder that they are; ours is both, so the former see it without its positions.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.tests import persistence as library

from domain.storage import EventLog

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]


class OnAFreshLog:
    INITIAL_VERSION = 1

    @pytest.fixture(autouse=True)
    def _fresh(self, log: EventLog) -> None:
        self.log = log

    def create_recorder(self) -> EventLog:
        return self.log

    def new_originator_id(self) -> UUID:
        return uuid4()


class WithoutPositions(EventLog):
    def insert_events(self, stored_events: Sequence[StoredEvent], **more: Any) -> None:
        super().insert_events(stored_events, **more)


class TestAsAggregateRecorder(OnAFreshLog, library.AggregateRecorderTestCase):
    def create_recorder(self) -> EventLog:
        return self.enterContext(WithoutPositions(self.log.conninfo, self.log.keyring))


class TestAsApplicationRecorder(OnAFreshLog, library.ApplicationRecorderTestCase[EventLog]):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestThatPositionsDoNotInterleave(OnAFreshLog, library.NonInterleavingNotificationIDsBaseCase):
    pass
