"""Every command of a shared item and how it is decided."""

from domain.item.commands import conditions, consents, evaluating, keeping, recalling, registering, reminding, sharing
from domain.item.commands.conditions import ConfirmRestriction, ImposeRestriction, LiftRestriction, SetHandling
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
from domain.item.commands.keeping import EraseContent, LiftItemHold, PlaceItemHold, ReviewRetention
from domain.item.commands.recalling import ConfirmRecall, RecallItem
from domain.item.commands.registering import CorrectItem, RecordContentDeposit, RegisterItem
from domain.item.commands.reminding import ListUnconfirmedRestriction, RemindOfRestriction
from domain.item.commands.sharing import ConfirmItemReceipt, ShareItem

__all__ = [
    "DECISIONS", "AuthoriseJudicialUse", "AuthoriseOnwardSharing", "ConfirmItemReceipt", "ConfirmRecall",
    "ConfirmRestriction", "CorrectItem", "EraseContent", "EvaluateItem", "ImposeRestriction", "LiftItemHold",
    "LiftRestriction", "ListUnconfirmedRestriction", "PlaceItemHold", "RecallItem", "RecordContentDeposit",
    "RefuseJudicialUse", "RefuseOnwardSharing", "RegisterItem", "RemindOfRestriction", "RequestJudicialUse",
    "RequestOnwardSharing", "ReviewRetention", "ReviseEvaluation", "SetHandling", "ShareItem", "ShareOnward",
    "UseInProceedings",
]  # fmt: skip

DECISIONS = (
    *registering.DECISIONS,
    *evaluating.DECISIONS,
    *sharing.DECISIONS,
    *consents.DECISIONS,
    *conditions.DECISIONS,
    *recalling.DECISIONS,
    *reminding.DECISIONS,
    *keeping.DECISIONS,
)
