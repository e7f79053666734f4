"""Programs of the machine that some tests drive: a browser, a peer, a tracer."""

import os
import shutil
from typing import NoReturn

import pytest


def require_program(name: str, *, package: str | None = None) -> str:
    """The path of a program; without it the test skips and says so, or fails where `CI` promises a complete machine."""
    # Daemons live where only root's path looks.
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if path is None:
        missing(f"needs {name} (Debian: {package or name})")
    return path


def missing(why: str) -> NoReturn:
    """Skip visibly; with `CI` set, fail: a check that quietly does nothing is worse than none."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
