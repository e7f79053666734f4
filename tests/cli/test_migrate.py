"""`lightbox migrate`: forward without a word, back only where nothing is thrown away unasked."""

import sqlite3
from pathlib import Path

import pytest

from server.cli import main


def test_back_is_refused_while_it_loses_something_and_done_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """R23: what would be lost is said in words; with --lose it is done, and the way forward is open again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIGHTBOX__DATA__FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("LIGHTBOX__KEYS__DEPLOYMENT", str(tmp_path / "keys" / "deployment.key"))
    assert main(["migrate"]) == 0
    with sqlite3.connect(tmp_path / "data" / "lightbox.db") as database:
        database.execute("INSERT INTO basis_reviews VALUES ('1', '2', 3)")
    assert main(["migrate", "--to", "0020"]) == 2
    assert "1 reviews of emergencies. Nothing was changed" in capsys.readouterr().err
    assert main(["migrate", "--to", "0020", "--lose"]) == 0
    assert "revision 0020" in capsys.readouterr().out
    assert main(["migrate", "--to", "nowhere"]) == 2
    assert "There is no revision nowhere." in capsys.readouterr().err
    assert main(["migrate"]) == 0
