"""Two members of an agency stand alike only where the rule of access could not tell them apart."""

from collections.abc import Mapping
from datetime import date

import pytest

from domain.event import Event
from domain.investigation.events import (
    CompartmentAccessGranted,
    CompartmentDefined,
    MemberAccessRevoked,
    MemberAdmitted,
)
from domain.investigation.vocabulary import MemberRole
from domain.marking import Marking
from domain.vocabulary import Classification, Tlp
from projections.standing import standings
from projections.viewer import Viewer
from tests.support.case_logs import case_log
from tests.support.histories import append_history
from tests.support.investigations import CASE, OPENED, admitted, joined
from tests.support.items import of, registered, shared
from tests.support.read_models import answer, follow

pytestmark = pytest.mark.postgres

MEMBERS = ("bea", "ben", "carl", "otto")
PARTNERS = (OPENED, joined("BE-SPOC"), admitted("ben", "BE-SPOC"), admitted("bea", "BE-SPOC"))


def standing(conninfo: str, *also: Event) -> Mapping[str, str]:
    """How the members stand in the case after what happened there."""
    append_history(conninfo, case_log(CASE, (*PARTNERS, *also)))
    follow(conninfo)
    viewer = Viewer(member_id="ben", agency_id="BE-SPOC", today=date(2026, 3, 1))
    return answer(conninfo, lambda connection: standings(connection, viewer, MEMBERS, CASE))


def test_members_of_the_same_rights_stand_alike(database: str) -> None:
    told = standing(database)

    assert set(told) == {"bea", "ben"}
    assert told["bea"] == told["ben"]


def test_who_is_cleared_stands_apart(database: str) -> None:
    cleared = MemberAdmitted(
        investigation_id=CASE, member_id="carl", agency_id="BE-SPOC", role=MemberRole.MEMBER,
        clearance=Classification.SECRET,
    )  # fmt: skip
    told = standing(database, cleared)

    assert told["carl"] != told["ben"]


def test_who_holds_a_compartment_stands_apart(database: str) -> None:
    defined = CompartmentDefined(investigation_id=CASE, compartment="ALPHA", name="Alpha")
    granted = CompartmentAccessGranted(investigation_id=CASE, compartment="ALPHA", member_id="bea")
    told = standing(database, defined, granted)

    assert told["bea"] != told["ben"]


def test_a_leader_stands_apart(database: str) -> None:
    told = standing(database, admitted("carl", "BE-SPOC", MemberRole.LEADER))

    assert told["carl"] != told["ben"]


def test_who_was_revoked_has_no_standing(database: str) -> None:
    told = standing(database, MemberAccessRevoked(investigation_id=CASE, member_id="bea", reason="Left"))

    assert set(told) == {"ben"}


def test_who_is_named_of_an_item_has_no_standing_but_its_own(database: str) -> None:
    told = standing(database, registered(Marking(tlp=Tlp.RED)), shared(of("BE-SPOC", "bea")))

    assert set(told) == {"ben"}
