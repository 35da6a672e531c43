"""The tree gives the roots and proofs of RFC 9162, and its proofs show nothing else."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from domain.storage.merkle import (
    BLOCK,
    EMPTY_ROOT,
    Frontier,
    Span,
    consistency_spans,
    inclusion_spans,
    root_of,
    subtrees_of,
    verify_consistency,
    verify_inclusion,
)

INPUTS = (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)  # fmt: skip
"""The eight entries, their roots and proofs are those of the tests of Certificate Transparency (RFC 6962)."""

LEAVES = [sha256(b"\0" + bytes.fromhex(text)).digest() for text in INPUTS]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
A, B, C, D, E, F = (
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
)


def leaves_of(count: int) -> list[bytes]:
    return [sha256(b"\0" + number.to_bytes(8, "big")).digest() for number in range(count)]


def oracle(leaves: list[bytes]) -> bytes:
    """The definition in RFC 9162, 2.1.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + oracle(leaves[:half]) + oracle(leaves[half:])).digest()


def proof(leaves: list[bytes], spans: list[Span]) -> list[bytes]:
    return [oracle(leaves[span.start : span.end]) for span in spans]


def test_the_roots_are_those_of_certificate_transparency() -> None:
    assert tuple(root_of(LEAVES[:size]).hex() for size in range(9)) == ROOTS


def test_the_proofs_of_inclusion_are_those_of_certificate_transparency() -> None:
    told = {
        (leaf, size): [hash_.hex() for hash_ in proof(LEAVES, inclusion_spans(leaf, size))]
        for leaf, size in ((0, 1), (0, 8), (5, 8), (2, 3), (1, 5))
    }

    assert told == {
        (0, 1): [],
        (0, 8): [A, B, C],
        (5, 8): [D, E, ROOTS[4]],
        (2, 3): [ROOTS[2]],
        (1, 5): [ROOTS[1], B, D],
    }


def test_the_proofs_of_consistency_are_those_of_certificate_transparency() -> None:
    told = {
        sizes: [hash_.hex() for hash_ in proof(LEAVES, consistency_spans(*sizes))]
        for sizes in ((1, 1), (1, 8), (6, 8), (2, 5))
    }

    assert told == {(1, 1): [], (1, 8): [A, B, C], (6, 8): [F, E, ROOTS[4]], (2, 5): [B, D]}


@given(st.integers(0, 3 * BLOCK), st.integers(0, 70))
def test_a_growing_tree_has_the_root_that_the_definition_gives(size: int, peek: int) -> None:
    leaves, frontier = leaves_of(size), Frontier()
    early = {count: oracle(leaves[:count]) for count in (peek, 2 * peek)}
    grown = [(frontier.append(leaf), frontier.size, frontier.root()) for leaf in leaves]

    assert frontier.root() == oracle(leaves)
    assert root_of(leaves) == oracle(leaves)
    assert all(root == early[count] for _, count, root in grown if count in early)
    assert all(
        hash_ == oracle(leaves[made.ordinal << made.level : (made.ordinal + 1) << made.level])
        for completed, _, _ in grown
        for made, hash_ in completed
    )


@given(st.integers(0, 2 * BLOCK), st.integers(0, 3 * BLOCK))
def test_to_add_many_leaves_is_to_add_each(first: int, more: int) -> None:
    leaves, one_by_one, at_once = leaves_of(first + more), Frontier(), Frontier()
    singly = [made for leaf in leaves for made in one_by_one.append(leaf)]

    assert at_once.extend(leaves[:first]) + at_once.extend(leaves[first:]) == singly
    assert at_once.root() == one_by_one.root()


@given(st.integers(1, 90), st.data())
def test_every_leaf_is_proved_and_no_other_in_its_place(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    shown = proof(leaves, inclusion_spans(index, size))

    assert verify_inclusion(leaves[index], (index, size), shown, oracle(leaves))
    assert verify_inclusion(leaves[index], (other, size), shown, oracle(leaves)) is (other == index)
    assert not verify_inclusion(EMPTY_ROOT, (index, size), shown, oracle(leaves))
    assert not verify_inclusion(leaves[index], (index, size), [*shown, EMPTY_ROOT], oracle(leaves))
    assert not shown or not verify_inclusion(leaves[index], (index, size), shown[:-1], oracle(leaves))


@given(st.integers(0, 90), st.data())
def test_growth_is_proved_and_a_rewritten_past_is_not(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, second))
    leaves = leaves_of(second)
    roots = (oracle(leaves[:first]), oracle(leaves))
    shown = proof(leaves, consistency_spans(first, second))
    rewritten = (oracle([EMPTY_ROOT, *leaves[1:first]]), roots[1])

    assert verify_consistency((first, second), roots, shown)
    assert not first or not verify_consistency((first, second), rewritten, shown)
    assert not verify_consistency((first, second), (roots[0], A.encode()[:32]), shown) or not first
    assert not verify_consistency((first, second), roots, [*shown, EMPTY_ROOT])


@given(st.integers(0, 12), st.integers(1, 5_000))
def test_a_span_is_cut_into_few_complete_subtrees_without_gap(level: int, count: int) -> None:
    unit = 1 << max(level, (count - 1).bit_length())
    span = Span(unit, unit + count)
    cut = list(subtrees_of(span))

    ends = [(each.ordinal + 1) << each.level for each in cut]
    assert [each.ordinal << each.level for each in cut] == [span.start, *ends[:-1]]
    assert ends[-1] == span.end
    assert len(cut) <= count.bit_length()


def test_nonsense_proves_nothing() -> None:
    assert not verify_inclusion(LEAVES[0], (0, 0), [], EMPTY_ROOT)
    assert not verify_inclusion(LEAVES[0], (-1, 1), [], LEAVES[0])
    assert not verify_consistency((2, 1), (LEAVES[0], LEAVES[0]), [])
    assert not verify_consistency((3, 5), (LEAVES[0], LEAVES[0]), [])
