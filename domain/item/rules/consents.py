"""Rules on the originator's consent, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AConsentEndsAfterItBegins", "AQuestionIsAnsweredOnce", "AQuestionIsAskedOnce", "OnlyAQuestionAskedIsAnswered",
    "OnwardSharingNeedsConsent", "OnwardSharingNeedsExplicitConsent", "UseInProceedingsNeedsConsent",
]  # fmt: skip


class AQuestionIsAskedOnce(RuleViolation):
    """The same question is open, or its id was given to another."""

    remedy = "Wait for the answer; give each question an id of its own."
    field = "consent_id"


class OnlyAQuestionAskedIsAnswered(RuleViolation):
    """Nobody asked this question."""

    remedy = "Name a question of this kind that was asked of this item."
    field = "consent_id"


class AQuestionIsAnsweredOnce(RuleViolation):
    """The question is answered already."""

    remedy = "Let the recipient ask anew."
    field = "consent_id"


class AConsentEndsAfterItBegins(RuleViolation):
    """The last day of the consent has passed already."""

    remedy = "Give today or a later day, or none for a consent without end."
    field = "valid_until"


class OnwardSharingNeedsConsent(RuleViolation):
    """Nobody agreed that it is passed on to this recipient for this purpose today, and its marking needs that."""

    invariant = 15
    remedy = "Ask with RequestOnwardSharing, and pass it on for the purpose in the words of the question."


class OnwardSharingNeedsExplicitConsent(RuleViolation):
    """What is TLP:RED or TLP:AMBER+STRICT is passed on only where the originator agreed to this recipient itself."""

    invariant = 15
    remedy = "Ask with RequestOnwardSharing, and pass it on for the purpose in the words of the question."


class UseInProceedingsNeedsConsent(RuleViolation):
    """H1: it is used in proceedings only with the originator's consent to these."""

    invariant = 16
    remedy = "Ask with RequestJudicialUse, and name the proceedings in the words of the question."
