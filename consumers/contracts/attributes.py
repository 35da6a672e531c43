"""The attributes of CloudEvents that we understand, each with the form of its value; all of them are texts.

They must not know what a command makes of a value. Source: CloudEvents 1.0.2, its extensions for partitioning and
distributed tracing, W3C Trace Context.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from consumers.contracts.naming import GATEWAY
from consumers.contracts.refusing import MessageRefused, Reason
from domain.vocabulary import Channel

__all__ = ["ATTRIBUTES", "PREFIX", "TRACE_PARENT", "Attribute", "checked"]

PREFIX = "ce_"
"""Before the name of an attribute where it is a header of Kafka."""

LONGEST_VALUE = 1_000
"""Characters of an attribute that we do not know."""

NAME = re.compile(r"[a-z0-9]{1,40}")
"""CloudEvents sets no limit and recommends 20 characters."""

NO_STRING = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What a String of CloudEvents never holds."""

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

AGENCY = r"[A-Z0-9][A-Z0-9\-]{1,31}"

DAY, CLOCK = r"[0-9]{4}-[0-9]{2}-[0-9]{2}", r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"

LINE = r"(?=.*\S).{{1,{}}}"

TRACE_PARENT = r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. form: what its value has to match; accepted: the same in words; means: what we take it for."""

    name: str
    form: re.Pattern[str]
    accepted: str
    means: str
    is_mandatory: bool = False


def _declared(name: str, form: str, accepted: str, means: str) -> Attribute:
    return Attribute(name.rstrip("!"), re.compile(form), accepted, means, is_mandatory=name.endswith("!"))


ATTRIBUTES: Mapping[str, Attribute] = {
    each.name: each
    for each in (
        _declared("specversion!", r"1\.0", "1.0", "version of CloudEvents"),
        _declared("id!", LINE.format(200), "1 to 200 characters", "names it within its source; a repeat has the same"),
        _declared(
            "source!",
            GATEWAY.pattern,
            "urn:entente:<AGENCY>:<gateway>, such as urn:entente:FR-SPOC:siena-1",
            "the gateway; its agency is that of the topic",
        ),
        _declared("type!", r"eu\.entente\.[A-Za-z0-9.]{1,100}", "a type of this document", "the command"),
        _declared(
            "subject!",
            rf"{UUID}|{AGENCY}",
            "a UUID in small letters; for the room agency the code of the agency",
            "the case, in whose order it stands; the key of the message is the same",
        ),
        _declared(
            "time!",
            rf"{DAY}T{CLOCK}(?:Z|[+\-][0-9]{{2}}:[0-9]{{2}})",
            "RFC 3339, such as 2026-03-04T10:15:00+01:00",
            "when it happened; legal limits count from it",
        ),
        _declared("datacontenttype", r".{1,100}", "application/json", "in binary mode the header content-type"),
        _declared(
            "dataschema", r"urn:entente:schema:[A-Za-z0-9.]{1,100}", "that of the type", "what it was written by"
        ),
        _declared("partitionkey", r".{1,100}", "the subject", "the key, once more"),
        _declared(
            "occurredat",
            r".{0,100}",
            "2018, 2018-05, 2018-05-14, a time with offset, or two with '/' between; empty for unknown",
            "when it happened, where less than a moment is known; it goes before time",
        ),
        _declared("occurredtz", r"[A-Za-z0-9+_/\-]{1,64}", "an IANA time zone, such as Europe/Paris", "UTC without it"),
        _declared("actor", r"\S{1,200}", "id of a person, as its token has it", "for whom the gateway acts"),
        _declared("channel", "|".join(Channel), f"one of {', '.join(Channel)}", "how it came; OTHER without it"),
        _declared("externalref", LINE.format(300), "1 to 300 characters", "number of the message in that channel"),
        _declared("expectedversion", r"0|[1-9][0-9]{0,8}", "a whole number from 0", "what the sender decided on"),
        _declared("correlationid", UUID, "a UUID in small letters", "the conversation"),
        _declared("causationid", UUID, "a UUID in small letters", "the event that led to it"),
        _declared("traceparent", TRACE_PARENT, "W3C Trace Context", "the trace, which goes on in what follows"),
        _declared("tracestate", r"[\x20-\x7e]{1,512}", "W3C Trace Context, 512 characters at most", "same"),
    )
}
"""By name. Others with a proper name are kept and not understood."""

MANDATORY = tuple(each for each in ATTRIBUTES.values() if each.is_mandatory)

FITS = {each.name: each.form.fullmatch for each in ATTRIBUTES.values()}


def checked(attributes: Mapping[str, str]) -> None:
    """This will hold attributes against their forms. Raises MessageRefused, ATTRIBUTE_INVALID or NOT_A_CLOUDEVENT."""
    for known in MANDATORY:
        if known.name not in attributes:
            raise _invalid(known.name, "is missing", known.accepted)
    for name, value in attributes.items():
        fits = FITS.get(name)
        if fits is None:
            _require_proper(name, value)
        elif not fits(value) or not _is_string(value):
            raise _invalid(name, "does not have its form", ATTRIBUTES[name].accepted)


def _require_proper(name: str, value: str) -> None:
    if not NAME.fullmatch(name) or name == "data":
        raise _invalid(name, "is no name of an attribute", "small letters and digits")
    if len(value) > LONGEST_VALUE or not _is_string(value):
        raise _invalid(name, "does not have its form", f"at most {LONGEST_VALUE} characters, none of them a control")


def _is_string(value: str) -> bool:
    """What can be printed holds none of the characters that a String must not; few texts need the second look."""
    return value.isprintable() or NO_STRING.search(value) is None


def _invalid(name: str, rule: str, accepted: str) -> MessageRefused:
    reason = Reason.NOT_A_CLOUDEVENT if name == "specversion" else Reason.ATTRIBUTE_INVALID
    return MessageRefused(reason, field=f"{PREFIX}{name}", rule=rule, accepted=accepted)
