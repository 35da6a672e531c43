"""How items and their parts are written as rows.

It must not decide anything: what binds whom is said by domain.item.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.item.state import SharedItem
from domain.marking import Marking
from projections.engine.read_model import Row, Table, array, moment
from projections.holding import HOLDER_COLUMNS, Holding, holder_row, holding_of, holdings, stored
from projections.items.folded import Asked, Copy, Folded, Imposed, Moment, Obligation
from projections.items.rows import ConsentOutcome, CopyStanding, ObligationKind

__all__ = ["TABLES", "rows_of"]

_KEY = ("item_id", "uuid")

TABLES = (
    Table(
        "items",
        (
            "item_id", "investigation_id", "kind", "originator_agency_id", "title", "provenance", "purpose",
            "legal_basis", "crime_area", "content_sha256", "size_bytes", "media_type", "content_id", "has_content",
            "retention", "review_on", "erase_on", "is_held", "is_erased", "erased_at", "erasure_reason",
            "erasure_explanation", "registered_at", "version",
        ),
        _KEY,
    ),
    Table("item_states", ("item_id", "folded"), _KEY),
    Table(
        "item_holders",
        (
            *HOLDER_COLUMNS, "tlp", "handling", "pap", "classification", "handling_text", "request_ids",
            "is_spontaneous", "since", "since_position", "version", "updated_at", "position",
        ),
        _KEY,
    ),
    Table(
        "item_copies",
        (
            "item_id", "agency_id", "from_agency_id", "standing", "persons", "request_ids", "is_spontaneous",
            "given_at", "confirmed_at", "recalled_at", "returned_at", "kept_because",
        ),
        _KEY,
    ),
    Table("item_passings", ("item_id", "agency_id", "by_agency_id", "given_at"), _KEY),
    Table(
        "item_evaluations",
        ("item_id", "agency_id", "scheme", "source_code", "information_code", "evaluated_at"),
        _KEY,
    ),
    Table(
        "item_restrictions",
        (
            "item_id", "restriction_id", "by_agency_id", "own_use_only", "tlp", "handling", "pap", "classification",
            "compartments", "handling_text", "recipients", "reason", "imposed_at", "lifted_at",
        ),
        _KEY,
    ),
    Table(
        "item_obligations",
        (
            *HOLDER_COLUMNS, "item_kind", "originator_agency_id", "kind", "obligation_id", "since", "recorded_since",
            "since_position", "confirmed_at", "ended_at", "reminded_at", "listed_at",
        ),
        _KEY,
    ),
    Table(
        "item_consents",
        (
            "item_id", "investigation_id", "consent_id", "kind", "originator_agency_id", "by_agency_id",
            "to_agency_id", "purpose", "asked_at", "asked_position", "outcome", "answered_at", "valid_until", "answer",
        ),
        _KEY,
    ),
)  # fmt: skip
"""The tables, in the order in which `rows_of` writes their rows."""


def rows_of(folded: Folded) -> tuple[list[Row], ...]:
    """This will write an item: its rows for each of TABLES; none of what nobody registered."""
    item = folded.item
    if not item.exists:
        return tuple([] for _ in TABLES)
    return (
        [_item(folded)],
        [(str(item.item_id), stored(folded))],
        [_holder(folded, each) for each in holdings(item)],
        [_copy(item, agency_id, copy) for agency_id, copy in folded.copies.items()],
        list(_passings(folded)),
        list(_evaluations(folded)),
        [_restriction(item, known_as, imposed) for known_as, imposed in folded.imposed.items()],
        [_obligation(item, owed) for owed in folded.obligations.values()],
        [_consent(item, known_as, asked) for known_as, asked in folded.asked.items()],
    )


def _item(folded: Folded) -> Row:
    item, words = folded.item, folded.words
    texts = (words.title, words.provenance, words.purpose, words.legal_basis) if words else ("", "", "", "")
    return (
        str(item.item_id),
        str(item.investigation_id),
        item.kind.value,
        item.originator_agency_id,
        *texts,
        item.crime_area,
        item.content_sha256,
        item.size_bytes,
        item.media_type,
        str(item.content_id) if item.content_id else None,
        item.content_id is not None,
        item.retention,
        moment(item.review_on),
        moment(item.erase_on),
        bool(item.holds),
        item.is_erased,
        moment(folded.erased_at),
        folded.erasure_reason,
        folded.erasure_explanation,
        moment(item.registered_at),
        item.version,
    )


def _holder(folded: Folded, holding: Holding) -> Row:
    item, agency_id = folded.item, holding.agency_id
    copies = folded.copies.values() if holding.is_owner else _own(folded, agency_id)
    answered = {str(each) for copy in copies for each in copy.request_ids}
    since = folded.registered if holding.is_owner else folded.copies[agency_id].given
    touched = folded.touched.get(agency_id, since)
    return (
        *holder_row(item, holding),
        *_marking(item.marking_for(agency_id)),
        _handling_text(folded, agency_id),
        array(sorted(answered)),
        any(copy.is_spontaneous for copy in copies),
        *_moment(since),
        item.version if holding.is_owner else item.concerned.get(agency_id, 0),
        *_moment(touched),
    )


def _own(folded: Folded, agency_id: str) -> Iterable[Copy]:
    return [folded.copies[agency_id]]


def _marking(marking: Marking) -> Row:
    return (
        marking.tlp.value if marking.tlp else None,
        array(code.value for code in marking.handling),
        marking.pap.value if marking.pap else None,
        marking.classification.value if marking.classification else None,
    )


def _handling_text(folded: Folded, agency_id: str) -> str | None:
    """The words of every H3 that binds an agency: the item's own, and those of its restrictions."""
    texts = [folded.words.handling_text if folded.words else None]
    for known_as, imposed in sorted(folded.imposed.items(), key=lambda each: (each[1].at, each[0])):
        if folded.item.restrictions[known_as].binds(agency_id):
            texts.append(imposed.handling_text)
    return "\n".join(dict.fromkeys(text for text in texts if text)) or None


