"""The directory: agencies, their units, what these are competent for and how they are reached."""

from domain.agency.competence import Question
from domain.agency.room import AGENCY
from domain.agency.state import Agency

__all__ = ["AGENCY", "AGGREGATE", "Agency", "Question"]

AGGREGATE = AGENCY
