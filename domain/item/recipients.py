"""Who can be given an item: other partners, with somebody there who can hold it.

It must not tell an agency more of another's members than whether they can.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from domain.aggregate import Act, Actor
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.readers import has_reader_of, reader_of
from domain.item.evolution import given_to
from domain.item.rules.sharing import (
    ARecipientCanHoldIt,
    ARecipientIsAnotherPartner,
    ARecipientIsNotLeftOut,
    EachRecipientIsNamedOnce,
    NamedPersonsAreMembers,
    TlpRedNamesPersons,
)
from domain.item.state import SharedItem
from domain.item.vocabulary import Recipient
from domain.need_to_know import denial
from domain.vocabulary import Tlp

__all__ = ["require_partner", "require_recipients"]


def require_recipients(item: SharedItem, recipients: Sequence[Recipient], giver: str, act: Act) -> None:
    """This will raise a rule where an agency cannot give the item to these now."""
    investigation = act.facts.of(INVESTIGATION, item.investigation_id)
    counted = Counter(recipient.agency_id for recipient in recipients)
    if not counted or counted.most_common(1)[0][1] > 1:
        raise EachRecipientIsNamedOnce
    after = given_to(item, recipients, giver)
    for recipient in recipients:
        require_partner(recipient.agency_id, item, giver, act)
        _require_persons(recipient, investigation, is_red=item.current_marking.tlp is Tlp.RED)
        if not after.may_have(recipient.agency_id):
            raise ARecipientIsNotLeftOut(agency_id=recipient.agency_id)
        _require_held(recipient, after, investigation, act.recorded_at.date())


def require_partner(agency_id: str, item: SharedItem, giver: str, act: Act) -> None:
    """This will raise a rule where an agency takes no part, or is the giver or the originator itself."""
    is_partner = act.facts.of(INVESTIGATION, item.investigation_id).is_partner(agency_id)
    if agency_id in (giver, item.originator_agency_id) or not is_partner:
        raise ARecipientIsAnotherPartner(agency_id=agency_id)


def _require_persons(recipient: Recipient, investigation: Investigation, *, is_red: bool) -> None:
    if is_red and not recipient.persons:
        raise TlpRedNamesPersons(agency_id=recipient.agency_id)
    strangers = [each for each in recipient.persons if not investigation.admits(_as_actor(each, recipient.agency_id))]
    if strangers:
        raise NamedPersonsAreMembers(agency_id=recipient.agency_id, persons=strangers)


def _require_held(recipient: Recipient, after: SharedItem, investigation: Investigation, on: date) -> None:
    """All who are named have to be able to hold it, and in any case somebody of the agency."""
    agency_id = recipient.agency_id
    need = after.need_of(agency_id)
    named = {each: reader_of(investigation, _as_actor(each, agency_id), on) for each in recipient.persons}
    unable = [each for each, reader in named.items() if denial(reader, need) is not None]
    if unable or not has_reader_of(investigation, agency_id, need, on):
        raise _refusal(after, agency_id, unable)


def _refusal(after: SharedItem, agency_id: str, persons: Sequence[str]) -> ARecipientCanHoldIt:
    """What is missing is told from the item's own marking: what the recipient added for itself is not for others."""
    marking = after.current_marking
    needs = [str(marking.classification)] if marking.classification else []
    needs += marking.compartments
    whom = f"{', '.join(persons)} of {agency_id}" if persons else f"Nobody of {agency_id}"
    return ARecipientCanHoldIt(
        f"{whom} {'cannot' if persons else 'can'} hold what the item asks for: {', '.join(needs) or 'membership'}.",
        agency_id=agency_id,
        persons=list(persons),
        needs=needs,
    )


def _as_actor(member_id: str, agency_id: str) -> Actor:
    return Actor(actor_id=member_id, agency_id=agency_id)
