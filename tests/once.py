"""What is made once for a whole run, however many workers (pytest -n) share it."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The run's folder `name`; whichever worker comes first fills it by `make(folder)`, the others wait for it."""
    base = factory.getbasetemp()
    if base.name.startswith("popen-"):  # a worker's own folder lies in the run's
        base = base.parent
    folder = base / f"once-{name}"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            (folder / "done").touch()
    return folder
