"""The cooperation request: drafted, sent, received, decided, executed, answered, and its legal clocks."""

from domain.request.room import AGGREGATE, REQUEST

__all__ = ["AGGREGATE", "REQUEST"]
