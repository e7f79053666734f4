"""What a dead process left is taken over once, and what a living one is about is left alone."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from server.exchange.process_locks import ProcessLocks
from server.live.heirs import Heirs
from server.storage.database.engine import Database
from server.storage.database.erasures import erasures
from server.storage.database.processes import ProcessRows, processes
from server.storage.database.schema import metadata
from server.terms.errors import Unavailable
from server.terms.nodes import NodeId

OURS, THEIRS = NodeId("a" * 16), NodeId("b" * 16)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'lightbox.db'}")
    await db.start()
    async with db.write() as conn:
        await conn.run_sync(metadata.create_all)
    yield db
    await db.stop()


async def leave_work(database: Database, process: NodeId) -> None:
    """Something that this process has begun and not finished."""
    row = {"receipt": process * 2, "session": process, "part": "chat", "why": "asked", "at_ms": 1, "done": False}
    async with database.write() as conn:
        await conn.execute(insert(erasures).values(**row, process=process))


async def work_of(database: Database) -> set[str]:
    async with database.read() as conn:
        return set((await conn.execute(select(erasures.c.process))).scalars())


def heirs(me: NodeId, database: Database, folder: Path, silent_s: float = 3600.0) -> Heirs:
    return Heirs(me, ProcessRows(database), ProcessLocks(folder), silent_s=silent_s)


async def test_work_of_a_living_process_is_left_alone(database: Database, tmp_path: Path) -> None:
    """Both are here: whoever starts beside another takes nothing over, however often it looks."""
    theirs, ours = heirs(THEIRS, database, tmp_path), heirs(OURS, database, tmp_path)
    await theirs.begin()
    await leave_work(database, THEIRS)
    await ours.begin()

    assert [await ours.look() for _ in range(3)] == [0, 0, 0]
    assert await work_of(database) == {THEIRS}


async def test_work_of_an_ended_process_of_this_machine_is_taken_over_at_once(
    database: Database, tmp_path: Path
) -> None:
    """Killed in the middle: the kernel has let go of its lock, so the next start waits for nothing."""
    program = (
        "import sys, time; from pathlib import Path; from server.exchange.process_locks import ProcessLocks; "
        "locks = ProcessLocks(Path(sys.argv[1])); locks.hold(sys.argv[2]); print('held', flush=True); time.sleep(60)"
    )
    theirs = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(tmp_path), THEIRS, stdout=asyncio.subprocess.PIPE
    )
    assert theirs.stdout is not None
    assert await theirs.stdout.readline() == b"held\n"
    await ProcessRows(database).beat(THEIRS)
    await leave_work(database, THEIRS)
    ours = heirs(OURS, database, tmp_path)
    await ours.begin()
    assert await work_of(database) == {THEIRS}

    theirs.kill()
    await theirs.wait()

    assert await ours.look() == 1
    assert await work_of(database) == {OURS}


async def test_process_of_another_machine_is_over_when_it_has_been_silent(database: Database, tmp_path: Path) -> None:
    """Without a lock to ask, only silence tells: who beats is left alone, who does not is struck off."""
    await ProcessRows(database).beat(THEIRS)
    await leave_work(database, THEIRS)
    patient, ours = heirs(OURS, database, tmp_path), heirs(OURS, database, tmp_path, silent_s=0.0)
    await patient.begin()
    assert await patient.look() == 0

    assert await ours.look() == 1
    async with database.read() as conn:
        assert set((await conn.execute(select(processes.c.id))).scalars()) == {OURS}


async def test_who_beats_while_being_struck_off_stays(database: Database) -> None:
    """A process is struck off only if it has not beaten since it was looked at."""
    rows = ProcessRows(database)
    await rows.beat(THEIRS)
    seen = (await rows.others(OURS))[THEIRS]
    await rows.beat(THEIRS)

    assert await rows.bury(THEIRS, seen) is False
    assert THEIRS in await rows.others(OURS)


async def test_two_heirs_share_nothing(database: Database, tmp_path: Path) -> None:
    """What was left goes to one of them."""
    await leave_work(database, THEIRS)
    third = NodeId("c" * 16)
    both = heirs(OURS, database, tmp_path), heirs(third, database, tmp_path)
    for each in both:
        await ProcessRows(database).beat(each.me)

    assert sorted(await asyncio.gather(*(each.look() for each in both))) == [0, 1]


async def test_stopped_process_leaves_its_work_to_others(database: Database, tmp_path: Path) -> None:
    """Who stops in order is not waited for."""
    theirs, ours = heirs(THEIRS, database, tmp_path), heirs(OURS, database, tmp_path)
    await theirs.begin()
    await leave_work(database, THEIRS)
    await ours.begin()

    await theirs.stop()

    assert await ours.look() == 1


async def test_what_cannot_be_finished_now_is_tried_again(database: Database, tmp_path: Path) -> None:
    """A store that is away at the start keeps nobody waiting: the start goes on, and a later round finishes."""
    tries = 0
    done = asyncio.Event()

    async def resume() -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise Unavailable("storage_unavailable")
        done.set()

    ours = Heirs(OURS, ProcessRows(database), ProcessLocks(tmp_path), beat_s=0.01)
    await ours.begin()
    await ours.start(resume)

    async with asyncio.timeout(10):
        await done.wait()
    await ours.stop()
    assert tries == 3


async def test_round_is_gone_once(database: Database) -> None:
    """Two processes at three in the morning: one goes, the next night one again, also after a clock that was ahead."""
    rows = ProcessRows(database), ProcessRows(database)

    first = await asyncio.gather(*(each.claim_round("night", 20_000) for each in rows))
    second = await asyncio.gather(*(each.claim_round("night", 20_001) for each in rows))

    assert (sorted(first), sorted(second)) == ([False, True], [False, True])
    assert await rows[0].claim_round("night", 19_000) is True


def test_own_lock_is_no_death(tmp_path: Path) -> None:
    """A process that asks about itself, or about one it knows nothing of, hears of no death."""
    locks = ProcessLocks(tmp_path)
    locks.hold(OURS)

    assert not ProcessLocks(tmp_path).is_dead(OURS)
    assert not locks.is_dead(THEIRS)
    assert [each.name for each in tmp_path.iterdir()] == [f"{OURS}.lock"]
    locks.release(OURS)
    assert list(tmp_path.iterdir()) == []


def test_who_was_met_and_is_struck_off_has_ended(tmp_path: Path) -> None:
    """R1: whichever process strikes a dead one off, those that met it know, and wait for nothing it held."""
    theirs, ours = ProcessLocks(tmp_path), ProcessLocks(tmp_path)
    theirs.hold(THEIRS)

    assert not ours.is_dead(THEIRS)
    theirs.release(THEIRS)
    assert ours.is_dead(THEIRS)
    assert not ProcessLocks(tmp_path).is_dead(THEIRS), "who never met it knows nothing of it"
