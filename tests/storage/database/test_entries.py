"""The record's rows in the database: sealed, bound to their index, intact on a full disk."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from server.audit.kinds import DAMAGED
from server.audit.log import Log
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows, entry_payloads
from server.terms.entries import Entry
from server.terms.errors import Unavailable
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey
from tests.storage.database.conftest import AtRest, leave_room

SESSION = SessionId("1" * 32)


def entry(at_ms: int) -> Entry:
    return Entry("instances.authorized", at_ms, "participant-7", SESSION, {"block": at_ms})


@pytest.fixture
async def log(db: Database, dep: DeploymentKey) -> AsyncIterator[Log]:
    appended = Log(EntryRows(db, dep), bytes)
    yield appended
    await appended.stop()


async def test_payloads_rest_sealed(log: Log, db: Database, at_rest: AtRest) -> None:
    """AUD-12, T-23: neither actor nor kind is in the clear in any file of the database."""
    await log.append([entry(0)])
    files = at_rest()
    assert SESSION.encode() in files
    assert b"participant-7" not in files
    assert b"instances.authorized" not in files


async def test_the_newest_entry_says_how_late_it_is_at_least(log: Log, db: Database, dep: DeploymentKey) -> None:
    """R13: by its place in the record, not by its time."""
    rows = EntryRows(db, dep)
    assert await rows.newest_ms() == 0
    await log.append([entry(9), entry(7)])
    assert await rows.newest_ms() == 7


async def test_an_exchanged_payload_is_damage(log: Log, db: Database) -> None:
    """AUD-13: a payload moved to another index does not open there; the others are read all the same."""
    await log.append([entry(0), entry(1), entry(2)])
    async with db.write() as conn:
        of_first = entry_payloads.select().where(entry_payloads.c.n == 0)
        sealed = (await conn.execute(of_first)).one().sealed
        await conn.execute(update(entry_payloads).where(entry_payloads.c.n == 1).values(sealed=sealed))
    assert [(each.index, each.entry.kind == DAMAGED) for each in await log.read()] == [
        (0, False),
        (1, True),
        (2, False),
    ]


async def test_a_full_disk_stops_the_log_and_keeps_it(sqlite: Database, dep: DeploymentKey) -> None:
    """AUD-8, T-52: on a full disk appends fail by name, earlier rows are intact, and room makes it work again."""
    log, db = Log(EntryRows(sqlite, dep), bytes), sqlite
    await log.append([entry(at) for at in range(3)])
    await leave_room(db, pages=20)
    with pytest.raises(Unavailable, match="log_unavailable") as failure:
        await fill(log)
    assert failure.value.facts == {"because": "storage_full"}
    kept = await log.read()
    assert [each.index for each in kept] == list(range(len(kept)))
    await leave_room(db, pages=10_000)
    assert await log.append([entry(9)]) == len(kept)
    async with db.read() as conn:
        assert (await conn.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"


async def fill(log: Log) -> None:
    """Append more than any limit of these tests has room for."""
    for _ in range(200):
        await log.append([entry(0)] * 20)
