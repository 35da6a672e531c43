"""Ids that follow from a name are those of the standard library."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from domain.derived_id import derived_id


@given(namespace=st.uuids(), name=st.text())
def test_a_derived_id_is_that_of_rfc_9562(namespace: UUID, name: str) -> None:
    assert derived_id(namespace, name) == uuid5(namespace, name)
