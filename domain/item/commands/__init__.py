"""Every command of a shared item and how it is decided."""

from domain.item.commands import consents, evaluating, registering, sharing
from domain.item.commands.consents import (
    AuthoriseJudicialUse,
    AuthoriseOnwardSharing,
    RefuseJudicialUse,
    RefuseOnwardSharing,
    RequestJudicialUse,
    RequestOnwardSharing,
    ShareOnward,
    UseInProceedings,
)
from domain.item.commands.evaluating import EvaluateItem, ReviseEvaluation
from domain.item.commands.registering import CorrectItem, RecordContentDeposit, RegisterItem
from domain.item.commands.sharing import ConfirmItemReceipt, ShareItem

__all__ = [
    "DECISIONS", "AuthoriseJudicialUse", "AuthoriseOnwardSharing", "ConfirmItemReceipt", "CorrectItem", "EvaluateItem",
    "RecordContentDeposit", "RefuseJudicialUse", "RefuseOnwardSharing", "RegisterItem", "RequestJudicialUse",
    "RequestOnwardSharing", "ReviseEvaluation", "ShareItem", "ShareOnward", "UseInProceedings",
]  # fmt: skip

DECISIONS = (
    *registering.DECISIONS,
    *evaluating.DECISIONS,
    *sharing.DECISIONS,
    *consents.DECISIONS,
)
