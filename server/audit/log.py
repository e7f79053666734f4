"""The log: what it returns from is durable; nobody waits longer than one commit for it [AUD-6 … AUD-9].

Appends that arrive while a commit is running share the next one (group commit): a single append costs one commit, a
hundred at once cost two. There is no timer: an append never waits for others to come.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from server.audit.checkpoint import Head
from server.audit.kinds import DAMAGED, ERASED
from server.audit.leaf import SALT_BYTES, Committed, commit, commitment, decode, leaf
from server.audit.merkle import TILE, Frontier, inclusions, leaf_hash, root
from server.audit.port import LogStore, Proven, Stored, Stretch
from server.terms.entries import Entry
from server.terms.errors import Unavailable
from server.terms.figures import Spread, Tally
from server.terms.ids import SessionId

APPEND_S = 10.0
"""After this long an append counts as failed, so that a picture waiting for it is refused and said to be."""
WAITING_MAX = 20_000
"""Entries that may wait for a commit; beyond, the disk is not keeping up."""
COMMIT_MAX = 2_000
"""Entries in one transaction."""
READ_MAX = 10_000
GROWN_MAX = 1_000
"""Leaves hashed in one go: the rooms of this process have their turn between any two."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry and its place in the record."""

    index: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Waiting:
    rows: tuple[Committed, ...]
    durable: asyncio.Future[int]


