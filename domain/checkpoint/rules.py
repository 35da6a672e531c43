"""The rules of checkpoints, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "ACheckpointCarriesTheLogsSignature",
    "AWitnessSignatureIsTrueOfTheCheckpoint",
    "AWitnessSignsOnce",
    "AWitnessSignsWithADeclaredKey",
]


class ACheckpointCarriesTheLogsSignature(RuleViolation):
    """The note is not signed by the key that is given with it, or not under the name of the log."""

    remedy = "Sign the text of the checkpoint with the log's own key."
    field = "note"


class AWitnessSignsWithADeclaredKey(RuleViolation):
    """The agency has declared no key of that name and id, or has withdrawn it."""

    remedy = "Declare the key first, or sign with a key that is declared."
    field = "signature"


class AWitnessSignatureIsTrueOfTheCheckpoint(RuleViolation):
    """The signature does not verify over the text of this checkpoint."""

    remedy = "Sign the text of the checkpoint exactly as it was handed over."
    field = "signature"


class AWitnessSignsOnce(RuleViolation):
    """The agency has countersigned this checkpoint with that key already."""

    remedy = "Nothing is left to do; countersign the next checkpoint."
    field = "signature"
