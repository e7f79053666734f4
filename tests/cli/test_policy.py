"""`lightbox policy`, and a server that does not start."""

import os
from pathlib import Path

import pytest

from server.app import build
from server.cli import main
from server.settings import load
from server.terms.errors import Malformed
from server.vault.deployment import DeploymentKey

BAD = '[types.board]\nroles = ["specialist"]\nminutes = 300\n'


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LIGHTBOX_SETTINGS", raising=False)


def test_the_packaged_policy_can_be_used_as_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A7: what it prints is a file to begin with, and comes to the same."""
    assert main(["policy", "--packaged"]) == 0
    (tmp_path / "ours.toml").write_text(capsys.readouterr().out)
    assert main(["policy", "--check", "ours.toml"]) == 0
    own = capsys.readouterr().out.rpartition(" ")[2]
    assert main(["policy"]) == 0
    said = capsys.readouterr().out
    assert own in said
    assert "patient_consult\n" in said
    assert "patient (required), specialist, observer" in said


def test_a_wrong_line_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A7: one sentence with file, line, field and what is allowed; exit code 2."""
    (tmp_path / "ours.toml").write_text(BAD)
    assert main(["policy", "ours.toml"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("lightbox policy: The policy cannot be used: ours.toml, line 3: types.board.minutes:")
    assert "5 … 240" in told


async def test_what_was_loaded_is_in_the_record(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A7: its digest at every start, the one that `lightbox policy` says."""
    (tmp_path / "ours.toml").write_text('[types.board]\nroles = ["specialist"]\n')
    key = tmp_path / "keys" / "deployment.key"
    DeploymentKey.create(key, os.urandom)
    environment = {"LIGHTBOX__POLICY__FILE": "ours.toml", "LIGHTBOX__DATA__FOLDER": str(tmp_path / "data")}
    environment["LIGHTBOX__KEYS__DEPLOYMENT"] = str(key)
    house = await build(load(environment, tmp_path), port=1, secure=False)
    (loaded,) = [each.entry for each in await house._log.read() if each.entry.kind == "policy.loaded"]
    await house.stop()
    assert main(["policy", "--check", "ours.toml"]) == 0
    assert loaded.facts == {"digest": capsys.readouterr().out.split()[-1], "types": ("board",)}


async def test_the_server_does_not_start_with_it(tmp_path: Path) -> None:
    """A7: before anything is opened; nothing lies in the data folder."""
    (tmp_path / "ours.toml").write_text(BAD)
    environment = {"LIGHTBOX__POLICY__FILE": "ours.toml", "LIGHTBOX__DATA__FOLDER": str(tmp_path / "data")}
    with pytest.raises(Malformed, match="bad_policy") as refused:
        await build(load(environment, tmp_path), port=1, secure=False)
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (3, "types.board.minutes")
    assert not (tmp_path / "data").exists()
