"""What a request needs of its readers, as the columns that projections/need_to_know.py compares.

It must not decide: `Request.need` says what it is.
"""

from domain.marking import rank
from domain.need_to_know import Need
from projections.engine.read_model import Row, array

__all__ = ["is_open_to_members", "need_columns"]


def need_columns(need: Need) -> Row:
    """This will write need_rank, need_compartments, need_agencies."""
    agencies = None if need.agencies is None else array(sorted(need.agencies))
    return rank(need.classification), array(sorted(need.compartments)), agencies


def is_open_to_members(need: Need) -> bool:
    """This will tell whether every member of the investigation may see it."""
    return need.agencies is None and need.classification is None and not need.compartments
