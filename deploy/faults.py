"""Why Entente cannot run here: what is wrong with the machine or its settings, and what to do about it.

It must not be used for what the domain refuses: that is `domain.refusal.Refused`.
"""

__all__ = ["Fault"]


class Fault(Exception):
    """Entente cannot run as asked.

    message: what is wrong, as a sentence; remedy: what the operator can do about it.
    """

    def __init__(self, message: str, *, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(f"{message} {remedy}")
