"""Reviews: looking back at a joint investigation, with what was found and what is recommended."""

from domain.review.room import REVIEW
from domain.review.state import Review

__all__ = ["REVIEW", "Review"]
