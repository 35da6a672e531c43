"""The owner's conditions on a thing: independent axes, of which the strictest wins and none replaces another.

It must not decide who may see what: that is domain/need_to_know.py.
Sources: Europol handling codes (Council documents 6243/18 and 6261/18), FIRST Traffic Light Protocol 2.0, MISP's
Permissible Actions Protocol, levels of the EU's classified information and of INTERPOL's RPD Art. 112.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Protocol, TypeVar

from domain.event import Audience
from domain.vocabulary import Classification, Code, Handling, RecordedText, Tlp

__all__ = ["HIGHEST", "UNMARKED", "Conditions", "Marking", "Pap", "is_guarded", "is_stricter", "rank", "strictest"]


class Pap(StrEnum):
    """Permissible Actions Protocol: what may be done with the information; CLEAR sets no limit."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    RED = "RED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The conditions; what is None or empty sets none on its axis, and no handling code stands for H0.

    handling_text: the restrictions in words, which H3 needs; compartments: all of them have to be held.
    """

    tlp: Tlp | None = None
    handling: tuple[Handling, ...] = ()
    handling_text: RecordedText | None = None
    pap: Pap | None = None
    classification: Classification | None = None
    compartments: tuple[Code, ...] = ()

    @property
    def audience(self) -> Audience:
        """What of it stands in the envelope of an event."""
        return Audience(
            tlp=self.tlp,
            handling=self.handling,
            classification=self.classification,
            compartments=self.compartments,
        )


UNMARKED = Marking()

HIGHEST = Classification.TOP_SECRET
"""Up to it, nothing is too high."""

TLP, PAP, LEVELS, CODES = tuple(Tlp), tuple(Pap), tuple(Classification), tuple(Handling)
"""Each axis from its loosest value to its strictest."""

A = TypeVar("A", bound=StrEnum)


def rank(level: Classification | None) -> int:
    """This will number a level of classification: 0 for none, 1 for the lowest, 5 for the highest."""
    return 0 if level is None else LEVELS.index(level) + 1


class Conditions(Protocol):
    """What a marking, the audience of an event, and a row of a marked thing have in common."""

    @property
    def tlp(self) -> Tlp | None:
        """Traffic Light Protocol."""
        ...

    @property
    def handling(self) -> Sequence[Handling]:
        """Europol handling codes."""
        ...

    @property
    def classification(self) -> Classification | None:
        """Level of classification."""
        ...

    @property
    def compartments(self) -> Sequence[str]:
        """Codes of compartments."""
        ...


def is_guarded(conditions: Conditions) -> bool:
    """This will tell whether a request so marked is one whose readers stand in the access ledger.

    TLP up to AMBER, PAP and H0 keep it from no partner, and do not bind its use as H1 to H3 do.
    """
    is_for_few = conditions.tlp in (Tlp.AMBER_STRICT, Tlp.RED) or bool(conditions.classification)
    return is_for_few or bool(conditions.compartments) or any(each is not Handling.H0 for each in conditions.handling)


def strictest(*markings: Marking) -> Marking:
    """This will join markings, axis by axis; of none it is the one without conditions."""
    return reduce(_joined, markings, UNMARKED)


def is_stricter(new: Marking, old: Marking) -> bool:
    """This will tell whether a marking adds a condition, on any axis, to another; words of H3 are not compared."""
    return _axes(strictest(old, new)) != _axes(strictest(old))


def _joined(one: Marking, other: Marking) -> Marking:
    texts = dict.fromkeys(text for text in (one.handling_text, other.handling_text) if text)
    return Marking(
        tlp=_stricter(TLP, one.tlp, other.tlp),
        handling=_codes(one, other),
        handling_text="\n".join(texts) or None,
        pap=_stricter(PAP, one.pap, other.pap),
        classification=_stricter(LEVELS, one.classification, other.classification),
        compartments=tuple(sorted({*one.compartments, *other.compartments})),
    )


def _codes(one: Marking, other: Marking) -> tuple[Handling, ...]:
    """H0 says that there is no code: it gives way to any other."""
    codes = {*one.handling, *other.handling}
    held = codes - {Handling.H0} or codes
    return tuple(code for code in CODES if code in held)


def _stricter(axis: Sequence[A], one: A | None, other: A | None) -> A | None:
    return max((value for value in (one, other) if value is not None), key=axis.index, default=None)


def _axes(marking: Marking) -> tuple[object, ...]:
    codes = frozenset(marking.handling) - {Handling.H0}
    return marking.tlp, codes, marking.pap, marking.classification, frozenset(marking.compartments)
