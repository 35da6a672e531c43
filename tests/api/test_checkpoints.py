"""Checkpoints, proofs and countersignatures over the public interface."""

from base64 import b64decode
from contextlib import closing
from uuid import uuid4

import pytest

from consumers.clock import Sealing
from domain.checkpoint.text import CheckpointText
from domain.signed_note import SignedNote
from domain.storage import LogTree
from domain.storage.merkle import verify_consistency, verify_inclusion
from domain.vocabulary import Role
from tests.api.conftest import Case
from tests.support.checkpoints import LOG_KEY, WITNESS_KEY
from tests.support.served import Served, now

pytestmark = pytest.mark.postgres

LATEST = """query { checkpoint { checkpointId origin size root note key witnesses sealedAt position }
  checkpoints(first: 1) { totalCount nodes { size } pageInfo { hasNextPage } } }"""
PROOF = "query($id: UUID!) { inclusionProof(eventId: $id) { position leaf proof checkpoint { size root } } }"
GROWTH = "query($m: Position!, $n: Position!) { consistencyProof(fromSize: $m, toSize: $n) { fromSize toSize proof } }"


@pytest.fixture
def sealed(house: Served, case: Case, database: str) -> Case:
    """A case, and a checkpoint that covers it."""
    seal(house, database)
    return case


def seal(house: Served, database: str) -> None:
    with closing(LogTree(database)) as tree:
        sealing = Sealing(tree=tree, log=house.application, key=LOG_KEY, now=now, every_events=1)
        assert sealing.seal_if_due() is not None
    house.settle()


def first_event(case: Case) -> str:
    query = "query($id: UUID!) { timeline(caseId: $id, first: 1) { nodes { eventId } } }"
    return str(case.leader.ask(query, id=case.id)["timeline"]["nodes"][0]["eventId"])


def test_the_latest_checkpoint_can_be_read_kept_and_verified(sealed: Case) -> None:
    answer = sealed.partner.ask(LATEST)

    note = SignedNote.parse(answer["checkpoint"]["note"])
    assert LOG_KEY.verifying_key.signed(note)
    assert CheckpointText.of(note).size == int(answer["checkpoint"]["size"])
    assert answer["checkpoints"]["totalCount"] == 1


def test_an_event_that_one_may_see_is_proved_and_no_other(house: Served, sealed: Case) -> None:
    event = first_event(sealed)
    shown = sealed.leader.ask(PROOF, id=event)["inclusionProof"]
    stranger = house.person("eve", "FR-SPOC")

    place = (int(shown["position"]) - 1, int(shown["checkpoint"]["size"]))
    path = [b64decode(each) for each in shown["proof"]]
    assert verify_inclusion(b64decode(shown["leaf"]), place, path, b64decode(shown["checkpoint"]["root"]))
    assert stranger.ask(PROOF, id=event) == stranger.ask(PROOF, id=str(uuid4())) == {"inclusionProof": None}


def test_what_no_checkpoint_covers_yet_has_no_proof(case: Case) -> None:
    assert case.leader.ask(PROOF, id=first_event(case)) == {"inclusionProof": None}
    assert case.leader.ask(LATEST)["checkpoint"] is None


def test_growth_is_proved_between_two_checkpoints(house: Served, sealed: Case, database: str) -> None:
    before = sealed.partner.ask(LATEST)["checkpoint"]
    sealed.partner.did("confirmReceipt", requestId=sealed.request, automatic=False, byCompetentAuthority=True)
    seal(house, database)
    after = sealed.partner.ask(LATEST)["checkpoint"]

    shown = sealed.partner.ask(GROWTH, m=before["size"], n=after["size"])["consistencyProof"]

    sizes = (int(before["size"]), int(after["size"]))
    roots = (b64decode(before["root"]), b64decode(after["root"]))
    assert verify_consistency(sizes, roots, [b64decode(each) for each in shown["proof"]])


def test_no_growth_is_proved_beyond_the_latest_checkpoint(sealed: Case) -> None:
    answer = sealed.partner.post(GROWTH, m=0, n=999999)

    assert "toSize" in answer["errors"][0]["message"]


def test_growth_is_asked_for_from_the_smaller_size(sealed: Case) -> None:
    (error,) = sealed.partner.post(GROWTH, m=2, n=1)["errors"]

    assert (error["message"], error["extensions"]["field"]) == ("fromSize: is larger than toSize", "fromSize")


@pytest.mark.usefixtures("sealed")
def test_a_partner_declares_its_key_and_countersigns(house: Served) -> None:
    administrator = house.person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
    administrator.did("declareWitnessKey", agencyId="FR-SPOC", key=str(WITNESS_KEY.verifying_key))
    kept = administrator.ask(LATEST)["checkpoint"]
    line = str(WITNESS_KEY.sign(SignedNote.parse(kept["note"]).text))

    administrator.did("witnessCheckpoint", checkpointId=kept["checkpointId"], agencyId="FR-SPOC", signature=line)
    house.settle()

    after = administrator.ask(LATEST)["checkpoint"]
    assert after["witnesses"] == ["FR-SPOC"]
    assert after["note"] == kept["note"] + line
    key_id = WITNESS_KEY.verifying_key.key_id.hex()
    administrator.did("withdrawWitnessKey", agencyId="FR-SPOC", keyId=key_id, reason="Replaced")
