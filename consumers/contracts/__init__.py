"""The contract with gateways and partners: message types, topics, and a strict codec; no broker.

`decode(topic, key, value, headers)` gives a `Message` or raises `MessageRefused`, where `identify` tells what it calls
itself; `encode` and `encode_checkpoint` give the `Record` to send; a `DeadLetter` is what was refused, with the reason.
"""

from consumers.contracts.dead_letters import DeadLetter, Letter, Place, Refusal
from consumers.contracts.decoding import decode
from consumers.contracts.encoding import Log, Record, encode, encode_checkpoint
from consumers.contracts.identifying import Identity, identify
from consumers.contracts.message import Message, Trace
from consumers.contracts.refusing import MessageRefused, Reason

__all__ = [
    "DeadLetter",
    "Identity",
    "Letter",
    "Log",
    "Message",
    "MessageRefused",
    "Place",
    "Reason",
    "Record",
    "Refusal",
    "Trace",
    "decode",
    "encode",
    "encode_checkpoint",
    "identify",
]  # fmt: skip
