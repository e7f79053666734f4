"""The log: durable before it returns, shared commits, honest failure, proven reading."""

import asyncio
from dataclasses import replace

import pytest

from server.audit import log as log_module
from server.audit.kinds import DAMAGED, ERASED
from server.audit.leaf import leaf
from server.audit.log import COMMIT_MAX, WAITING_MAX, Log
from server.audit.merkle import TILE, inclusion, is_included, leaf_hash, root
from server.terms.entries import Entry
from server.terms.errors import Unavailable
from server.terms.ids import SessionId
from tests.contract.log_store import MemoryLogStore

SESSION = SessionId("1" * 32)


def entry(at_ms: int) -> Entry:
    return Entry("instances.authorized", at_ms, "p" * 16, SESSION, {"block": at_ms})


@pytest.fixture
def store() -> MemoryLogStore:
    return MemoryLogStore()


@pytest.fixture
def log(store: MemoryLogStore) -> Log:
    return Log(store, bytes)


async def settle() -> None:
    """Let everything that can run without the disk run."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_append_returns_only_once_durable(log: Log, store: MemoryLogStore) -> None:
    """AUD-7, T-51: no byte leaves before the entry is durable: the caller waits as long as the disk does."""
    store.durable.clear()
    appending = asyncio.create_task(log.append([entry(0)]))
    await settle()
    assert not appending.done()
    store.durable.set()
    assert await appending == 0


async def test_appends_in_flight_share_the_next_commit(log: Log, store: MemoryLogStore) -> None:
    """AUD-9: while one commit runs, everything else waits for one more."""
    store.durable.clear()
    first = asyncio.create_task(log.append([entry(0)]))
    await settle()
    rest = [asyncio.create_task(log.append([entry(n), entry(n)])) for n in range(1, 100)]
    await settle()
    store.durable.set()
    assert await first == 0
    assert await asyncio.gather(*rest) == list(range(1, 199, 2))
    assert store.appends == [1, 198]


async def test_a_commit_has_a_bound(log: Log, store: MemoryLogStore) -> None:
    """AUD-9: a large backlog is written in several transactions, whole appends each."""
    store.durable.clear()
    tasks = [asyncio.create_task(log.append([entry(0)] * 1500)) for _ in range(3)]
    await settle()
    store.durable.set()
    assert sorted(await asyncio.gather(*tasks)) == [0, 1500, 3000]
    assert max(store.appends) <= COMMIT_MAX


async def test_a_full_disk_is_said_and_earlier_entries_stay(log: Log, store: MemoryLogStore) -> None:
    """AUD-8, T-52: the append fails by name, what was recorded stays, and it works again with room."""
    await log.append([entry(0)])
    store.full = True
    with pytest.raises(Unavailable, match="log_unavailable") as failure:
        await log.append([entry(1)])
    assert failure.value.facts == {"because": "storage_full"}
    store.full = False
    assert await log.append([entry(2)]) == 1
    assert [each.entry.at_ms for each in await log.read()] == [0, 2]


async def test_a_disk_that_never_answers_is_given_up(
    log: Log, store: MemoryLogStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AUD-8: an append does not wait for ever."""
    monkeypatch.setattr(log_module, "APPEND_S", 0.01)
    store.durable.clear()
    with pytest.raises(Unavailable, match="late"):
        await log.append([entry(0)])
    store.durable.set()
    await log.stop()


async def test_a_backlog_is_refused(log: Log, store: MemoryLogStore) -> None:
    """AUD-8: entries waiting for a disk that does not keep up are bounded."""
    store.durable.clear()
    running = asyncio.create_task(log.append([entry(0)]))
    await settle()
    waiting = asyncio.create_task(log.append([entry(0)] * WAITING_MAX))
    await settle()
    with pytest.raises(Unavailable, match="backlog"):
        await log.append([entry(0)])
    store.durable.set()
    await asyncio.gather(running, waiting)


