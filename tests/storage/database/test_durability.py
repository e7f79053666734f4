"""What the log has answered for survives the process that answered (T-51)."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from server.audit.log import Log
from server.storage.database import migrate
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.vault.deployment import DeploymentKey

KILLS = 20
APPENDER = """
import asyncio, os, sys
from server.audit.log import Log
from server.storage.database.engine import Database
from server.storage.database.entries import EntryRows
from server.terms.entries import Entry
from server.vault.deployment import DeploymentKey

async def append(log, width):
    while True:
        first = await log.append([Entry("key.created", first, "system") for first in range(width)])
        os.write(1, f"{first} {width}\\n".encode())

async def main(url):
    db = Database(url)
    await db.start()
    log = Log(EntryRows(db, DeploymentKey(bytes(range(32)))), os.urandom)
    await asyncio.gather(*(append(log, width) for width in (1, 2, 5)))

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.slow
async def test_answered_entries_survive_kill_9(tmp_path: Path) -> None:
    """AUD-7, T-51: after each of 20 kills every entry the log answered for is there, whole and in its place."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'log.db'}"
    await migrate.upgrade(url)
    answered: set[int] = set()
    for kill in range(KILLS):
        answered |= killed_after(3 + 7 * kill, url)
        db = Database(url)
        await db.start()
        kept = await Log(EntryRows(db, DeploymentKey(bytes(range(32)))), bytes).read()
        await db.stop()
        assert answered <= {each.index for each in kept}
        assert [each.index for each in kept] == list(range(len(kept)))


def killed_after(answers: int, url: str) -> set[int]:
    """Run the appender until it has answered so often, kill it, and give every index it answered for."""
    with subprocess.Popen([sys.executable, "-c", APPENDER, url], stdout=subprocess.PIPE) as appender:
        assert appender.stdout is not None
        lines = [appender.stdout.readline() for _ in range(answers)]
        appender.send_signal(signal.SIGKILL)
        lines += [line for line in appender.stdout if line.endswith(b"\n")]
    spans = [(int(first), int(width)) for first, width in (line.split() for line in lines)]
    return {first + at for first, width in spans for at in range(width)}
