"""The wheel carries everything a running server reads, and nothing of the workshop."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize(
    "name",
    [
        "server/py.typed",
        "server/assets/manifest.json",
        "server/assets/licenses.json",
        "server/texts/common.en.ftl",
        "server/storage/database/migrations/env.py",
    ],
)
def test_wheel_carries_what_a_server_reads(names: list[str], name: str) -> None:
    assert name in names


def test_wheel_carries_every_module(names: list[str]) -> None:
    modules = {str(path.relative_to(REPOSITORY)) for path in (REPOSITORY / "server").rglob("*.py")}
    assert modules - set(names) == set()


def test_wheel_carries_nothing_of_the_workshop(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names if not name.startswith("lightbox_consult-")} == {"server"}
