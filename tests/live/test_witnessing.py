"""The record against its witness: a shorter or other record does not start (T-42, T-49, T-50, AUD-16)."""

import asyncio

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.live import witnessing as witnessing_module
from server.live.witnessing import Witnessing
from server.terms.entries import Entry
from server.terms.errors import Refused, Unavailable
from tests.contract.log_store import MemoryLogStore

SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


class MemoryWitness:
    """A witness whose volume can be taken away."""

    def __init__(self, note: str | None = None) -> None:
        self.note = note
        self.gone = False
        self.told = asyncio.Event()

    async def last(self) -> str | None:
        if self.gone:
            raise Unavailable("witness_unavailable")
        return self.note

    async def keep(self, checkpoint: str) -> None:
        if self.gone:
            raise Unavailable("witness_unavailable")
        self.note = checkpoint
        self.told.set()


async def record_of(size: int, *, kind: str = "key.created") -> Log:
    log = Log(MemoryLogStore(), bytes)
    for at in range(size):
        await log.append([Entry(kind if at == 1 else "key.created", at, "system", None, {"epoch": at})])
    return log


async def note_of(log: Log) -> str:
    return SIGNER.sign(await log.head())


async def started(log: Log, witness: MemoryWitness) -> Witnessing:
    witnessing = Witnessing(log, SIGNER, witness)
    await witnessing.start()
    return witnessing


async def test_first_start_begins_a_witness() -> None:
    """AUD-16: where there is neither record nor witness yet, one is begun at once."""
    log, witness = await record_of(0), MemoryWitness()
    await (await started(log, witness)).stop()
    assert witness.note == await note_of(log)


async def test_record_without_its_witness_does_not_start() -> None:
    """T-42, T-49, K4: taking the witness away is no way around it either."""
    witness = MemoryWitness()
    with pytest.raises(Refused, match="witness_missing") as refusal:
        await started(await record_of(3), witness)
    assert (refusal.value.facts, witness.note) == ({"found": 3}, None)


@pytest.mark.parametrize("size", [0, 1, 3])
async def test_record_that_went_on_starts(size: int) -> None:
    """AUD-16: a record that begins as its witness knows it is the same record, grown."""
    witness = MemoryWitness(await note_of(await record_of(size)))
    await (await started(await record_of(5), witness)).stop()
    assert SIGNER.read(witness.note or "").size == 5


async def test_record_shorter_than_its_witness_does_not_start() -> None:
    """T-42, T-49: a restored backup is noticed, with both sizes."""
    witness = MemoryWitness(await note_of(await record_of(5)))
    with pytest.raises(Refused, match="log_rolled_back") as refusal:
        await started(await record_of(3), witness)
    assert refusal.value.facts == {"witnessed": 5, "found": 3}
    assert SIGNER.read(witness.note or "").size == 5


async def test_other_record_of_the_same_length_does_not_start() -> None:
    """T-50: a record whose past is another one is noticed, even when it is longer."""
    witness = MemoryWitness(await note_of(await record_of(4)))
    with pytest.raises(Refused, match="log_forked"):
        await started(await record_of(6, kind="key.destroyed"), witness)


async def test_checkpoint_of_somebody_else_does_not_start() -> None:
    """T-50: a witness file that was changed, or belongs to another installation, is not believed."""
    other = Signer(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    log = await record_of(2)
    with pytest.raises(Refused, match="witness_not_ours"):
        await started(log, MemoryWitness(other.sign(await log.head())))


async def test_witness_that_cannot_be_read_does_not_start() -> None:
    """T-49: unplugging the witness is no way around it."""
    witness = MemoryWitness()
    witness.gone = True
    with pytest.raises(Unavailable, match="witness_unavailable"):
        await started(await record_of(2), witness)


async def test_record_that_grows_is_told_to_its_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """AUD-16: what is appended reaches the witness by itself; a volume that is gone is said, and made up for."""
    monkeypatch.setattr(witnessing_module, "EVERY_S", 0.001)
    log = await record_of(1)
    witness = MemoryWitness(await note_of(log))
    witnessing = await started(log, witness)
    witness.gone = True
    await log.append([Entry("key.created", 7, "system", None, {})])
    async with asyncio.timeout(10):
        while not witnessing.failing:
            await asyncio.sleep(0)
        assert witnessing.failing == "witness_unavailable"
        witness.told.clear()
        witness.gone = False
        await witness.told.wait()
    await witnessing.stop()
    assert (SIGNER.read(witness.note or "").size, witnessing.failing) == (2, "")


class TwoLogs:
    """One record through two processes, each with what it has read of it."""

    def __init__(self) -> None:
        self.store = MemoryLogStore()
        self.logs = Log(self.store, bytes), Log(self.store, bytes)

    async def grow(self, by: int = 0) -> None:
        await self.logs[by].append([Entry("key.created", 0, "system", None, {"epoch": 0})])


async def test_processes_that_share_a_witness_only_move_it_on() -> None:
    """AUD-40: a process that comes late with an older checkpoint leaves the newer one; the next look of any mends it."""
    two, witness = TwoLogs(), MemoryWitness()
    one, other = [Witnessing(log, SIGNER, witness) for log in two.logs]
    await one.start()
    await other.start()
    old = await note_of(two.logs[0])
    await two.grow(by=1)
    await other.stop()
    newest = witness.note
    assert newest == await note_of(two.logs[0])
    await one.stop()
    assert witness.note == newest

    witness.note = old  # what a race of two writers may leave for a second
    await (await started(two.logs[1], witness)).stop()
    assert witness.note == newest


async def test_each_machine_has_a_witness_and_one_that_lags_starts() -> None:
    """AUD-41: a machine that was off is behind and starts, and is up to date then; a record set back starts on none."""
    two, here, there = TwoLogs(), MemoryWitness(), MemoryWitness()
    await (await started(two.logs[0], here)).stop()
    there.note = here.note  # as it is copied to a new machine
    for _ in range(3):
        await two.grow()
    await (await started(two.logs[0], here)).stop()
    assert here.note != there.note

    await (await started(two.logs[1], there)).stop()
    assert there.note == here.note
    with pytest.raises(Refused, match="log_rolled_back"):
        await started(await record_of(2), there)


async def test_record_that_grows_while_it_is_checked_starts() -> None:
    """AUD-41: another process appends and tells the witness while this one starts: nothing was taken back."""
    two = TwoLogs()
    await two.grow()

    class Busy(MemoryWitness):
        async def last(self) -> str | None:
            await two.grow(by=1)
            self.note = await note_of(two.logs[1])
            return self.note

    await (await started(two.logs[0], Busy())).stop()
