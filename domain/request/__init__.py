"""The cooperation request: drafted, sent, received, decided, executed, answered, and its legal clocks."""

from domain.request.room import AGGREGATE, REQUEST
from domain.request.state import Request
from domain.request.transitions import State

__all__ = ["AGGREGATE", "REQUEST", "Request", "State"]
