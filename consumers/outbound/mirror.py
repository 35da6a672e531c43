"""The tables of the outbox: what was published, to whom, and why it stands still.

They must not decide where publishing goes on: the broker does.
"""

from collections.abc import Mapping
from typing import Any, LiteralString
from uuid import UUID

from psycopg import Connection

from consumers.outbound.audience import Audience
from consumers.outbound.standing import Standing

__all__ = ["Mirror", "admit", "forget", "recipients", "renew"]

_MIRROR: LiteralString = """
INSERT INTO outbox.published AS p (audience, epoch, position, leaf, messages, events_per_s)
VALUES (%(audience)s, %(epoch)s, %(position)s, %(leaf)s, %(messages)s, %(pace)s)
ON CONFLICT (audience) DO UPDATE SET epoch = excluded.epoch, position = excluded.position, leaf = excluded.leaf,
    messages = excluded.messages + CASE WHEN p.epoch = excluded.epoch THEN p.messages ELSE 0 END,
    events_per_s = coalesce(excluded.events_per_s, p.events_per_s), published_at = now()
WHERE (p.epoch, p.position) < (excluded.epoch, excluded.position)
"""
"""One who was overtaken moves nothing back."""

_MIRRORED: LiteralString = "SELECT epoch, position, leaf FROM outbox.published WHERE audience = %(audience)s"

_RECIPIENTS: LiteralString = "SELECT agency_id, topic_id FROM outbox.recipients"

_ADMIT: LiteralString = """
INSERT INTO outbox.recipients (agency_id, topic_id, since) VALUES (%(agency)s, %(topic_id)s, %(since)s)
ON CONFLICT DO NOTHING
"""

_FORGET: LiteralString = "DELETE FROM outbox.recipients WHERE agency_id = %(agency)s"

_RENEW: LiteralString = "DELETE FROM outbox.recipients"

_STOP: LiteralString = """
INSERT INTO outbox.stop (audience, fault) VALUES (%(audience)s, %(fault)s)
ON CONFLICT (audience) DO UPDATE SET fault = excluded.fault, stopped_at = now()
"""

_UNSTOP: LiteralString = "DELETE FROM outbox.stop WHERE audience = %(audience)s"


class Mirror:
    """What is noted of an audience. connection: in autocommit."""

    def __init__(self, connection: Connection[Any], audience: Audience) -> None:
        self._connection, self._of = connection, {"audience": audience}

    def standing(self) -> Standing | None:
        """This will return what was published, or somewhat less; None where nothing ever was."""
        row = self._connection.execute(_MIRRORED, self._of).fetchone()
        return None if row is None else Standing(row[0], row[1], bytes(row[2]))

    def note(self, standing: Standing, messages: int = 0, pace: float | None = None) -> None:
        """This will note what was published. messages: how many more; pace: events in a second."""
        told = {"epoch": standing.epoch, "position": standing.position, "leaf": standing.leaf}
        self._connection.execute(_MIRROR, {**self._of, **told, "messages": messages, "pace": pace}, prepare=True)

    def stop(self, fault: str) -> None:
        """This will note why publishing stands still."""
        self._connection.execute(_STOP, {**self._of, "fault": fault})

    def unstop(self) -> None:
        """This will note that it goes on."""
        self._connection.execute(_UNSTOP, self._of)


def recipients(connection: Connection[Any]) -> Mapping[str, UUID]:
    """This will name the agencies to which is published, with the ids of their topics."""
    return dict(connection.execute(_RECIPIENTS).fetchall())


def admit(connection: Connection[Any], agency: str, topic_id: UUID, since: int) -> None:
    """This will let an agency be told of what comes behind a position."""
    connection.execute(_ADMIT, {"agency": agency, "topic_id": topic_id, "since": since})


def forget(connection: Connection[Any], agency: str) -> bool:
    """This will let an agency begin anew where it has a topic, and be told no more where not; False if it never was."""
    return connection.execute(_FORGET, {"agency": agency}).rowcount == 1


def renew(connection: Connection[Any]) -> None:
    """This will let all agencies begin anew."""
    connection.execute(_RENEW)
