"""Every process over one database has the same deployment key, or does not start."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.app import build
from server.app.house import check_first, check_key
from server.audit.log import Log
from server.settings import load
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.storage.database.schema import metadata
from server.terms.entries import Entry
from server.terms.errors import Refused
from server.vault.deployment import DeploymentKey


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'lightbox.db'}")
    await db.start()
    async with db.write() as conn:
        await conn.run_sync(metadata.create_all)
    yield db
    await db.stop()


async def test_process_with_another_key_does_not_start(tmp_path: Path) -> None:
    """A second machine whose key file is not the first one's is told so before it writes anything."""
    record = {"LIGHTBOX__DATA__FOLDER": str(tmp_path / "data")}
    for name in ("one", "other"):
        DeploymentKey.create(tmp_path / name / "deployment.key", os.urandom)
    one, other = (
        record | {"LIGHTBOX__KEYS__DEPLOYMENT": str(tmp_path / name / "deployment.key")} for name in ("one", "other")
    )
    first = await build(load(one, tmp_path), port=1, secure=False)

    with pytest.raises(Refused, match="deployment_key_wrong"):
        await build(load(other, tmp_path), port=2, secure=False)

    second = await build(load(one, tmp_path), port=3, secure=False)
    await second.stop()
    await first.stop()


async def test_two_that_begin_an_empty_record_at_once_have_one_key(database: Database) -> None:
    """Both saw an empty record and wrote: the one whose entries are not first goes no further, the other does."""
    rows = [EntryRows(database, DeploymentKey(os.urandom(32))) for _ in range(2)]
    for each in rows:
        await check_key(each)
    for each in rows:
        await Log(each, os.urandom).append([Entry("application.start", 1, "system", None, {"version": "1"})])

    await check_first(rows[0])
    with pytest.raises(Refused, match="deployment_key_wrong"):
        await check_first(rows[1])
