"""Those to whom the log is told: ourselves and the agencies, each on its own, so that neither waits for the other.

It must not know how they are told.
"""

from enum import StrEnum

__all__ = ["Audience"]


class Audience(StrEnum):
    """To whom. Each has a place of its own in the log: on the broker, in the mirror, and for who is active.

    OURSELVES: our own topic has every event, as soon as it is recorded; read models may be folded from there.
    AGENCIES: theirs have what each may know, as soon as the read models that say so hold the event; and dead letters.
    """

    OURSELVES = "OURSELVES"
    AGENCIES = "AGENCIES"
