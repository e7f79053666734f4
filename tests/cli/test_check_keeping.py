"""`lightbox check` on what is kept: key, database, record, witness, objects, backup; nothing that lasts is changed."""

import asyncio
import contextlib
import hashlib
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.cli.checks import keeping
from server.cli.checks.finding import Finding
from server.cli.checks.keeping import backup, database, key, record, storage
from server.settings import Settings, load
from server.vault.deployment import DeploymentKey
from tests.buckets import BucketServer
from tests.buckets import running as bucket_running
from tests.redis_servers import free_port
from tests.transport.whole_house import opened

Given = Callable[..., Settings]


def told(found: Any) -> list[tuple[str, str]]:
    assert all(isinstance(each, Finding) for each in found)
    return [(each.state, each.code) for each in found]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    usual = {"DATA__FOLDER": tmp_path / "data", "KEYS__DEPLOYMENT": tmp_path / "keys" / "deployment.key"}
    usual["DATA__FREE_FLOOR_PERCENT"] = Path("0")

    def settings(**more: object) -> Settings:
        return load({f"LIGHTBOX__{name}": str(value) for name, value in (usual | more).items()}, tmp_path)

    return settings


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine answers late, which is no finding here."""
    monkeypatch.setattr(keeping, "SLOW_MS", 60_000)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a server that has run and was stopped."""
    folder = tmp_path_factory.mktemp("lived")

    async def live() -> None:
        await (await opened(folder, 1)).stop()

    asyncio.run(live())
    # whoever closes the database last folds its log into it: a thread that was late with that is not what is looked for
    with contextlib.closing(sqlite3.connect(folder / "data" / "lightbox.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def lived(once: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def everything(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


async def test_a_new_machine_is_told_what_is_missing_and_nothing_is_made(given: Given, tmp_path: Path) -> None:
    assert told(await key(given())) == [("failed", "deployment_key_missing")]
    assert told(await database(given())) == [("warning", "database_new")]
    assert told(await record(given())) == [("skipped", "record_new")]
    assert told(await storage(given())) == [("warning", "storage_new")]
    assert everything(tmp_path) == {}
    assert not (tmp_path / "data").exists()


async def test_a_server_that_has_run_is_found_well_and_left_as_it_was(given: Given, lived: Path) -> None:
    before = everything(lived)
    for check, name in ((key, "key"), (database, "database"), (record, "record"), (storage, "storage")):
        assert told(await check(given())) == [("ok", name)]
    assert everything(lived) == before


async def test_a_key_that_others_can_read_or_that_is_anothers(given: Given, lived: Path) -> None:
    """What opens everything, and what opens nothing."""
    path = lived / "keys" / "deployment.key"
    path.chmod(0o644)
    assert told(await key(given())) == [("failed", "deployment_key_weak")]
    path.unlink()
    DeploymentKey.create(path, os.urandom)
    assert told(await key(given())) == [("ok", "key")]
    assert told(await record(given())) == [("failed", "deployment_key_wrong")]
    path.parent.chmod(0o777)
    assert told(await key(given())) == [("warning", "key_folder_open")]


async def test_an_older_record_and_a_lost_witness_are_found_before_the_start_does(given: Given, lived: Path) -> None:
    """T-49, T-50."""
    witness = lived / "keys" / "deployment.witness"
    with sqlite3.connect(lived / "data" / "lightbox.db") as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("DELETE FROM entries WHERE n = (SELECT max(n) FROM entries)")
    assert told(await record(given())) == [("failed", "log_rolled_back")]
    witness.write_text("no checkpoint\n")
    assert told(await record(given())) == [("failed", "witness_not_ours")]
    witness.unlink()
    assert told(await record(given())) == [("failed", "witness_missing")]
    assert told(await record(given(AUDIT__WITNESS="off"))) == [("warning", "no_witness")]


async def test_an_older_schema_is_named(given: Given, lived: Path) -> None:
    with sqlite3.connect(lived / "data" / "lightbox.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '0001'")
    assert told(await database(given())) == [("failed", "schema_outdated")]


async def test_postgresql_that_would_forget_is_named(given: Given, fresh_postgres: str) -> None:
    """The tests' own server has `fsync` and `full_page_writes` off, which is what a clinic's must not have."""
    found = await database(given(DATABASE__URL=fresh_postgres))
    assert told(found) == [("failed", "not_durable"), ("failed", "not_durable")]
    assert [each.facts["setting"] for each in found] == ["fsync", "full_page_writes"]


async def test_a_database_that_is_away_says_no_address(given: Given) -> None:
    found = await database(given(DATABASE__URL=f"postgresql://lightbox:kestrel@127.0.0.1:{free_port()}/x"))
    assert told(found) == [("failed", "database_away")]
    assert "kestrel" not in repr(found)


async def test_a_store_that_cannot_be_written_is_named(given: Given, lived: Path) -> None:
    shutil.rmtree(lived / "data" / "blobs")
    (lived / "data" / "blobs").symlink_to("/proc/self/fdinfo")  # nobody writes there, root neither
    assert told(await storage(given())) == [("failed", "storage_away")]


async def test_a_disk_below_the_floor_and_an_open_folder_are_said(given: Given, lived: Path) -> None:
    (lived / "data").chmod(0o755)
    found = told(await storage(given(DATA__FREE_FLOOR_PERCENT=50)))
    assert ("warning", "data_folder_open") in found
    assert set(found) <= {("warning", "data_folder_open"), ("warning", "disk_full")}


@pytest.fixture(scope="module")
def buckets() -> Iterator[BucketServer]:
    yield from bucket_running()


async def test_a_bucket_is_written_read_and_emptied_again(given: Given, lived: Path, buckets: BucketServer) -> None:
    bucket = buckets.make()
    named = {
        "BLOBS__URL": f"s3://{bucket.name}/{bucket.prefix}",
        "BLOBS__ENDPOINT": buckets.endpoint,
        "BLOBS__REGION": "us-east-1",
        "BLOBS__ACCESS_KEY_ID": "test",
        "BLOBS__SECRET_ACCESS_KEY": "test-secret",
        "BLOBS__ALLOW_HTTP": "true",
    }
    assert told(await storage(given(**named))) == [("ok", "storage")]
    assert "<Key>" not in buckets.request("GET", f"/{bucket.name}")


async def test_a_backup_is_whole_new_and_without_the_key(given: Given, lived: Path) -> None:
    """X4(a): all parts are named; whoever has the backup and the key has everything."""
    folder = lived / "backup"
    settings = given(BACKUP__FOLDER=folder)
    assert told(await backup(given())) == [("skipped", "backup_unknown")]
    assert told(await backup(settings)) == [("failed", "backup_incomplete")]
    (folder / "blobs").mkdir(parents=True)
    (folder / "lightbox.db").write_bytes(b"no database" * 100)
    assert told(await backup(settings)) == [("failed", "backup_unreadable")]
    (folder / "lightbox.db").unlink()
    with sqlite3.connect(lived / "data" / "lightbox.db") as live, sqlite3.connect(folder / "lightbox.db") as copy:
        live.backup(copy)
    assert told(await backup(settings)) == [("ok", "backup")]
    long_ago = time.time() - 30 * 3600
    os.utime(folder / "lightbox.db", (long_ago, long_ago))
    assert told(await backup(settings)) == [("warning", "backup_old")]
    shutil.copy(lived / "keys" / "deployment.key", folder)
    assert told(await backup(settings)) == [("failed", "backup_with_key"), ("warning", "backup_old")]
