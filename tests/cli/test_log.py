"""Printing and exporting a record of which somebody changed an entry: it is named, and everything else is there."""

import json
import sqlite3
from pathlib import Path

import pytest

from server.cli import main

DAMAGED = 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with a few entries, and one byte of one of them flipped."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "keys" / "deployment.key"))
    assert main(["init"]) == 0
    for name in ("lee", "roe"):
        assert main(["person", "--login-name", name, "--name", f"Dr {name}", "--role", "provider"]) == 0
    flip(tmp_path, DAMAGED)
    return tmp_path


def flip(home: Path, index: int) -> None:
    with sqlite3.connect(home / "data" / "lightbox.db") as database:
        (sealed,) = database.execute("SELECT sealed FROM entry_payloads WHERE n = ?", (index,)).fetchone()
        flipped = sealed[:30] + bytes([sealed[30] ^ 1]) + sealed[31:]
        database.execute("UPDATE entry_payloads SET sealed = ? WHERE n = ?", (flipped, index))


def test_the_log_names_a_damaged_entry_and_goes_on(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T-48, AUD-13: one flipped byte takes no other entry hostage; the exit code says that there is one."""
    capsys.readouterr()
    assert main(["log"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[0]) for line in lines] == list(range(len(lines)))
    assert [index for index, line in enumerate(lines) if f"?? entry {index} damaged" in line] == [DAMAGED]
    assert main(["log", "--json"]) == 1
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert [index for index, kind in enumerate(kinds) if kind == "entry.damaged"] == [DAMAGED]


def test_the_export_of_a_damaged_record_is_made_and_its_verifier_names_the_entry(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """T-48, AUD-18: what others get is the whole record with that entry marked, and it does not verify."""
    exported = str(home / "record.jsonl")
    assert main(["export-log", exported]) == 0
    capsys.readouterr()
    assert main(["verify-log", exported]) == 1
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("entry ")] == [
        f"entry {DAMAGED}: what was kept of it did not open (damaged)"
    ]
