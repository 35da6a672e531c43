"""A master key wraps others so that they open only under it, and only together with what they are bound to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.storage import LogDamaged, MasterKey, WrongMasterKey
from tests.support.keys import KEYRING

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, st.binary(max_size=99))
def test_a_wrapped_key_comes_out_as_it_went_in(key: bytes, bound: bytes) -> None:
    assert KEYRING.unwrap(KEYRING.wrap(key, bound), bound) == key


@given(KEYS, st.binary(max_size=99), st.integers(0, 67))
def test_no_byte_of_a_wrapped_key_can_be_changed(key: bytes, bound: bytes, place: int) -> None:
    wrapped = bytearray(KEYRING.wrap(key, bound))
    wrapped[place] ^= 1

    with pytest.raises(LogDamaged):
        KEYRING.unwrap(bytes(wrapped), bound)


@given(KEYS, st.binary(max_size=99))
def test_a_wrapped_key_is_bound(key: bytes, bound: bytes) -> None:
    wrapped = KEYRING.wrap(key, bound)

    with pytest.raises(LogDamaged, match="belongs to something else"):
        KEYRING.unwrap(wrapped, bound + b"x")


@given(KEYS)
def test_another_master_key_is_named(secret: bytes) -> None:
    other = MasterKey(secret)

    with pytest.raises(WrongMasterKey, match=f"{KEYRING.name}.*{other.name}"):
        other.unwrap(KEYRING.wrap(bytes(32), b""), b"")


@given(KEYS, KEYS)
def test_one_key_is_never_wrapped_twice_alike(key: bytes, secret: bytes) -> None:
    keyring = MasterKey(secret)

    assert keyring.wrap(key, b"") != keyring.wrap(key, b"")


@given(st.binary(), KEYS)
def test_a_digest_depends_on_the_master_key(content: bytes, secret: bytes) -> None:
    assert len(KEYRING.digest(content)) == 32
    assert KEYRING.digest(content) == KEYRING.digest(content) != MasterKey(secret).digest(content)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_of_another_length_is_none(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        MasterKey(bytes(length))
