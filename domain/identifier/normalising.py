"""Brings an identifier into the one form of its kind, so that two agencies make the same digest of it.

It must not be called by anything that serves: identifiers are normalised and hashed at the agencies alone.
Sources: ITU-T E.164; ISO 13616 (IBAN) and ISO 7064 (its check digits); ISO 3779 (VIN); ISO 3166-1; ICAO Doc 9303;
RFC 5321 and RFC 6531; EIP-55 and BIP 173 (case in wallet addresses); FIPS 180-4.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from domain.identifier.vocabulary import IdentifierKind
from domain.reference import countries
from domain.refusal import InvalidInput

__all__ = ["FORMS", "normalised"]

FORMS: Mapping[IdentifierKind, str] = {
    IdentifierKind.PHONE: "E.164 with + or 00 and the country's calling code, such as +33 6 12 34 56 78",
    IdentifierKind.ACCOUNT: "an IBAN such as DE02 1203 0000 0000 2020 51",
    IdentifierKind.VEHICLE: "a VIN of 17 characters, or country and plate such as FR:AB-123-CD",
    IdentifierKind.DOCUMENT: "issuing country and number such as NL:SPECI2014",
    IdentifierKind.EMAIL: "an address such as name@example.org, without display name or quotes",
    IdentifierKind.WALLET: "a wallet address of 8 to 128 visible ASCII characters, as it is written",
    IdentifierKind.ARTEFACT: "the SHA-256 of the file, 64 hexadecimal digits",
}
"""What each kind accepts."""

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
NUMBER = re.compile(r"[A-Z0-9]{2,32}")
LOCAL = re.compile(r"[^\s@\"(),:;<>\[\\\]]{1,64}")
DOMAIN = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
WALLET = re.compile(r"[!-~]{8,128}")
HEXADECIMAL_WALLET = re.compile(r"0[xX][0-9a-fA-F]{40}")
BECH32 = re.compile(r"(?:[a-z0-9]{1,83}1[02-9ac-hj-np-z]{6,}|[A-Z0-9]{1,83}1[02-9AC-HJ-NP-Z]{6,})")
SHA256 = re.compile(r"[0-9a-f]{64}")

LONGEST_ADDRESS = 254
"""Characters of an address: RFC 5321 4.5.3.1.3, whose 256 include the angle brackets."""


def normalised(kind: IdentifierKind, identifier: str) -> str:
    """This will return the identifier in the normal form of its kind. Raises InvalidInput, which does not repeat it."""
    return _FORMED[kind](unicodedata.normalize("NFKC", identifier).strip())


def _matching(pattern: re.Pattern[str], text: str, kind: IdentifierKind) -> str:
    if not pattern.fullmatch(text):
        raise _unfit(kind)
    return text


def _unfit(kind: IdentifierKind) -> InvalidInput:
    return InvalidInput(field="identifier", rule=f"this is no {kind}", accepted=FORMS[kind])


def _phone(text: str) -> str:
    """Without what is written for the eye, also the (0) that is not dialled from abroad."""
    digits = re.sub(r"[\s().\-/]", "", re.sub(r"\(0\)", "", text))
    return _matching(E164, re.sub(r"^00", "+", digits), IdentifierKind.PHONE)


def _account(text: str) -> str:
    iban = _matching(IBAN, re.sub(r"[\s\-]", "", text).upper(), IdentifierKind.ACCOUNT)
    if int("".join(str(int(each, 36)) for each in iban[4:] + iban[:4])) % 97 != 1:
        raise _unfit(IdentifierKind.ACCOUNT)
    return iban


def _vehicle(text: str) -> str:
    """A VIN by itself, which is unique; a plate with the country that issued it."""
    if ":" in text:
        return _issued(text, IdentifierKind.VEHICLE)
    return _matching(VIN, re.sub(r"[\s\-]", "", text).upper(), IdentifierKind.VEHICLE)


def _document(text: str) -> str:
    return _issued(text, IdentifierKind.DOCUMENT)


def _issued(text: str, kind: IdentifierKind) -> str:
    country, _, number = text.upper().partition(":")
    if not countries.exists(country.strip()):
        raise _unfit(kind)
    plain = "".join(each for each in number if each.isalnum())
    return f"{country.strip()}:{_matching(NUMBER, _latin(plain), kind)}"


def _latin(text: str) -> str:
    """Letters without their marks, as machine-readable documents have them: MÜ becomes MU."""
    return "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))


def _email(text: str) -> str:
    """All in lower case: RFC 5321 lets a host tell cases of the local part apart, and none of any size does."""
    local, _, domain = text.lower().rpartition("@")
    try:
        host = domain.encode("idna").decode()
    except UnicodeError as error:
        raise _unfit(IdentifierKind.EMAIL) from error
    address = f"{local}@{host}"
    if not LOCAL.fullmatch(local) or not DOMAIN.fullmatch(host) or len(address) > LONGEST_ADDRESS:
        raise _unfit(IdentifierKind.EMAIL)
    return address


def _wallet(text: str) -> str:
    """As it is, but where case is no part of the address: hexadecimal (EIP-55) and Bech32 (BIP 173)."""
    address = _matching(WALLET, text, IdentifierKind.WALLET)
    has_no_case = HEXADECIMAL_WALLET.fullmatch(address) or BECH32.fullmatch(address)
    return address.lower() if has_no_case else address


def _artefact(text: str) -> str:
    return _matching(SHA256, text.lower(), IdentifierKind.ARTEFACT)


_FORMED: Mapping[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.PHONE: _phone,
    IdentifierKind.ACCOUNT: _account,
    IdentifierKind.VEHICLE: _vehicle,
    IdentifierKind.DOCUMENT: _document,
    IdentifierKind.EMAIL: _email,
    IdentifierKind.WALLET: _wallet,
    IdentifierKind.ARTEFACT: _artefact,
}
