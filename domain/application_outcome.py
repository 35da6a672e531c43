"""What a command came to, and how that is remembered so that a repeat gets the same answer.

It must not know how commands are decided.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from domain.aggregate import Submission
from domain.refusal import CommandIdReused, InvalidInput, Refused, RuleViolation
from domain.vocabulary import Channel

__all__ = ["Accepted", "Outcome", "RuleOfThatTime", "digest_of", "from_register", "to_register"]


class Accepted(Struct, frozen=True, kw_only=True):
    """The command was accepted.

    version: of the stream after it; position: of its last event in the log (where it made none: the log's end then);
    events: topics in order; repeated: it had been accepted before, and this is that first result.
    """

    aggregate_id: UUID
    version: int
    position: int
    events: tuple[str, ...]
    repeated: bool = False


Outcome = Accepted | Refused


class RuleOfThatTime(RuleViolation):
    """A rule refused it that is in force no more."""

    former_code = ""

    @property
    def code(self) -> str:
        """The code that the rule had."""
        return self.former_code


class _Refusal(msgspec.Struct, frozen=True, tag="refused"):
    rule: str
    code: str
    message: str
    remedy: str
    facts: dict[str, object]


class _Acceptance(msgspec.Struct, frozen=True, tag="accepted"):
    accepted: Accepted


_DECODER = msgspec.json.Decoder(_Acceptance | _Refusal)
_ENCODER = msgspec.json.Encoder(enc_hook=str)
_CANONICAL = msgspec.json.Encoder(order="sorted")
_UNSAID = (None, Channel.OTHER, None)


def digest_of(submission: Submission, digest: Callable[[bytes], bytes]) -> bytes:
    """This will condense what the command says, and of when and by what way, as far as its sender says that.

    Raises InvalidInput for text that is no Unicode. The version that a sender decided on is no part of it: after a
    conflict the same command is sent with another one.

    digest: keyed, for the register outlives texts that are erased, and whoever reads it must not find out a guess.
    """
    command = submission.command
    said = (submission.occurred, submission.channel, submission.external_ref)
    try:
        content = type(command).__name__.encode() + b"\0" + _CANONICAL.encode(command)
        return digest(content if said == _UNSAID else content + b"\0" + _CANONICAL.encode(said))
    except UnicodeEncodeError as error:
        raise InvalidInput(field="command", rule="a text holds half a character", accepted="Unicode text") from error


def to_register(outcome: Accepted | RuleViolation) -> bytes:
    """This will write an outcome as UTF-8 JSON."""
    if isinstance(outcome, Accepted):
        return _ENCODER.encode(_Acceptance(outcome))
    rule = type(outcome).__name__
    return _ENCODER.encode(_Refusal(rule, outcome.code, outcome.message, outcome.remedy, outcome.facts))


def from_register(stored: bytes, *, same_content: bool) -> Outcome:
    """This will read an outcome back: an acceptance marked as repeated, or the refusal of its first time."""
    if not same_content:
        return CommandIdReused()
    first = _DECODER.decode(stored)
    return replace(first.accepted, repeated=True) if isinstance(first, _Acceptance) else _refusal(first)


def _refusal(stored: _Refusal) -> RuleViolation:
    kind = next((rule for rule in _rules(RuleViolation) if rule.__name__ == stored.rule), RuleOfThatTime)
    refusal = kind.__new__(kind)
    Refused.__init__(refusal, stored.message, remedy=stored.remedy, **stored.facts)
    if isinstance(refusal, RuleOfThatTime):
        refusal.former_code = stored.code
    return refusal


def _rules(kind: type[RuleViolation]) -> Iterator[type[RuleViolation]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _rules(narrower)
