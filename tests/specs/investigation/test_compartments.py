"""Compartments: parts of the space that only some members may enter."""

from domain.investigation import INVESTIGATION
from domain.investigation.commands import (
    AdmitMember,
    DefineCompartment,
    GrantCompartment,
    RevokeCompartment,
)
from domain.investigation.events import (
    CompartmentAccessGranted,
    CompartmentAccessRevoked,
    CompartmentDefined,
    MemberAccessRevoked,
)
from domain.investigation.rules import (
    ACompartmentIsDefinedFirst,
    ACompartmentIsDefinedOnce,
    OnlyAMemberIsMeant,
    TheChangeIsAChange,
)
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotPermitted
from domain.vocabulary import Classification
from tests.support.given import given
from tests.support.investigations import CASE, LENA, RITA, WITH_PARTNER

RUNNING = given(INVESTIGATION, *WITH_PARTNER)
BEN_REVOKED = MemberAccessRevoked(investigation_id=CASE, member_id="ben", reason="left the service")
DEFINED = CompartmentDefined(investigation_id=CASE, compartment="ALPHA", name="Informants")
GRANTED = CompartmentAccessGranted(investigation_id=CASE, compartment="ALPHA", member_id="ben")


def admitting(member_id: str, agency_id: str, role: MemberRole = MemberRole.MEMBER) -> AdmitMember:
    return AdmitMember(
        investigation_id=CASE,
        member_id=member_id,
        agency_id=agency_id,
        role=role,
        clearance=Classification.CONFIDENTIAL,
    )


def granting(compartment: str, member_id: str) -> GrantCompartment:
    return GrantCompartment(investigation_id=CASE, compartment=compartment, member_id=member_id)


def ungranting(compartment: str, member_id: str) -> RevokeCompartment:
    return RevokeCompartment(investigation_id=CASE, compartment=compartment, member_id=member_id, reason="done")


def test_a_compartment_is_defined_once() -> None:
    command = DefineCompartment(investigation_id=CASE, compartment="ALPHA", name="Informants")
    defined = RUNNING.when(command, by=LENA).then(DEFINED)
    defined.after.when(command, by=LENA).refused(ACompartmentIsDefinedOnce)


def test_a_compartment_is_granted_to_a_member() -> None:
    after = given(INVESTIGATION, *WITH_PARTNER, DEFINED).when(granting("ALPHA", "ben"), by=LENA).then(GRANTED)
    assert after.state.members["ben"].compartments == {"ALPHA"}


def test_a_compartment_is_defined_before_it_is_granted() -> None:
    RUNNING.when(granting("ALPHA", "ben"), by=LENA).refused(ACompartmentIsDefinedFirst)


def test_a_compartment_is_granted_to_members_only_and_once() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, DEFINED, GRANTED)
    spec.when(granting("ALPHA", "otto"), by=LENA).refused(OnlyAMemberIsMeant)
    spec.when(granting("ALPHA", "ben"), by=LENA).refused(TheChangeIsAChange)


def test_a_compartment_is_taken_from_who_holds_it() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, DEFINED, GRANTED)
    after = spec.when(ungranting("ALPHA", "ben"), by=LENA)
    after.then(CompartmentAccessRevoked(investigation_id=CASE, compartment="ALPHA", member_id="ben", reason="done"))
    after.after.when(ungranting("ALPHA", "ben"), by=LENA).refused(TheChangeIsAChange)


def test_a_revoked_member_holds_no_compartment_when_admitted_again() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, DEFINED, GRANTED, BEN_REVOKED)
    assert spec.when(admitting("ben", "BE-SPOC"), by=LENA).state.members["ben"].compartments == frozenset()


def test_a_reader_grants_nothing() -> None:
    given(INVESTIGATION, *WITH_PARTNER, DEFINED).when(granting("ALPHA", "rita"), by=RITA).refused(NotPermitted)
