"""Who may see a shared item now, as rows: one for each agency, in every read model that shows something of items.

It must not decide: what each agency needs, `SharedItem.need_of` says; rows only write it down for the statements of
projections/need_to_know.py. Rows and what they open change in one transaction, so each read model keeps its own.
"""

from msgspec import Struct, to_builtins
from msgspec.json import Encoder
from msgspec.structs import replace

from domain.item.state import SharedItem
from domain.marking import rank
from domain.need_to_know import Need
from projections.engine.read_model import Row, Table, array

__all__ = [
    "HOLDER_COLUMNS", "Holding", "holder_row", "holder_rows", "holders_table", "holding_of", "holdings",
    "stored", "without_digests",
]  # fmt: skip

_encode = Encoder().encode

HOLDER_COLUMNS = (
    "item_id", "investigation_id", "agency_id", "is_owner", "need_rank", "need_compartments", "is_red", "persons",
)  # fmt: skip
"""Types: uuid, uuid, text, boolean, smallint, text[], boolean, text[]; none may be null."""


class Holding(Struct, frozen=True, kw_only=True):
    """An agency that may see an item, and what its members need for that.

    is_red: it is for named persons alone, as what is TLP:RED always is; persons: these.
    """

    agency_id: str
    is_owner: bool
    need_rank: int
    need_compartments: tuple[str, ...]
    is_red: bool
    persons: tuple[str, ...]


def stored(value: object) -> str:
    """This will write a state as JSON in one way only: a set has no order, and a rebuild is to equal following."""
    return _encode(to_builtins(value, str_keys=True, order="deterministic")).decode()


def without_digests(item: SharedItem) -> SharedItem:
    """This will drop the digests by which the domain tells words apart: here they would outlive the words' erasure."""
    traced = {known_as: each for known_as, each in item.consents.items() if each.wish.words}
    if not (traced or item.words):
        return item
    bare = {known_as: replace(each, wish=replace(each.wish, words=b"")) for known_as, each in traced.items()}
    return replace(item, words=b"", consents={**item.consents, **bare})


def holdings(item: SharedItem) -> tuple[Holding, ...]:
    """This will list the agencies that may see an item now, the originator included; by code."""
    agencies = {item.originator_agency_id, *item.holders} if item.exists else set()
    return tuple(holding_of(each, item.need_of(each)) for each in sorted(agencies) if item.may_have(each))


def holder_row(item: SharedItem, holding: Holding) -> Row:
    """This will write a row of HOLDER_COLUMNS."""
    return (
        str(item.item_id),
        str(item.investigation_id),
        holding.agency_id,
        holding.is_owner,
        holding.need_rank,
        array(holding.need_compartments),
        holding.is_red,
        array(holding.persons),
    )


def holder_rows(item: SharedItem) -> list[Row]:
    """This will write all rows of an item: none once nobody may see it."""
    return [holder_row(item, each) for each in holdings(item)]


def holders_table(name: str) -> Table:
    """This will describe a table of such rows, written and removed item by item."""
    return Table(name, HOLDER_COLUMNS, key=("item_id", "uuid"))


def holding_of(agency_id: str, need: Need) -> Holding:
    """This will write down what an agency's members need; where they have no right at all, no person is named."""
    is_entitled = need.agencies is None or agency_id in need.agencies
    is_for_all = is_entitled and need.members is None
    return Holding(
        agency_id=agency_id,
        is_owner=agency_id == need.owner_agency_id,
        need_rank=rank(need.classification),
        need_compartments=tuple(sorted(need.compartments)),
        is_red=not is_for_all,
        persons=tuple(sorted(need.members or ())) if is_entitled else (),
    )
