"""The Merkle tree of RFC 6962, section 2.1, over leaf hashes: root, proofs of inclusion and of consistency.

Pure functions of bytes. All hashes are SHA-256, 32 bytes.
"""

import hashlib
from collections.abc import Collection, Sequence

HASH_BYTES = 32
TILE = 256
"""Leaves of one tile, a complete subtree: who keeps the roots of the tiles reads one tile to prove a leaf, not all."""
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """Give the hash of a leaf. RFC 6962, 2.1: a 0x00 before it, so that no leaf can pass for a node."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of an inner node. RFC 6962, 2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Give the tree head over leaf hashes. RFC 6962, 2.1."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        pairs = [node_hash(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        # A node without a neighbor rises unchanged: the same tree as the recursive definition, without recursion.
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def inclusion(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Give the audit path of one leaf, nearest sibling first. RFC 6962, 2.1.1.

    Raises
    ------
    ValueError
        `index` is outside the tree.
    """
    return inclusions(leaves, (index,))[index]


def inclusions(leaves: Sequence[bytes], indexes: Collection[int]) -> dict[int, tuple[bytes, ...]]:
    """Give the audit paths of several leaves by one walk over the tree; as `inclusion`.

    The nodes of one level are `leaves` as well: the path of a leaf is the one inside its tile and then the tile's own.
    """
    if any(not 0 <= index < len(leaves) for index in indexes):
        raise ValueError("index outside the tree")
    paths: dict[int, list[bytes]] = {index: [] for index in indexes}
    level, height = list(leaves), 0
    while len(level) > 1:
        for index, path in paths.items():
            sibling = index >> height ^ 1
            if sibling < len(level):
                path.append(level[sibling])
        pairs = [node_hash(level[low], level[low + 1]) for low in range(0, len(level) - 1, 2)]
        level, height = pairs + level[len(pairs) * 2 :], height + 1
    return {index: tuple(path) for index, path in paths.items()}


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], head: bytes) -> bool:
    """Say whether `path` proves that the leaf hash is number `index` of the tree of `size` leaves. RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, climbed = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            climbed = node_hash(sibling, climbed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            climbed = node_hash(climbed, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and climbed == head


def consistency(leaves: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Give the proof that the tree of the `first` leaves is a beginning of this one. RFC 6962, 2.1.2.

    Raises
    ------
    ValueError
        `first` is not between 1 and the size of the tree.
    """
    if not 0 < first <= len(leaves):
        raise ValueError("not the size of an earlier tree")
    path: list[bytes] = []
    rest, size, whole = list(leaves), first, True
    while size != len(rest):
        split = _split(len(rest))
        if size <= split:
            path.append(root(rest[split:]))
            rest = rest[:split]
        else:
            path.append(root(rest[:split]))
            rest, size, whole = rest[split:], size - split, False
    if not whole:
        path.append(root(rest))
    return tuple(reversed(path))


def is_consistent(first: int, first_head: bytes, size: int, head: bytes, path: Sequence[bytes]) -> bool:
    """Say whether `path` proves that the first tree is a beginning of the second. RFC 9162, 2.1.4.2."""
    if not 0 < first <= size:
        return False
    if first == size:
        return not path and first_head == head
    steps = list(path)
    if first & (first - 1) == 0:
        steps.insert(0, first_head)
    if not steps:
        return False
    at, last = first - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first_head and new == head


def _split(size: int) -> int:
    """Give the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


class Frontier:
    """The tree's root as it grows: the roots of its complete subtrees are kept, the largest first, and of its tiles."""

    def __init__(self) -> None:
        self.size = 0
        self.tiles: list[bytes] = []
        """Of each complete tile, in order: 32 bytes for 256 entries."""
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take the next leaf hash."""
        climbed, at, width = leaf, self.size, 1
        while at & 1:
            climbed = node_hash(self._peaks.pop(), climbed)
            at, width = at >> 1, width << 1
            if width == TILE:
                self.tiles.append(climbed)
        self._peaks.append(climbed)
        self.size += 1

    def root(self) -> bytes:
        """Give the tree head over all leaves so far; equal to `root` over them."""
        if not self._peaks:
            return EMPTY_ROOT
        climbed = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            climbed = node_hash(peak, climbed)
        return climbed
