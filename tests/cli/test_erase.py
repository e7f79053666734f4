"""`lightbox erase`: what was asked for goes, and the record verifies as before, with the one file anybody has (T-53)."""

import asyncio
import base64
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from server.audit import verify as verifier
from server.cli import main
from server.sessions.chat import ChatMessage
from server.sessions.phases import Phase
from server.storage.database.chat import ChatRows
from server.storage.database.engine import Database
from server.storage.database.migrate import upgrade
from server.terms.entries import Entry
from server.terms.ids import SessionId
from tests.desk.people import NOW, STUDY, Clock, consult_of, guest_of, people_on, stored_in

KEY = base64.urlsafe_b64encode(bytes(range(32))).rstrip(b"=").decode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder and its key, as the command line finds them."""
    key = tmp_path / "deployment.key"
    key.write_text(f"lightbox-deployment-key-1 {KEY}\n")
    key.chmod(0o600)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LIGHTBOX_SETTINGS", raising=False)
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(key))
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


async def held(folder: Path, *, over: bool = True) -> SessionId:
    """A consult in which something was said."""
    url = f"sqlite+aiosqlite:///{folder / 'lightbox.db'}"
    await upgrade(url)
    database = Database(url)
    await database.start()
    people = people_on(database, Clock())
    card = await consult_of(people, await people.staff())
    session = card.session.id
    await ChatRows(database, people.sessions).append(session, ChatMessage(guest_of(card), NOW, "text", "hello"))
    await people.log.append([Entry("key.created", NOW, "system", session)])
    await people.log.append([Entry("key.created", NOW, "system")])
    if over:
        ended = replace(card.session, phase=Phase.LOCKED, locked_ms=NOW)
        await people.sessions.save(ended, fence=await people.sessions.claim(session))
    await database.stop()
    return session


def export_of(name: str) -> Path:
    """What `lightbox export-log` writes; the checkpoint in it beside it, as somebody keeps one."""
    assert main(["export-log", name]) == 0
    note: str = json.loads(Path(name).read_text("utf-8").splitlines()[-1])["checkpoint"]
    Path(f"{name}.checkpoint").write_text(note, "utf-8")
    return Path(name)


def verified(*words: str) -> str:
    """What the stand-alone file says."""
    done = subprocess.run(
        [sys.executable, "-I", verifier.__file__, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("by", ["--consult", "--study"])
def test_erased_and_still_verifies(by: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T-53: before and after the same history; what the erased entries said is neither in the export nor in any file."""
    session = asyncio.run(held(folder))
    before = export_of("before.jsonl")
    capsys.readouterr()

    assert main(["erase", by, session if by == "--consult" else STUDY, "--yes"]) == 0

    told = capsys.readouterr().out
    assert "consult's record erased:" in told
    assert "overwritten in the database's files" in told
    after = export_of("after.jsonl")
    assert "erased" in verified(str(after), "--earlier", f"{before}.checkpoint")
    salts = [line.partition('"salt":"')[2][:64] for line in before.read_text("utf-8").splitlines() if session in line]
    told_after = after.read_text("utf-8")
    assert len(salts) > 2
    assert [salt for salt in salts if salt and salt in told_after] == []
    assert main(["erase", "--consult", session, "--yes"]) == 2
    assert "erased already" in capsys.readouterr().err


def test_nothing_goes_that_is_not_over_or_not_meant(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """T-53: a consult to come, its study, an unknown id, and a command that nobody confirmed: each told why."""
    session = asyncio.run(held(folder, over=False))
    kept = stored_in(folder)
    for words, why in (
        (["--consult", session, "--yes"], "not over"),
        (["--study", STUDY, "--yes"], "not over"),
        (["--consult", "0" * 32, "--yes"], "no consult of this id"),
        (["--study", "0" * 32, "--yes"], "no study of this id"),
    ):
        assert main(["erase", *words]) == 2
        assert why in capsys.readouterr().err
    with pytest.raises(SystemExit, match="--yes"):
        main(["erase", "--consult", session])
    assert len(stored_in(folder)) >= len(kept)
