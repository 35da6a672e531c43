"""Protocol versions: which rules of cooperation were in force on which day.

They must not know the present day: a request keeps the protocol of the day on which it was sent.
"""

from datetime import date

from msgspec import Struct

from domain.event import ActorKind
from domain.vocabulary import Urgency

__all__ = ["Protocol"]


class Protocol(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the rules.

    in_force_from: first day; in_force_to: first day after; None: without end.
    mandatory_on_sending: fields of the content that a sent request states; acknowledged_by: kinds of actor that can.
    """

    code: str
    in_force_from: date | None
    in_force_to: date | None
    mandatory_on_sending: tuple[str, ...]
    unit_needed_on_sending: bool
    reason_needed_for: tuple[Urgency, ...]
    acknowledged_by: tuple[ActorKind, ...]
    note: str = ""
