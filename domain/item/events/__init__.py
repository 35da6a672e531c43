"""All facts about shared items.

They must not repeat what they grew out of: ids name it.
"""

from domain.item.events.conditions import (
    HandlingConditionsSet,
    ItemRecalled,
    RecallConfirmed,
    RestrictionConfirmed,
    RestrictionImposed,
    RestrictionLeftUnconfirmed,
    RestrictionLifted,
    RestrictionReminderSent,
)
from domain.item.events.keeping import ContentErased, LegalHoldLifted, LegalHoldPlaced, RetentionExtended
from domain.item.events.registering import (
    ContentDeposited,
    EvaluationRevised,
    ItemCorrected,
    ItemEvaluated,
    ItemRegistered,
)
from domain.item.events.sharing import (
    EvidenceShared,
    IntelligenceShared,
    ItemReceiptConfirmed,
    ItemSharedOnward,
    ItemUsedInProceedings,
    JudicialUseAuthorised,
    JudicialUseRefused,
    JudicialUseRequested,
    OnwardSharingAuthorised,
    OnwardSharingRefused,
    OnwardSharingRequested,
)

__all__ = [
    "ContentDeposited", "ContentErased", "EvaluationRevised", "EvidenceShared", "HandlingConditionsSet",
    "IntelligenceShared", "ItemCorrected", "ItemEvaluated", "ItemEvent", "ItemRecalled", "ItemReceiptConfirmed",
    "ItemRegistered", "ItemSharedOnward", "ItemUsedInProceedings", "JudicialUseAuthorised", "JudicialUseRefused",
    "JudicialUseRequested", "LegalHoldLifted", "LegalHoldPlaced", "OnwardSharingAuthorised", "OnwardSharingRefused",
    "OnwardSharingRequested", "RecallConfirmed", "RestrictionConfirmed", "RestrictionImposed",
    "RestrictionLeftUnconfirmed", "RestrictionLifted", "RestrictionReminderSent", "RetentionExtended",
]  # fmt: skip

ItemEvent = (
    ItemRegistered | ContentDeposited | ItemEvaluated | EvaluationRevised | ItemCorrected
    | IntelligenceShared | EvidenceShared | ItemReceiptConfirmed | OnwardSharingRequested | OnwardSharingAuthorised
    | OnwardSharingRefused | ItemSharedOnward | JudicialUseRequested | JudicialUseAuthorised | JudicialUseRefused
    | ItemUsedInProceedings | HandlingConditionsSet | RestrictionImposed | RestrictionConfirmed | RestrictionLifted
    | RestrictionReminderSent | RestrictionLeftUnconfirmed
    | ItemRecalled | RecallConfirmed | RetentionExtended | LegalHoldPlaced | LegalHoldLifted | ContentErased
)  # fmt: skip