def _copy(item: SharedItem, agency_id: str, copy: Copy) -> Row:
    return (
        str(item.item_id),
        agency_id,
        copy.from_agency_id,
        _standing(item, agency_id, copy).value,
        array(copy.persons),
        array(sorted(str(each) for each in copy.request_ids)),
        copy.is_spontaneous,
        moment(copy.given.at),
        moment(copy.confirmed_at),
        moment(copy.recalled_at),
        moment(copy.returned_at),
        copy.kept_because,
    )


def _standing(item: SharedItem, agency_id: str, copy: Copy) -> CopyStanding:
    if agency_id in item.holders:
        return CopyStanding.HELD if item.may_have(agency_id) else CopyStanding.RESTRICTED
    if copy.returned_at is None:
        return CopyStanding.RECALLED
    return CopyStanding.RETURNED if copy.kept_because is None else CopyStanding.KEPT


def _passings(folded: Folded) -> Iterable[Row]:
    for by_agency_id, given in folded.passed.items():
        for agency_id, at in given.items():
            yield str(folded.item.item_id), agency_id, by_agency_id, moment(at)


def _evaluations(folded: Folded) -> Iterable[Row]:
    for agency_id, evaluation in folded.item.evaluations.items():
        yield (
            str(folded.item.item_id),
            agency_id,
            evaluation.scheme.value,
            evaluation.source_code,
            evaluation.information_code,
            moment(folded.evaluated[agency_id]),
        )


def _restriction(item: SharedItem, known_as: UUID, imposed: Imposed) -> Row:
    restriction = item.restrictions[known_as]
    left = restriction.recipients
    return (
        str(item.item_id),
        str(known_as),
        restriction.by_agency_id,
        restriction.own_use_only,
        *_marking(restriction.marking),
        array(restriction.marking.compartments),
        imposed.handling_text,
        None if left is None else array(sorted(left)),
        imposed.reason,
        moment(imposed.at),
        moment(imposed.lifted_at),
    )


def _obligation(item: SharedItem, owed: Obligation) -> Row:
    """A receipt is confirmed by who sees the item; all else also by who was shut out (SharedItem.need_to_settle)."""
    agency_id = owed.agency_id
    need = item.need_of(agency_id) if owed.kind is ObligationKind.RECEIPT else item.need_to_settle(agency_id)
    return (
        *holder_row(item, holding_of(agency_id, need)),
        item.kind.value,
        item.originator_agency_id,
        owed.kind.value,
        str(owed.obligation_id),
        moment(owed.since.at),
        moment(owed.recorded_since),
        owed.since.position,
        moment(owed.confirmed_at),
        moment(owed.ended_at),
        moment(owed.reminded_at),
        moment(owed.listed_at),
    )


def _consent(item: SharedItem, known_as: UUID, asked: Asked) -> Row:
    consent = item.consents[known_as]
    answer = ConsentOutcome.GIVEN if consent.is_given else ConsentOutcome.REFUSED
    return (
        str(item.item_id),
        str(item.investigation_id),
        str(known_as),
        consent.wish.kind.value,
        item.originator_agency_id,
        consent.wish.by_agency_id,
        consent.wish.to_agency_id,
        asked.purpose,
        *_moment(asked.asked),
        None if consent.is_given is None else answer.value,
        moment(asked.answered_at),
        moment(consent.valid_until),
        asked.answer,
    )


def _moment(at: Moment) -> Row:
    return moment(at.at), at.position
