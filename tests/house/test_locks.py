"""The gate that says when a lock no longer answers pyproject.toml."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
WANTED = ["numpy>=2"]


def gate(name: str) -> ModuleType:
    """A program of requirements/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, REPOSITORY / "requirements" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


lock = gate("lock")


def text(pin: str = "numpy==2.4.6 \\\n    --hash=sha256:00", wanted: list[str] = WANTED) -> str:
    return f"# Answers: {lock.digest(wanted)}\n{pin}\n"


def test_present_locks_are_fresh() -> None:
    assert lock.main(["--check"]) == 0


def test_complete_lock_has_no_complaint() -> None:
    assert lock.complaints("runtime", WANTED, text()) == []


@pytest.mark.parametrize(
    ("stale", "complaint"),
    [
        pytest.param(text(wanted=["numpy>=1"]), "has changed since", id="pyproject changed"),
        pytest.param(text("numpy==1.9 \\\n    --hash=sha256:00"), "is not answered", id="pin too old"),
        pytest.param(text("scipy==1.17 \\\n    --hash=sha256:00"), "is not answered", id="not pinned"),
        pytest.param(text("numpy==2.4.6"), "no hash", id="no hash"),
        pytest.param(text() + "--index-url https://example.com/simple\n", "names a host", id="registry"),
    ],
)
def test_stale_lock_is_named_with_its_reason(stale: str, complaint: str) -> None:
    assert any(complaint in said for said in lock.complaints("runtime", WANTED, stale))
