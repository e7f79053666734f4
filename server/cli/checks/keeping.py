"""What is kept, and what opens it: key, database, record, witness, objects, backup."""

import asyncio
import os
import secrets
import sqlite3
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from server.app.house import check_key
from server.app.object_store import blobs_of
from server.audit.checkpoint import Signer
from server.audit.log import Log
from server.cli.checks.finding import Finding, Findings
from server.exchange.witness import WitnessFile
from server.live.witnessing import Witnessing
from server.settings import Settings
from server.storage.blobs.objects import ObjectBlobs
from server.storage.database.condition import Condition, condition
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.terms.errors import LightboxError, NotFound, Refused, Unavailable
from server.vault.deployment import DeploymentKey

SLOW_MS: Final = 100
OLD_HOURS: Final = 26
CLOCK_MS: Final = 2_000
CLOCK_OFF_MS: Final = 20_000
PROBE: Final = b"lightbox check\n" * 64


async def key(settings: Settings) -> Sequence[Finding]:
    """The deployment key's file; whether it opens anything is seen at the record."""
    make = Findings("key")
    try:
        DeploymentKey.load(settings.key_file)
    except Refused as error:
        return [make.failed(error.code, path=str(settings.key_file))]
    if settings.key_file.parent.stat().st_mode & stat.S_IWOTH:
        return [make.warning("key_folder_open", path=str(settings.key_file.parent))]
    return [make.ok("key", path=str(settings.key_file))]


async def database(settings: Settings) -> Sequence[Finding]:
    """Reached, of this version, and durable; its clock beside ours."""
    make = Findings("database")
    if _is_new(settings):
        return [make.warning("database_new", path=str(settings.data_folder / "lightbox.db"))]
    try:
        seen = await _condition(settings)
    except Unavailable:
        return [make.failed("database_away")]
    found = [make.failed("not_durable", setting=each) for each in seen.not_durable]
    if not seen.is_current:
        found.append(make.failed("schema_outdated"))
    if seen.answer_ms > SLOW_MS:
        found.append(make.warning("database_slow", ms=seen.answer_ms))
    if abs(seen.ahead_ms) > CLOCK_MS:
        off = make.failed if abs(seen.ahead_ms) > CLOCK_OFF_MS else make.warning
        found.append(off("clocks_differ", ms=seen.ahead_ms))
    return found or [make.ok("database", version=seen.version, ms=seen.answer_ms)]


async def _condition(settings: Settings) -> Condition:
    opened = Database(settings.database_url, connections=2)
    try:
        await opened.start()
        return await condition(opened, lambda: time.time_ns() // 1_000_000)
    finally:
        await opened.stop()


def _is_new(settings: Settings) -> bool:
    """Whether SQLite has no file yet: looking must not make one."""
    return not settings.database.url and not (settings.data_folder / "lightbox.db").exists()


async def record(settings: Settings) -> Sequence[Finding]:
    """Whether the key opens the record, and whether the witness knows it."""
    make = Findings("record")
    if _is_new(settings):
        return [make.skipped("record_new")]
    opened = Database(settings.database_url, connections=2)
    try:
        await opened.start()
        return [await _recorded(settings, EntryRows(opened, DeploymentKey.load(settings.key_file)))]
    except Unavailable as error:
        return [make.failed("witness_unavailable" if error.code == "witness_unavailable" else "database_away")]
    except Refused as error:
        # what the start would say, in its words
        facts = {name: value for name, value in error.facts.items() if isinstance(value, int)}
        return [make.failed(error.code, **facts)]
    finally:
        await opened.stop()


async def _recorded(settings: Settings, rows: EntryRows) -> Finding:
    make, dep = Findings("record"), DeploymentKey.load(settings.key_file)
    await check_key(rows)
    log, path = Log(rows, os.urandom), settings.witness_file()
    size = (await log.head()).size
    if path is None:
        return make.warning("no_witness", size=size)
    await Witnessing(log, Signer(dep.signing_key()), WitnessFile(path)).check()
    return make.ok("record", size=size)


async def storage(settings: Settings) -> Sequence[Finding]:
    """An object written, read, and removed again; room on the disk; who may look into the data folder."""
    make, is_local = Findings("storage"), not settings.blobs.url
    if is_local and not (settings.data_folder / "blobs").is_dir():
        return [make.warning("storage_new", path=str(settings.data_folder / "blobs"))]
    found = []
    try:
        begun = time.monotonic()
        await asyncio.to_thread(_probe, blobs_of(settings), settings.data_folder / "blobs" if is_local else None)
        took_ms = round((time.monotonic() - begun) * 1000)
    except LightboxError as error:
        return [make.failed(error.code if error.code == "storage_full" else "storage_away")]
    disk = os.statvfs(settings.data_folder)
    free = 100 * disk.f_bavail // max(1, disk.f_blocks)
    if free < settings.data.free_floor_percent:
        found.append(make.warning("disk_full", free=free, floor=settings.data.free_floor_percent))
    if settings.data_folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found.append(make.warning("data_folder_open", path=str(settings.data_folder)))
    return found or [make.ok("storage", ms=took_ms, free=free)]


def _probe(blobs: ObjectBlobs, folder: Path | None) -> None:
    name = secrets.token_hex(16)
    beside = None if folder is None or (folder / name[:2]).exists() else folder / name[:2]
    try:
        blobs.put(name, [PROBE])
        if b"".join(blobs.read(name)) != PROBE:
            raise Unavailable("storage_unavailable")
    except NotFound as error:
        raise Unavailable("storage_unavailable") from error
    finally:
        with suppress(Unavailable):
            blobs.remove(name)
        if beside is not None:
            with suppress(OSError):
                beside.rmdir()


async def backup(settings: Settings) -> Sequence[Finding]:
    """What a backup needs, and, where its folder is known, whether all of it is there and new."""
    make = Findings("backup")
    if not settings.backup.folder:
        return [make.skipped("backup_unknown", parts=", ".join(_parts(settings)))]
    return await asyncio.to_thread(lambda: list(_backup(settings, Path(settings.backup.folder).expanduser())))


def _parts(settings: Settings) -> Iterator[str]:
    yield "lightbox.dump" if settings.database.url else "lightbox.db"
    if not settings.blobs.url:
        yield "blobs"


def _backup(settings: Settings, folder: Path) -> Iterator[Finding]:
    make, missing = Findings("backup"), [part for part in _parts(settings) if not (folder / part).exists()]
    if missing:
        yield make.failed("backup_incomplete", missing=", ".join(missing), path=str(folder))
        return
    if (folder / settings.key_file.name).exists():
        yield make.failed("backup_with_key", path=str(folder))
    kept = folder / next(_parts(settings))
    if kept.suffix == ".db" and not _is_database(kept):
        yield make.failed("backup_unreadable", path=str(kept))
        return
    hours = int((datetime.now(UTC).timestamp() - kept.stat().st_mtime) // 3600)
    if hours > OLD_HOURS:
        yield make.warning("backup_old", hours=hours)
    else:
        yield make.ok("backup", hours=max(0, hours))


def _is_database(path: Path) -> bool:
    """Whether a copy of SQLite's file is one, by its own first table; nothing is written beside it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            (count,) = copy.execute("SELECT count(*) FROM alembic_version").fetchone()
            return bool(count)
    except sqlite3.Error:
        return False
