"""The role that reads sees no more of the items' tables than the queries tell, whatever a statement asks for."""

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from projections.items.model import ITEMS
from projections.viewer import Viewer
from tests.support.item_register import BEN, CARL, DORA, INGA, LENA, Register, onward, restricted
from tests.support.items import SECRET, asked_onward, evidence, evidence_shared, of

pytestmark = pytest.mark.postgres

OPEN = tuple(table for table in ITEMS.tables if table != "item_states")


@pytest.fixture
def register(database: str) -> Register:
    return Register(database).tell(
        evidence(), evidence_shared(of("BE-SPOC"), of("IT-SPOC")), asked_onward(), onward("DE-SPOC")
    )


def rows_for(register: Register, reader: Viewer, table: str) -> int:
    with psycopg.connect(register.conninfo) as connection:
        connection.execute(
            "SELECT set_config('entente.member', %s, false), set_config('entente.agency', %s, false), "
            "set_config('entente.today', %s, false)",
            (reader.member_id, reader.agency_id, reader.today.isoformat()),
        )
        connection.execute("SET ROLE entente_reader")
        counted = connection.execute(sql.SQL("SELECT count(*) FROM read.{}").format(sql.Identifier(table))).fetchone()
    return int(counted[0]) if counted else 0


def seen(register: Register, reader: Viewer) -> dict[str, int]:
    return {table: rows_for(register, reader, table) for table in OPEN}


def test_the_originator_sees_all_rows_but_others_access(register: Register) -> None:
    assert seen(register, LENA) == {
        "items": 1, "item_holders": 1, "item_copies": 3, "item_passings": 1, "item_evaluations": 0,
        "item_restrictions": 0, "item_obligations": 3, "item_consents": 1,
    }  # fmt: skip


def test_a_recipient_sees_its_own_rows_and_those_of_whom_it_passed_it_on_to(register: Register) -> None:
    assert seen(register, BEN) == {
        "items": 1, "item_holders": 1, "item_copies": 1, "item_passings": 1, "item_evaluations": 0,
        "item_restrictions": 0, "item_obligations": 1, "item_consents": 1,
    }  # fmt: skip


def test_who_is_not_cleared_any_more_sees_what_it_owes_alone(register: Register) -> None:
    register.tell(restricted(SECRET))

    assert {table: count for table, count in seen(register, BEN).items() if count} == {"item_obligations": 1}
    assert seen(register, CARL)["item_restrictions"] == 1
    assert not any(seen(register, INGA).values())
    assert not any(seen(register, DORA).values())


def test_nobody_is_answered_from_what_the_folding_keeps(register: Register) -> None:
    with pytest.raises(InsufficientPrivilege):
        rows_for(register, LENA, "item_states")
