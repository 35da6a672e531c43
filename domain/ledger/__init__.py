"""The access ledger: who was shown, took out, or asked in vain for what its owner marked."""

from domain.ledger.commands import RecordAccesses
from domain.ledger.room import LEDGER
from domain.ledger.vocabulary import Access, AccessKind, SubjectKind

__all__ = ["LEDGER", "Access", "AccessKind", "RecordAccesses", "SubjectKind"]
