"""Locks: exact versions and hashes of everything that is installed, without naming where it comes from.

`python requirements/lock.py` writes them anew (newest versions that pyproject.toml admits), `--keep` keeps the versions
that still fit, and `--check` says, without a network, whether they still answer pyproject.toml.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "requirements"
STAMP = "# Answers: "
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|file:")


def requirements_of(project: Path) -> dict[str, list[str]]:
    """What pyproject.toml asks for: lock name → requirement strings, sorted."""
    asked = tomllib.loads(project.read_text("utf-8"))
    groups = {name: sorted(wanted) for name, wanted in asked["dependency-groups"].items()}
    return {"runtime": sorted(asked["project"]["dependencies"]), **groups}


def complaints(name: str, wanted: Sequence[str], lock: str) -> list[str]:
    """What is wrong with the text of a lock, in words; empty when it answers what is wanted."""
    found = [f"{name}: names a host or a folder" for _ in [ADDRESS.search(lock)] if _]
    if digest(wanted) not in lock.partition("\n")[0]:
        found.append(f"{name}: pyproject.toml has changed since")
    pins = {canonicalize_name(pin["name"]): pin["version"] for pin in PIN.finditer(lock)}
    if lock.count("--hash=sha256:") < len(pins):
        found.append(f"{name}: a pin has no hash")
    for requirement in map(Requirement, wanted):
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            found.append(f"{name}: {requirement} is not answered (locked: {version})")
    return found


def digest(wanted: Sequence[str]) -> str:
    """SHA-256 of what was asked for when a lock was written, as hex."""
    return hashlib.sha256(json.dumps(list(wanted)).encode()).hexdigest()


def write(name: str, wanted: Sequence[str], *, keep: bool) -> None:
    """Resolve one lock with uv, which needs the registry; the tools never move a runtime version."""
    lock = FOLDER / f"{name}.txt"
    constraint = [] if name in {"runtime", "uv"} else ["--constraint", "requirements/runtime.txt"]
    if not keep:
        lock.unlink(missing_ok=True)
    command = ["uv", "pip", "compile", "-", "--python-version", "3.11", "--python-platform", "linux"]
    command += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-annotate", "--quiet"]
    command += [*constraint, "--override", "requirements/left_out.txt", "--output-file", str(lock)]
    subprocess.run(command, input="\n".join(wanted), text=True, check=True, cwd=ROOT)  # noqa: S603 - fixed words
    lock.write_text(f"{STAMP}{digest(wanted)}\n{lock.read_text('utf-8')}", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check all locks; the exit code is 1 when one is stale."""
    parser = argparse.ArgumentParser(description="Hashed locks that name no registry")
    parser.add_argument("--check", action="store_true", help="only say what is stale")
    parser.add_argument("--keep", action="store_true", help="keep versions that still fit")
    asked = parser.parse_args(arguments)
    stale: list[str] = []
    for name, wanted in requirements_of(ROOT / "pyproject.toml").items():
        if asked.check:
            lock = FOLDER / f"{name}.txt"
            stale += complaints(name, wanted, lock.read_text("utf-8")) if lock.is_file() else [f"{name}: missing"]
        else:
            write(name, wanted, keep=asked.keep)
    print("\n".join([*stale, "run: make lock"] if stale else ["locks: fresh"]))
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
