"""Starting the program: from any folder, importing no more than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("lightbox"))


@pytest.fixture
def folder_of_somebody_else(tmp_path: Path) -> Path:
    """A folder with a program of the same name as our package."""
    (tmp_path / "server.py").write_text("raise SystemExit('the wrong server')\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "command", [[COMMAND], [sys.executable, "-P", "-m", "server"]], ids=["lightbox", "python -P -m server"]
)
def test_command_works_beside_another_server(command: list[str], folder_of_somebody_else: Path) -> None:
    said = subprocess.run(
        [*command, "settings"], cwd=folder_of_somebody_else, capture_output=True, text=True, check=False, timeout=30
    )
    assert said.stderr == ""
    assert said.returncode == 0
    assert "LIGHTBOX__SERVER__PORT" in said.stdout
