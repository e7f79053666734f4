"""A whole server and its witness: an older copy of the data put back does not start (T-42, T-49, K4)."""

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.cli.visitor import UnexpectedError
from tests.journeys.clinic import Clinic
from tests.journeys.server_process import ServerProcess, running

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    running = ServerProcess(
        tmp_path / "server", more={"LIGHTBOX__AUDIT__WITNESS": str(tmp_path / "elsewhere" / "witness")}
    )
    running.start()
    yield running
    running.stop()


def copy_of(data: Path, to: Path) -> None:
    to.mkdir()
    with closing(sqlite3.connect(data / "lightbox.db")) as live, closing(sqlite3.connect(to / "lightbox.db")) as copy:
        live.backup(copy)


def put_back(data: Path, backup: Path) -> None:
    for old in data.glob("lightbox.db*"):
        old.unlink()
    shutil.copy(backup / "lightbox.db", data / "lightbox.db")


def test_older_copy_of_the_record_does_not_start(server: ServerProcess, tmp_path: Path) -> None:
    """T-42, T-49: the witness knows more than the backup, so the start is refused; with the true data it works again."""
    copy_of(server.data, tmp_path / "backup")
    server.stop()
    copy_of(server.data, tmp_path / "truth")
    put_back(server.data, tmp_path / "backup")
    refused = server.run("serve", "--demo")
    assert refused.returncode == 2
    assert b"older copy" in refused.stderr
    put_back(server.data, tmp_path / "truth")
    server.start()


async def test_a_copy_from_the_middle_of_a_consult_revives_nothing(tmp_path: Path) -> None:
    """T-42, K4: refused beside the witness, refused without it, locked once the loss is accepted."""
    clinic = Clinic.in_folder(tmp_path)
    server, witness = clinic.server, tmp_path / "witness"
    server.more = {**server.more, "LIGHTBOX__AUDIT__WITNESS": str(witness)}
    with running(server):
        async with clinic.consult() as consult:
            await consult.open()
            patient = await consult.seeing()
            await asyncio.to_thread(copy_of, server.data, tmp_path / "backup")
            assert (await consult.host.say("room:end"))["ok"]
            await patient.until(lambda: patient.is_dark, "darkness")
            server.stop()
            put_back(server.data, tmp_path / "backup")
            assert b"older copy" in await refused(server, "serve")
            witness.rename(tmp_path / "moved")
            assert b"no witness" in await refused(server, "serve")
            (tmp_path / "moved").rename(witness)
            found = re.search(rb"has (\d+) entries", await refused(server, "accept-restore"))
            assert found is not None
            accepted = await asyncio.to_thread(server.run, "accept-restore", "--found", found[1].decode())
            assert (accepted.returncode, b"1 consults were locked" in accepted.stdout) == (0, True)
            server.start()
            await consult.host.browser.fetch("/livez")
            with pytest.raises(UnexpectedError):
                await consult.ticket()
            await patient.browser.fetch("/livez")
            answered = await patient.browser.ask("POST", "/api/join/ticket", {})
            assert (answered.status, answered.facts.get("reason")) == (423, "failed")
            assert answered.facts["receipt"]


async def refused(server: ServerProcess, *words: str) -> bytes:
    """What a verb says that is refused."""
    told = await asyncio.to_thread(server.run, *words)
    assert told.returncode == 2
    return told.stdout + told.stderr


def test_export_of_a_whole_server_verifies(server: ServerProcess, tmp_path: Path) -> None:
    """AUD-17: what export-log writes, verify-log accepts under the key it prints; an edited line is named."""
    exported = tmp_path / "record.jsonl"
    written = server.run("export-log", str(exported))
    assert written.returncode == 0, written.stderr
    key = written.stdout.decode().split("--key ")[1].strip().strip("'")
    whole = server.run("verify-log", str(exported), "--key", key)
    assert (whole.returncode, b"verifies" in whole.stdout) == (0, True)
    assert server.run("export-log", str(exported)).returncode == 2
    lines = exported.read_text().splitlines(keepends=True)
    lines[3] = lines[3].replace('"at_ms":1', '"at_ms":2', 1)
    exported.write_text("".join(lines))
    edited = server.run("verify-log", str(exported), "--key", key)
    assert (edited.returncode, b"entry 2:" in edited.stdout) == (1, True)