async def test_a_caller_who_gives_up_disturbs_nobody(log: Log, store: MemoryLogStore) -> None:
    """AUD-9: a cancelled append does not take the shared commit with it."""
    store.durable.clear()
    impatient, patient = asyncio.create_task(log.append([entry(0)])), asyncio.create_task(log.append([entry(1)]))
    await settle()
    impatient.cancel()
    await settle()
    store.durable.set()
    assert await patient == 1


async def test_a_bug_in_storage_reaches_whoever_waits(log: Log, store: MemoryLogStore) -> None:
    """AUD-8: even an unforeseen failure leaves no append waiting for ever, and is not swallowed."""

    async def broken(rows: object) -> int:
        raise KeyError("bug")

    store.append = broken  # type: ignore[method-assign]  # the bug, planted
    with pytest.raises(Unavailable, match="stopped"):
        await log.append([entry(0)])
    with pytest.raises(KeyError):
        await log.stop()


async def test_what_cannot_be_recorded_is_found_before_it_waits(log: Log, store: MemoryLogStore) -> None:
    """AUD-1: a bad entry fails its own caller and nothing of that append is stored."""
    with pytest.raises(ValueError, match="not a kind"):
        await log.append([entry(0), replace(entry(1), kind="nonsense")])
    with pytest.raises(ValueError, match="nothing to record"):
        await log.append([])
    assert store.appends == []


@pytest.mark.parametrize(
    "change",
    [
        {"payload": b'{"actor":"x"}'},
        {"salt": bytes([1]) * 32},
        {"commitment": bytes(32)},
        {"at_ms": 99},
        {"session": SessionId("2" * 32)},
    ],
    ids=["payload", "salt", "commitment", "time", "session"],
)
async def test_a_changed_row_is_named(log: Log, store: MemoryLogStore, change: dict[str, object]) -> None:
    """AUD-13: whatever does not match its commitment is read as damaged, at its index; the others are read."""
    await log.append([entry(0), entry(1), entry(2)])
    store.rows[1] = replace(store.rows[1], **change)  # type: ignore[arg-type]  # any column may be changed
    kinds = [(each.index, each.entry.kind) for each in await log.read()]
    assert kinds == [(0, "instances.authorized"), (1, DAMAGED), (2, "instances.authorized")]


async def test_erased_entries_still_verify(log: Log, store: MemoryLogStore) -> None:
    """AUD-12, T-53: after erasing a subject the tree is the same tree, and the entry says that it was erased."""
    await log.append([entry(at) for at in range(5)])
    before = await log.leaf_hashes()
    await store.erase(SESSION)
    after = await log.leaf_hashes()
    assert after == before
    assert is_included(after[3], 3, 5, inclusion(after, 3), root(before))
    assert {each.entry.kind for each in await log.read()} == {ERASED}


@pytest.mark.parametrize("size", [1, TILE, TILE + 1, 2 * TILE + 9])
async def test_an_extract_is_proven_in_the_tree_of_its_size(log: Log, size: int) -> None:
    """AUD-23: what is asked for and nothing after the size, each with its path there, whatever was appended since."""
    other = SessionId("2" * 32)
    await log.append([replace(entry(at), session=other if at % 7 else SESSION) for at in range(3 * TILE)])
    head = await log.head_at(size)
    found = await log.extract(SESSION, size, lambda index, _: index % 2 == 0)
    assert [each.row.index for each in found] == list(range(0, size, 14))
    for each in found:
        hashed = leaf_hash(leaf(each.row.index, each.row.commitment))
        assert is_included(hashed, each.row.index, size, each.path, head.root)


async def test_no_tree_is_larger_than_the_record(log: Log) -> None:
    """AUD-23: a size that was never reached proves nothing."""
    await log.append([entry(0)])
    with pytest.raises(ValueError, match="outside"):
        await log.inclusions([0], 2)
