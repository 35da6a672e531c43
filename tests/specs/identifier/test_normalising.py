"""Two agencies that write an identifier differently make the same digest of it; what is none is refused."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.identifier.digesting import digest_of
from domain.identifier.normalising import FORMS, normalised
from domain.identifier.vocabulary import IdentifierKind
from domain.refusal import InvalidInput

KEY = b"\x0b" * 32

SPELLINGS = [
    ("PHONE", "+33 6 12 34 56 78", "+33612345678"),
    ("PHONE", "0033 (0)6.12.34.56-78", "+33612345678"),
    ("PHONE", "+49/30/901820", "+4930901820"),
    ("ACCOUNT", "de02 1203 0000 0000 2020 51", "DE02120300000000202051"),
    ("ACCOUNT", "GB82-WEST-1234-5698-7654-32", "GB82WEST12345698765432"),
    ("VEHICLE", "1m8gdm9axkp042788", "1M8GDM9AXKP042788"),
    ("VEHICLE", "fr: ab-123-cd", "FR:AB123CD"),
    ("VEHICLE", "DE:MÜ-X 42", "DE:MUX42"),
    ("DOCUMENT", "nl:SPECI 2014", "NL:SPECI2014"),
    ("DOCUMENT", "DE:L01X00T47<", "DE:L01X00T47"),
    ("EMAIL", " Ada.Byron@Example.ORG ", "ada.byron@example.org"),
    ("EMAIL", "info@Bücher.example", "info@xn--bcher-kva.example"),
    ("WALLET", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    ("WALLET", "0x52908400098527886E0F7030069857D2E4169EE7", "0x52908400098527886e0f7030069857d2e4169ee7"),
    ("WALLET", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("ARTEFACT", "AB" * 32, "ab" * 32),
]

NONE_OF_ITS_KIND = [
    ("PHONE", "06 12 34 56 78"),
    ("PHONE", "+33 6 12"),
    ("PHONE", "+1234567890123456"),
    ("ACCOUNT", "DE03 1203 0000 0000 2020 51"),
    ("ACCOUNT", "2020 51"),
    ("VEHICLE", "1M8GDM9AXKP04278"),
    ("VEHICLE", "IM8GDM9AXKP042788"),
    ("VEHICLE", "XX:AB-123-CD"),
    ("VEHICLE", "FR:"),
    ("DOCUMENT", "SPECI2014"),
    ("DOCUMENT", "NLD:SPECI2014"),
    ("EMAIL", "ada@localhost"),
    ("EMAIL", "Ada <ada@example.org>"),
    ("EMAIL", "@example.org"),
    ("EMAIL", "a" * 65 + "@example.org"),
    ("EMAIL", "ada@" + "a" * 64 + ".org"),
    ("WALLET", "two words"),
    ("WALLET", "short"),
    ("ARTEFACT", "ab" * 20),
]


@pytest.mark.parametrize(("kind", "written", "normal"), SPELLINGS)
def test_every_spelling_has_one_normal_form(kind: str, written: str, normal: str) -> None:
    assert normalised(IdentifierKind(kind), written) == normal


@pytest.mark.parametrize(("kind", "_written", "normal"), SPELLINGS)
def test_the_normal_form_is_its_own(kind: str, _written: str, normal: str) -> None:
    assert normalised(IdentifierKind(kind), normal) == normal


@pytest.mark.parametrize(("kind", "written"), NONE_OF_ITS_KIND)
def test_what_is_none_is_refused_without_repeating_it(kind: str, written: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        normalised(IdentifierKind(kind), written)

    assert (refused.value.field, written in str(refused.value)) == ("identifier", False)


def test_every_kind_says_what_it_accepts() -> None:
    assert set(FORMS) == set(IdentifierKind)


@for_all(kind=st.sampled_from(IdentifierKind), text=st.text(max_size=80))
def test_any_text_is_refused_or_normal_for_ever(kind: IdentifierKind, text: str) -> None:
    once = _or_none(kind, text)

    assert once is None or normalised(kind, once) == once


def _or_none(kind: IdentifierKind, text: str) -> str | None:
    try:
        return normalised(kind, text)
    except InvalidInput:
        return None


def test_a_digest_is_the_hmac_of_kind_and_normal_form() -> None:
    """As `printf 'PHONE:+33612345678' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…` prints it."""
    made = digest_of(IdentifierKind.PHONE, "0033 6 12 34 56 78", KEY)

    assert made == "43b2f06917adeba1774bb5763cf871e1577778584180ec068003cd1303831933"


def test_the_same_text_of_another_kind_is_another_digest() -> None:
    text = "1M8GDM9AXKP042788"

    assert digest_of(IdentifierKind.VEHICLE, text, KEY) != digest_of(IdentifierKind.WALLET, text, KEY)


@pytest.mark.parametrize("length", [0, 31])
def test_a_short_key_is_none(length: int) -> None:
    with pytest.raises(InvalidInput):
        digest_of(IdentifierKind.PHONE, "+33612345678", b"k" * length)
