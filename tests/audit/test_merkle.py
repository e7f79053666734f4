"""The tree of RFC 6962: published vectors, and proofs that hold for what is so and for nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.audit.merkle import (
    TILE,
    Frontier,
    consistency,
    inclusion,
    inclusions,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    root,
)

# Leaves and heads of the Certificate Transparency project's own test data.
LEAVES = [
    leaf_hash(bytes.fromhex(each))
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HEADS = (
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
# RFC 6962, section 2.1.3, names the nodes of its seven-leaf example; these are its proofs in those names.
A, B, C, D, E, F, J = LEAVES[:7]
G, H, I = node_hash(A, B), node_hash(C, D), node_hash(E, F)  # noqa: E741 (the RFC's letters)
K = node_hash(G, H)
L = node_hash(I, J)

sizes = st.integers(1, 70)


def tree(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


@pytest.mark.parametrize("size", range(9))
def test_heads_are_the_published_vectors(size: int) -> None:
    """AUD-5: the head over the first leaves is Certificate Transparency's."""
    assert root(LEAVES[:size]).hex() == HEADS[size]


@pytest.mark.parametrize(("index", "path"), [(0, (B, H, L)), (3, (C, G, L)), (4, (F, J, K)), (6, (I, K))])
def test_audit_paths_are_those_of_the_rfc(index: int, path: tuple[bytes, ...]) -> None:
    """AUD-5: RFC 6962, 2.1.3: the audit paths for d0, d3, d4 and d6 of seven leaves."""
    assert inclusion(LEAVES[:7], index) == path


@pytest.mark.parametrize(("first", "path"), [(3, (C, D, G, L)), (4, (L,)), (6, (I, J, K)), (7, ())])
def test_consistency_proofs_are_those_of_the_rfc(first: int, path: tuple[bytes, ...]) -> None:
    """AUD-5: RFC 6962, 2.1.3: the consistency proofs of hash0, hash1 and hash2 with seven leaves."""
    assert consistency(LEAVES[:7], first) == path


@given(size=sizes, data=st.data())
def test_every_leaf_is_proven_in_its_place_only(size: int, data: st.DataObject) -> None:
    """A path proves its leaf at its index; not another leaf, another place, another size's head or a changed step."""
    leaves, index = tree(size), data.draw(st.integers(0, size - 1))
    path, head = inclusion(leaves, index), root(leaves)
    assert is_included(leaves[index], index, size, path, head)
    assert not is_included(leaf_hash(b"other"), index, size, path, head)
    assert not is_included(leaves[index], index, size, path, root(tree(size + 1)))
    assert not is_included(leaves[index], index, size, (*path, head), head)
    for other in {index - 1, index + 1, size}:
        assert not is_included(leaves[index], other, size, path, head)


@given(size=sizes, data=st.data())
def test_every_beginning_is_proven_consistent(size: int, data: st.DataObject) -> None:
    """A proof shows that the smaller tree is a beginning; a changed head on either side is refused."""
    leaves, first = tree(size), data.draw(st.integers(1, size))
    path, old, new = consistency(leaves, first), root(leaves[:first]), root(leaves)
    assert is_consistent(first, old, size, new, path)
    assert not is_consistent(first, leaf_hash(b"other"), size, new, path)
    assert not is_consistent(first, old, size, leaf_hash(b"other"), path)
    assert not is_consistent(first, old, size, new, (*path, new))


@given(size=st.integers(2, 40), at=st.integers(0, 38))
def test_a_rewritten_past_is_inconsistent(size: int, at: int) -> None:
    """No proof of the rewritten tree makes it a continuation of what was shown before."""
    first = size - 1
    rewritten = tree(size)
    rewritten[at % first] = leaf_hash(b"rewritten")
    assert not is_consistent(first, root(tree(first)), size, root(rewritten), consistency(rewritten, first))


@pytest.mark.parametrize("index", [-1, 3])
def test_no_path_outside_the_tree(index: int) -> None:
    """Asking for a leaf that is not there is an error, not an empty proof."""
    with pytest.raises(ValueError, match="outside"):
        inclusion(tree(3), index)


@pytest.mark.parametrize("first", [0, 4])
def test_no_consistency_with_no_tree_or_a_larger_one(first: int) -> None:
    """Only an earlier size has a proof, and none proves the impossible."""
    with pytest.raises(ValueError, match="earlier"):
        consistency(tree(3), first)
    assert not is_consistent(first, root(tree(3)), 3, root(tree(3)), ())
    assert not is_consistent(2, root(tree(2)), 3, root(tree(3)), ())


@given(st.integers(0, 300))
def test_frontier_has_the_root_of_the_tree(size: int) -> None:
    """AUD-5: a tree that grows leaf by leaf has at each size the root of the whole."""
    leaves = [leaf_hash(at.to_bytes(4, "big")) for at in range(size)]
    frontier = Frontier()
    for each in leaves:
        frontier.add(each)
    assert (frontier.size, frontier.root()) == (size, root(leaves))


@given(size=st.sampled_from([1, 2, 3, TILE - 1, TILE, TILE + 1, 3 * TILE, 3 * TILE + 77]), data=st.data())
def test_paths_by_tiles_are_the_same_paths(size: int, data: st.DataObject) -> None:
    """AUD-23: the path inside a tile and then the tile's own is the path of the whole tree."""
    leaves, index = tree(size), data.draw(st.integers(0, size - 1))
    grown = Frontier()
    for each in leaves:
        grown.add(each)
    tiles = [root(leaves[at : at + TILE]) for at in range(0, size, TILE)]
    assert grown.tiles == tiles[: size // TILE]
    tile = leaves[index // TILE * TILE :][:TILE]
    assert inclusion(tile, index % TILE) + inclusion(tiles, index // TILE) == inclusion(leaves, index)


def test_several_paths_are_each_ones_path() -> None:
    """One walk over the tree gives what a walk for each gives; a leaf that is not there has none."""
    leaves = tree(37)
    assert inclusions(leaves, range(37)) == {index: inclusion(leaves, index) for index in range(37)}
    with pytest.raises(ValueError, match="outside"):
        inclusions(leaves, [3, 37])
