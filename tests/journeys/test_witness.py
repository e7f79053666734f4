"""A whole server and its witness: an older copy of the data put back does not start (T-42, T-49, K4)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.server_process import ServerProcess

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
