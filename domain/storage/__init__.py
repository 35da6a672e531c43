"""The event log in PostgreSQL: appended under one lock, without gaps, each event hashed with its predecessor.

It must not know any rule: what is appended was decided before.
"""

from domain.storage.documents import UnknownEvent
from domain.storage.faults import LogDamaged, LogUnavailable, WrongMasterKey
from domain.storage.keyring import Keyring, MasterKey
from domain.storage.measuring import Measured, Registered
from domain.storage.recorder import EventLog
from domain.storage.tree import LogTree
from domain.storage.unread import Unread
from domain.storage.vault import Content, ContentGone, Vault
from domain.storage.verification import verify

__all__ = [
    "Content", "ContentGone", "EventLog", "Keyring", "LogDamaged", "LogTree", "LogUnavailable", "MasterKey", "Measured",
    "Registered", "UnknownEvent", "Unread", "Vault", "WrongMasterKey", "verify",
]  # fmt: skip
