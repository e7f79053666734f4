"""P17.receipt: what proving a participant's entries costs, beside one walk over the whole record."""

import hashlib
from collections.abc import Sequence

from bench.measure import Judged, Result, taking_turns
from server.audit.leaf import Committed, leaf
from server.audit.log import Log
from server.audit.merkle import inclusions, is_included, leaf_hash
from server.audit.port import Stored, Stretch
from server.terms.ids import SessionId

NAMES = ("P17.receipt",)
ENTRIES = 250_000
"""Of the record: about two years of ten consults a day."""
OWN = range(180_000, 181_000, 5)
"""Of one participant: 200 entries of a consult, among those of everybody else."""


class Commitments:
    """A record of which nothing is there but its commitments."""

    def __init__(self, size: int) -> None:
        self.all = [hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(size)]

    async def commitments(self, *, since: int, limit: int) -> list[bytes]:
        """Give the commitments from index `since` on."""
        return self.all[since : since + limit]

    async def size(self) -> int:
        """Give how many there are."""
        return len(self.all)

    async def append(self, rows: Sequence[Committed]) -> int:
        """Nothing is appended to this one."""
        raise NotImplementedError

    async def read(self, *, since: int, session: SessionId | None, limit: int) -> list[Stored]:
        """It holds no entries."""
        raise NotImplementedError

    async def back(self, stretch: Stretch, *, limit: int) -> list[Stored]:
        """It holds no entries."""
        raise NotImplementedError

    async def erase(self, session: SessionId) -> int:
        """It holds no entries."""
        raise NotImplementedError


async def measure(_names: list[str]) -> list[Result]:
    """The paths of 200 entries by tiles, and by one walk over all leaves."""
    store = Commitments(ENTRIES)
    log = Log(store, bytes)
    head = await log.head()

    async def ours() -> None:
        await log.inclusions(OWN, head.size)

    async def walk() -> None:
        inclusions(await log.leaf_hashes(), OWN)

    turns = await taking_turns(ours, walk, repeats=1)
    paths = await log.inclusions(OWN, head.size)
    assert all(
        is_included(leaf_hash(leaf(index, store.all[index])), index, head.size, path, head.root)
        for index, path in paths.items()
    )
    return [
        Judged("P17.receipt", "x", 10, 50).told(
            [theirs / mine for mine, theirs in turns],
            verified=f"{len(paths)} paths lead to the root of {head.size} entries",
            ours_ms=sorted(mine for mine, _ in turns)[len(turns) // 2],
            walk_ms=sorted(theirs for _, theirs in turns)[len(turns) // 2],
        )
    ]