class Log:
    """Appends entries durably and reads them back proven against their commitments.

    Parameters
    ----------
    store
        Where the rows rest.
    random
        Gives unpredictable bytes, for the salts.
    written
        Hears of entries once they are durable; for counting.
    """

    def __init__(
        self,
        store: LogStore,
        random: Callable[[int], bytes],
        written: Callable[[Sequence[Entry]], None] = lambda _: None,
    ) -> None:
        self._written = written
        self.commits = Spread()
        """Seconds of commits that succeeded."""
        self.failures = Tally()
        """Commits that failed, by code."""
        self.is_failing = False
        """Whether the last commit failed: nothing new is shown."""
        self._store = store
        self._random = random
        self._waiting: deque[_Waiting] = deque()
        self._rows_waiting = 0
        self._committing: asyncio.Task[None] | None = None
        """Owned by `append` and `stop`; lives only while something waits."""
        self._frontier = Frontier()
        self._catching_up = asyncio.Lock()

    async def append(self, entries: Sequence[Entry]) -> int:
        """Record entries in order; durable on return.

        Returns
        -------
        int
            Index of the first; the others follow without a gap.

        Raises
        ------
        Unavailable
            `log_unavailable`: not recorded (or not known to be), so nothing it would allow may happen.
        ValueError
            Not recordable: an unknown kind or a fact that is not opaque (a bug of ours), or no entries.
        """
        if not entries:
            raise ValueError("nothing to record")
        rows = tuple(commit(entry, self._random(SALT_BYTES)) for entry in entries)
        if self._rows_waiting + len(rows) > WAITING_MAX:
            raise Unavailable("log_unavailable", because="backlog")
        waiting = _Waiting(rows, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._rows_waiting += len(rows)
        if self._committing is None or self._committing.done():
            self._committing = asyncio.create_task(self._commit_waiting(), name="log commit")
        try:
            async with asyncio.timeout(APPEND_S):
                first = await waiting.durable
        except TimeoutError as late:
            raise Unavailable("log_unavailable", because="late") from late
        self._written(entries)
        return first

    @property
    def waiting(self) -> int:
        """How many entries wait for a commit."""
        return self._rows_waiting

    async def read(self, *, since: int = 0, session: SessionId | None = None, limit: int = READ_MAX) -> list[Recorded]:
        """Give recorded entries in order, from index `since` on; what was changed as `entry.damaged` [AUD-13].

        Raises
        ------
        Unavailable
            The storage cannot be read.
        """
        rows = await self._store.read(since=since, session=session, limit=min(limit, READ_MAX))
        return [Recorded(row.index, _read_back(row)) for row in rows]

    async def back(self, stretch: Stretch, *, limit: int = READ_MAX) -> list[Recorded]:
        """Give recorded entries of a stretch, the last one first; raises as `read`."""
        rows = await self._store.back(stretch, limit=min(limit, READ_MAX))
        return [Recorded(row.index, _read_back(row)) for row in rows]

    async def leaf_hashes(self) -> list[bytes]:
        """Give the hash of every leaf, in order: what proofs are computed from."""
        hashes: list[bytes] = []
        while more := await self._leaves(len(hashes), READ_MAX):
            hashes += more
        return hashes

    async def head(self) -> Head:
        """Give the tree as it is now, whoever appended to it; costs what was added since it was asked last."""
        async with self._catching_up:
            await self._grow(self._frontier, None)
            return Head(self._frontier.size, self._frontier.root())

    async def head_at(self, size: int) -> Head:
        """Give the tree of the first `size` entries (of all, when there are fewer)."""
        earlier = Frontier()
        await self._grow(earlier, size)
        return Head(earlier.size, earlier.root())

    async def extract(self, session: SessionId, size: int, wanted: Callable[[int, Entry], bool]) -> list[Proven]:
        """Give a session's entries that are wanted, of the first `size` of the record, each with its path in that tree.

        Raises
        ------
        ValueError, Unavailable
            as `inclusions`.
        """
        rows: list[tuple[Stored, Entry]] = []
        since = 0
        while since < size:
            page = await self._store.read(since=since, session=session, limit=READ_MAX)
            read = [(row, _read_back(row)) for row in page if row.index < size]
            rows += [(row, entry) for row, entry in read if wanted(row.index, entry)]
            since = page[-1].index + 1 if page else size
        paths = await self.inclusions([row.index for row, _ in rows], size)
        return [Proven(row, entry, paths[row.index]) for row, entry in rows]

    async def inclusions(self, indexes: Collection[int], size: int) -> dict[int, tuple[bytes, ...]]:
        """Give the audit paths of entries in the tree of the first `size` entries: reads their tiles, not the record.

        Raises
        ------
        ValueError
            An index outside that tree, or a tree larger than the record.
        Unavailable
            The storage cannot be read.
        """
        whole = (await self.head()).size
        if size > whole or any(not 0 <= index < size for index in indexes):
            raise ValueError("index outside the tree")
        complete = size // TILE
        rest = await self._leaves(complete * TILE, size % TILE) if size % TILE else []
        tiles = [*self._frontier.tiles[:complete], *([root(rest)] if rest else [])]
        wanted = {index // TILE for index in indexes}
        above = inclusions(tiles, wanted)
        paths: dict[int, tuple[bytes, ...]] = {}
        for tile in wanted:
            leaves = rest if tile == complete else await self._leaves(tile * TILE, TILE)
            inside = inclusions(leaves, {index % TILE for index in indexes if index // TILE == tile})
            paths |= {tile * TILE + at: path + above[tile] for at, path in inside.items()}
        return paths

    async def _grow(self, frontier: Frontier, size: int | None) -> None:
        while size is None or frontier.size < size:
            limit = GROWN_MAX if size is None else min(GROWN_MAX, size - frontier.size)
            more = await self._leaves(frontier.size, limit)
            if not more:
                return
            for each in more:
                frontier.add(each)

    async def _leaves(self, since: int, limit: int) -> list[bytes]:
        committed = await self._store.commitments(since=since, limit=limit)
        return [leaf_hash(leaf(index, each)) for index, each in enumerate(committed, since)]

    async def stop(self) -> None:
        """Wait until everything that was given to `append` has been tried."""
        if self._committing is not None:
            await self._committing

    async def _commit_waiting(self) -> None:
        while self._waiting:
            batch = self._next_batch()
            rows = [row for waiting in batch for row in waiting.rows]
            begun_s = time.monotonic()
            try:
                index = await self._store.append(rows)
            except Unavailable as error:
                self.is_failing = True
                self.failures.add(error.code)
                _fail(batch, error)
                continue
            except BaseException as error:
                # A bug or a cancellation: whoever waits must learn of it, then it goes its way.
                _fail([*batch, *self._waiting], error)
                self._waiting.clear()
                self._rows_waiting = 0
                raise
            self.commits.add(time.monotonic() - begun_s)
            self.is_failing = False
            for waiting in batch:
                if not waiting.durable.done():
                    waiting.durable.set_result(index)
                index += len(waiting.rows)

    def _next_batch(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        entries = 0
        while self._waiting and (not batch or entries + len(self._waiting[0].rows) <= COMMIT_MAX):
            batch.append(self._waiting.popleft())
            entries += len(batch[-1].rows)
        self._rows_waiting -= entries
        return batch


def _fail(batch: Sequence[_Waiting], error: BaseException) -> None:
    because = error.code if isinstance(error, Unavailable) else "stopped"
    for waiting in batch:
        if not waiting.durable.done():
            failure = Unavailable("log_unavailable", because=because)
            failure.__cause__ = error
            waiting.durable.set_exception(failure)


def _read_back(row: Stored) -> Entry:
    """The entry as far as it is proven: one that is not keeps none of the others from being read."""
    if row.salt is None or row.payload is None:
        return Entry(DAMAGED if row.is_damaged else ERASED, row.at_ms, "system", row.session)
    return _proven(row, row.salt, row.payload) or Entry(DAMAGED, row.at_ms, "system", row.session)


def _proven(row: Stored, salt: bytes, payload: bytes) -> Entry | None:
    if commitment(salt, payload) != row.commitment:
        return None
    try:
        entry = decode(payload)
    except ValueError:
        return None
    return entry if (entry.at_ms, entry.session) == (row.at_ms, row.session) else None
