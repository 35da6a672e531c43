"""What was asked of a document before is known the next time: as whoever asks, and without holding on to what was."""

from dataclasses import replace
from traceback import walk_tb
from uuid import uuid4

import pytest

from api.compiled.knowing import KnownDocuments, Prepared
from api.compiled.plan import Compiler
from api.reads.declaring import Declined
from api.schema import make_schema
from api.transport.asking import Asking

CASE = "query($id: UUID!, $long: Boolean!) { investigation(investigationId: $id) { title phase @include(if: $long) } }"
IN_VAIN = "{ me { memberId } }"


@pytest.fixture(scope="module")
def known() -> KnownDocuments:
    """Two documents that ordinary execution has answered: one that is compiled, one that is not."""
    schema = make_schema(production=True)
    found = KnownDocuments(Compiler(schema))
    for text in (CASE, IN_VAIN):
        found.learn(text, schema.documents.read(text).node)
    return found


def case(*, long: bool = True) -> Asking:
    """The case of an id that nobody ever asked for."""
    return Asking(CASE, None, {"id": str(uuid4()), "long": long}, None)


def declined(known: KnownDocuments, asking: Asking) -> Declined:
    """The fault by which it is left to ordinary execution."""
    with pytest.raises(Declined) as fault:
        known.prepared(asking)
    return fault.value


def test_what_was_never_answered_is_not_known(known: KnownDocuments) -> None:
    assert known.prepared(replace(case(), query="{ investigations { totalCount } }")) is None


def test_the_same_question_is_prepared_once(known: KnownDocuments) -> None:
    asking = case()

    assert known.prepared(asking) is known.prepared(replace(asking))


def test_other_variables_are_asked_by_the_same_plan(known: KnownDocuments) -> None:
    one, other = known.prepared(case()), known.prepared(case())

    assert isinstance(one, Prepared)
    assert isinstance(other, Prepared)
    assert one.plan is other.plan
    assert one.arguments != other.arguments


def test_what_a_directive_leaves_out_has_a_plan_of_its_own(known: KnownDocuments) -> None:
    one, other = known.prepared(case(long=True)), known.prepared(case(long=False))

    assert isinstance(one, Prepared)
    assert isinstance(other, Prepared)
    assert one.plan is not other.plan


def test_a_variable_that_does_not_fit_is_for_ordinary_execution(known: KnownDocuments) -> None:
    assert "variable" in str(declined(known, replace(case(), variables={"id": str(uuid4()), "long": 3})))


def test_what_is_declined_again_and_again_holds_nothing_of_the_times_before(known: KnownDocuments) -> None:
    asking = Asking(IN_VAIN, None, None, None)

    frames = [len(list(walk_tb(declined(known, asking).__traceback__))) for _ in range(20)]

    assert frames[-1] == frames[1]
