"""`lightbox export-log`: write the record as a file that anybody can verify; that it was read is an entry too."""

import argparse
import asyncio
import datetime
import os
import sys
from pathlib import Path

from server.audit.checkpoint import Signer
from server.audit.export import export
from server.audit.log import Log
from server.settings import Settings, load
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.terms.entries import Entry
from server.terms.errors import Unavailable
from server.terms.ids import SessionId
from server.vault.deployment import DeploymentKey


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and how much of it."""
    parser.add_argument("file", type=Path, help="the file to write; it must not exist yet")
    parser.add_argument("--session", help="entries of one consult only (its id), each with its proof")


def run(given: argparse.Namespace) -> int:
    """Write the export, say with which key it can be verified."""
    return asyncio.run(_write(load(), given))


async def _write(settings: Settings, given: argparse.Namespace) -> int:
    dep = DeploymentKey.load(settings.key_file)
    signer, session = Signer(dep.signing_key()), SessionId(given.session) if given.session else None
    db = Database(settings.database_url)
    await db.start()
    try:
        rows = EntryRows(db, dep)
        log = Log(rows, os.urandom)
        now_ms = int(datetime.datetime.now(datetime.UTC).timestamp() * 1000)
        await log.append([Entry("log.used", now_ms, "operator", session, {"since": 0, "export": True})])
        try:
            descriptor = os.open(given.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unavailable("export_not_written", because=error.strerror or "") from error
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            async for line in export(log, rows, signer, session=session):
                file.write(line)
    finally:
        await db.stop()
    sys.stdout.write(f"verify with: lightbox verify-log {given.file} --key '{signer.verifier_key}'\n")
    return 0
