"""What can go wrong with a broker, told apart by what its caller has to do about it.

It must not know what was being sent or read, nor retry anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from kafka import errors

__all__ = [
    "Distrusted",
    "Fenced",
    "Infrastructure",
    "KafkaFault",
    "PositionOutOfRange",
    "Refused",
    "WrongSetting",
    "answered",
    "fault_of",
]


class KafkaFault(Exception):
    """Something is wrong between us and the broker. Whoever used a sender or a reader closes it and makes a new one."""


class Infrastructure(KafkaFault):
    """The broker cannot be reached, or did not answer in time; what was asked may or may not have happened.

    To do: wait and begin anew from the stored position. It is never a reason to reject a message.
    """


class Fenced(KafkaFault):
    """Another process has taken this place, or the broker has given it away since we were silent for too long.

    To do: drop the work in hand and begin anew from the stored position, or end where another one shall go on.
    """


class Refused(KafkaFault):
    """The broker has answered no, and will do so again: rights, names, sizes, configuration.

    To do: stop, and let an operator act.
    """


class Distrusted(Refused):
    """We and the broker do not take each other for who we say we are. setting: what of `Reach` decides that."""

    def __init__(self, setting: str, told: str) -> None:
        self.setting = setting
        super().__init__(told)


class PositionOutOfRange(Refused):
    """The topic no longer holds, or does not hold yet, what stands at the stored position: messages were missed.

    topic, partition; position: the stored one; first and end: offsets of the first message and behind the last one.
    """

    def __init__(self, where: tuple[str, int], position: int, first: int, end: int) -> None:
        (self.topic, self.partition), self.position, self.first, self.end = where, position, first, end
        super().__init__(
            f"Partition {self.partition} of {self.topic} holds offsets {first} to {end}, not the stored position "
            f"{position}: messages were deleted before they were read, or the topic is not the one it was."
        )


class WrongSetting(KafkaFault):
    """A setting does not fit. setting: its name in `Reach`; rule: what is wrong; accepted: what would be right."""

    def __init__(self, setting: str, rule: str, accepted: str) -> None:
        self.setting, self.rule, self.accepted = setting, rule, accepted
        super().__init__(f"{setting}: {rule}; accepted: {accepted}.")


_FENCED = (
    errors.ProducerFencedError,
    errors.InvalidProducerEpochError,  # the broker ended our transaction when its time was over
    errors.InvalidProducerIdMappingError,
    errors.FencedInstanceIdError,
    errors.CommitFailedError,
    errors.IllegalGenerationError,
    errors.UnknownMemberIdError,
)

_REFUSED = (
    errors.AuthorizationError,
    errors.SaslAuthenticationFailedError,
    errors.UnsupportedSaslMechanismError,
    errors.IllegalSaslStateError,
    errors.SecurityDisabledError,
    errors.MessageSizeTooLargeError,
    errors.RecordListTooLargeError,
    errors.InvalidTopicError,
    errors.TopicAlreadyExistsError,
    errors.InvalidPartitionsError,
    errors.InvalidReplicationFactorError,
    errors.InvalidConfigurationError,
    errors.InvalidRequestError,
    errors.InvalidRecordError,
    errors.InvalidTransactionTimeoutError,
    errors.PolicyViolationError,
    errors.UnsupportedVersionError,
    errors.UnsupportedForMessageFormatError,
    errors.KafkaConfigurationError,
    errors.IllegalArgumentError,
    errors.NoOffsetForPartitionError,
)


@contextmanager
def answered(doing: str) -> Iterator[None]:
    """This will turn what the client raises in the block into a fault. doing: what was tried, `reading from …`."""
    try:
        yield
    except errors.KafkaError as error:
        raise fault_of(error, doing) from error


def fault_of(error: BaseException, doing: str) -> KafkaFault:
    """This will tell which kind of fault an error of the client is; what is not known is infrastructure."""
    name, said = type(error).__name__, str(error)
    told = f"{doing[0].upper()}{doing[1:]} failed: {said if said.startswith(name) else f'{name}: {said}'}"
    if isinstance(error, _FENCED):
        return Fenced(told)
    return Refused(told) if isinstance(error, _REFUSED) else Infrastructure(told)
