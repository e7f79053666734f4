"""What every storage of the log must do, over the reference in memory and over the database."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.audit.leaf import Committed, commit
from server.audit.port import LogStore
from server.storage.database.entries import EntryRows
from server.terms.entries import Entry
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey
from tests.contract.log_store import MemoryLogStore
from tests.databases import KINDS, fresh_url, opened

ONE = SessionId("1" * 32)
TWO = SessionId("2" * 32)


@pytest.fixture(params=["memory", *KINDS])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[LogStore]:
    if request.param == "memory":
        yield MemoryLogStore()
        return
    async with opened(fresh_url(request, request.param, tmp_path)) as db:
        yield EntryRows(db, DeploymentKey(bytes(range(32))))


def row(at_ms: int, session: SessionId | None = ONE) -> Committed:
    return commit(Entry("key.created", at_ms, "system", session, {"epoch": at_ms}), at_ms.to_bytes(32, "big"))


async def test_indexes_start_at_zero_and_have_no_gap(store: LogStore) -> None:
    """AUD-6: each append is given the index after the last."""
    assert await store.size() == 0
    assert await store.append([row(0)]) == 0
    assert await store.append([row(1), row(2)]) == 1
    assert await store.append([row(3)]) == 3
    assert await store.size() == 4


async def test_concurrent_appends_do_not_mix(store: LogStore) -> None:
    """AUD-6: rows of one append follow one another, whoever else appends."""
    firsts = await asyncio.gather(*(store.append([row(at * 10 + n) for n in range(3)]) for at in range(8)))
    assert sorted(firsts) == list(range(0, 24, 3))
    for at, first in enumerate(firsts):
        stored = await store.read(since=first, session=None, limit=3)
        assert [each.at_ms for each in stored] == [at * 10, at * 10 + 1, at * 10 + 2]


async def test_rows_come_back_as_they_were(store: LogStore) -> None:
    """AUD-11: index, time, session, commitment, salt and payload are what was stored."""
    committed = row(7)
    await store.append([committed])
    (stored,) = await store.read(since=0, session=None, limit=10)
    assert (stored.index, stored.at_ms, stored.session) == (0, 7, ONE)
    assert (stored.commitment, stored.salt, stored.payload) == (
        committed.commitment,
        committed.salt,
        committed.payload,
    )


async def test_reading_is_ordered_filtered_and_limited(store: LogStore) -> None:
    """Rows come in order, from an index, of one session when asked, never more than the limit."""
    await store.append([row(0, ONE), row(1, TWO), row(2, None), row(3, TWO), row(4, ONE)])
    assert [each.index for each in await store.read(since=0, session=TWO, limit=10)] == [1, 3]
    assert [each.index for each in await store.read(since=2, session=None, limit=2)] == [2, 3]
    assert [each.index for each in await store.read(since=1, session=ONE, limit=10)] == [4]
    assert await store.read(since=5, session=None, limit=10) == []


async def test_commitments_are_all_the_tree_needs(store: LogStore) -> None:
    """Commitments come in order and in portions."""
    rows = [row(at) for at in range(5)]
    await store.append(rows)
    assert await store.commitments(since=0, limit=3) == [each.commitment for each in rows[:3]]
    assert await store.commitments(since=3, limit=3) == [each.commitment for each in rows[3:]]


async def test_erasing_keeps_what_is_proven(store: LogStore) -> None:
    """AUD-12, T-53: erasing a session's rows leaves their commitments and all other rows."""
    rows = [row(0, ONE), row(1, TWO), row(2, ONE)]
    await store.append(rows)
    assert await store.erase(ONE) == 2
    assert await store.erase(ONE) == 0
    stored = await store.read(since=0, session=None, limit=10)
    assert [each.payload is None for each in stored] == [True, False, True]
    assert [each.commitment for each in stored] == [each.commitment for each in rows]
    assert await store.append([row(3)]) == 3
