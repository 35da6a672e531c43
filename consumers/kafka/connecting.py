"""Connects clients of the library, says why one cannot be connected, and leaves nothing of it behind.

It must not know what a client is for.
"""

import logging
from collections.abc import Callable, Sequence
from selectors import DefaultSelector
from socket import socket
from ssl import SSLCertVerificationError
from typing import Any, TypeVar

from kafka import KafkaAdminClient
from kafka.errors import (
    KafkaConnectionError,
    KafkaTimeoutError,
    RequestTimedOutError,
    SaslAuthenticationFailedError,
    UnsupportedSaslMechanismError,
)
from kafka.net.compat import KafkaNetClient
from kafka.net.manager import KafkaConnectionManager
from kafka.net.selector import NetworkSelector

from consumers.kafka.faults import Distrusted, KafkaFault, Refused, answered, fault_of
from consumers.kafka.reach import Reach, SignIn

__all__ = ["admin", "connected"]

Client = TypeVar("Client")

NO_ANSWER = (KafkaTimeoutError, RequestTimedOutError, type(None))
"""How an attempt ends, or does not, that time cut off."""


def connected(make: Callable[..., Client], reach: Reach, **options: object) -> Client:
    """This will make a client of the library and connect it. Raises KafkaFault.

    The library's own constructors leave their thread and sockets to nobody when they fail, so that each try of a long
    outage would keep some; and all that they say is that time ran out.
    """
    _keep_secrets_out_of_logs()
    made: list[_Network] = []

    def network(**configuration: object) -> _Network:
        made.append(_Network(**configuration))
        return made[-1]

    doing = f"connecting to {', '.join(reach.bootstrap)}"
    try:
        with answered(doing):
            return make(**reach.options(), kafka_client=network, selector=_ClosingSelector, **options)
    except KafkaFault as fault:
        attempts = [attempt for each in made for attempt in each.attempts]
        for each in made:
            each.close()
        raise _told(fault, reach, attempts) from fault.__cause__


def admin(reach: Reach) -> KafkaAdminClient:
    """This will connect a client that asks about topics and groups; a context manager. Raises KafkaFault."""
    return connected(KafkaAdminClient, reach)


class _Network(KafkaNetClient):  # type: ignore[misc]  # the client brings no types
    """The library's network, which remembers its first connections."""

    def __init__(self, **configuration: object) -> None:
        net = NetworkSelector(**configuration)
        self.attempts: list[Any] = []
        super().__init__(net, _Connections(self.attempts, net, **configuration))


class _Connections(KafkaConnectionManager):  # type: ignore[misc]  # the client brings no types
    """Puts down each connection to an address of the settings; there are some at the start, and none later."""

    def __init__(self, attempts: list[Any], *arguments: object, **configuration: object) -> None:
        super().__init__(*arguments, **configuration)
        self._attempts = attempts

    def get_connection(self, node: object, **options: object) -> Any:
        """This will connect as the library does."""
        connection = super().get_connection(node, **options)
        if str(node).startswith("bootstrap") and connection not in self._attempts[-1:]:
            self._attempts.append(connection)
        return connection


class _ClosingSelector(DefaultSelector):
    """Closes what the client still waits for when the client ends; with unsent bytes it would leave its socket open."""

    def close(self) -> None:
        """This will close the sockets that are still waited for, and the selector."""
        for key in list((self.get_map() or {}).values()):
            if isinstance(key.fileobj, socket):
                key.fileobj.close()
        super().close()


def _told(fault: KafkaFault, reach: Reach, attempts: Sequence[Any]) -> KafkaFault:
    """The library tries until time is over, also where a broker says no, and then tells the time only."""
    if not isinstance(fault.__cause__, KafkaTimeoutError) or not attempts:
        return fault
    reasons = [each.init_future.exception for each in attempts if each.init_future.exception is not None]
    told = [_fault(each, reach) for each in reasons]
    refused = [each for each in told if isinstance(each, Refused)]
    if refused:
        return refused[0]
    # A broker that refuses a sign-in says so and hangs up; of both at once the library sees the second alone. For what
    # time cut off, the broker was busy, or the last attempt had too little of it left: that tells neither way.
    ended = [each for each in attempts if not isinstance(each.init_future.exception, NO_ANSWER)]
    if reach.sign_in is not None and ended and all(_ended_in_sign_in(each) for each in ended):
        return Distrusted(reach.sign_in.proof, "The broker refuses the sign-in: it hangs up each time.")
    return told[-1] if told else fault


def _fault(reason: BaseException, reach: Reach) -> KafkaFault:
    match reason, reason.__context__, reach.sign_in:
        case _, SSLCertVerificationError() as untrusted, _:
            return Distrusted("tls.authority", f"The broker's certificate is not trusted: {untrusted.verify_message}.")
        case SaslAuthenticationFailedError(), _, SignIn() as sign_in:
            return Distrusted(sign_in.proof, f"The broker refuses the sign-in: {_words(reason)}.")
        case UnsupportedSaslMechanismError(), _, _:
            return Distrusted("sign_in.mechanism", f"The broker refuses this way to sign in: {_words(reason)}.")
        case _:
            return fault_of(reason, "connecting")


def _words(reason: BaseException) -> str:
    """What the broker said, without the names of errors that the library puts before it, perhaps twice."""
    return str(reason).rpartition("Error: ")[2].rstrip(".")


def _ended_in_sign_in(attempt: Any) -> bool:
    """The broker had told its version, which comes first, and the connection was lost before it was of use."""
    return attempt.broker_version is not None and isinstance(attempt.init_future.exception, KafkaConnectionError)


def _keep_secrets_out_of_logs() -> None:
    """The library's debugging records hold what it sends, passwords and tokens among it."""
    library = logging.getLogger("kafka")
    if library.getEffectiveLevel() < logging.INFO:
        library.setLevel(logging.INFO)
