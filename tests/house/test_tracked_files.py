"""What may be in the repository at all."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
# Written in two parts so that this file does not find itself.
MACHINES = ["/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/lb"]
HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js"]
LARGEST_BYTES = 1_000_000
FOLDERS = sorted({path.parent for path in (REPOSITORY / "server").rglob("*.py")})


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := REPOSITORY / name).is_file()]


def test_no_file_names_a_machine_or_a_registry(tracked: list[Path]) -> None:
    unwanted = re.compile("|".join(map(re.escape, [*MACHINES, *HOSTS])).encode())
    found = {path: match.group() for path in tracked if (match := unwanted.search(path.read_bytes()))}
    assert found == {}


def test_no_file_is_dicom(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.read_bytes()[128:132] == b"DICM"] == []


def test_no_file_is_large(tracked: list[Path]) -> None:
    assert [path for path in tracked if path.stat().st_size > LARGEST_BYTES] == []


def test_top_level_is_the_agreed_one(tracked: list[Path]) -> None:
    allowed = {
        *("server", "web", "tests", "bench", "docs", "requirements", ".github", ".ci", ".importlinter", ".gitignore"),
        *("pyproject.toml", "hatch_build.py", "Makefile", "Procfile", "README.md", "LICENSE", "CHANGELOG.md"),
    }
    assert {path.relative_to(REPOSITORY).parts[0] for path in tracked} <= allowed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(REPOSITORY)))
def test_folder_says_what_lives_there(folder: Path) -> None:
    """Each folder's `__init__` docstring is starts with one sentence: what lives here, what never does."""
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    assert text.partition("\n\n")[0].endswith(".")


def test_architecture_fits_two_pages() -> None:
    text = (REPOSITORY / "server" / "ARCHITECTURE.md").read_text("utf-8")
    assert len(text.splitlines()) <= 130
    assert len(text.split()) <= 1300
