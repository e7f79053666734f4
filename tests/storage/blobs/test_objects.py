"""Objects in a local folder: durable, private, and whole even when the disk is full."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.storage.blobs.objects import ObjectBlobs
from server.terms.errors import Unavailable

NAME = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB, mounted where the test may."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_folder_is_private(tmp_path: Path) -> None:
    """Only the server's own account may look into the folder of objects."""
    ObjectBlobs.in_folder(tmp_path / "deep" / "blobs")

    assert (tmp_path / "deep" / "blobs").stat().st_mode & 0o077 == 0


def test_full_disk_is_said_and_leaves_nothing(small_disk: Path) -> None:
    """T-33: a full disk is `storage_full`, no piece of the object stays, and smaller ones still fit."""
    blobs = ObjectBlobs.in_folder(small_disk)

    with pytest.raises(Unavailable) as refused:
        blobs.put(NAME, (os.urandom(1 << 20) for _ in range(4)))

    assert refused.value.code == "storage_full"
    assert [path for path in small_disk.rglob("*") if path.is_file()] == []
    blobs.put(NAME, [b"small"])
    assert list(blobs.names()) == [NAME]


def test_objects_of_others_are_passed_over(tmp_path: Path) -> None:
    """A stray file in the folder is not an object of ours."""
    blobs = ObjectBlobs.in_folder(tmp_path)
    (tmp_path / "lost+found").mkdir()
    (tmp_path / "lost+found" / "x").write_bytes(b"?")

    assert list(blobs.names()) == []


def test_large_object_costs_no_memory(tmp_path: Path) -> None:
    """An object of 64 MB passes through in pieces: resident memory rises by less than half of it."""
    blobs = ObjectBlobs.in_folder(tmp_path)
    before = _resident_kb()

    blobs.put(NAME, (bytes(1 << 20) for _ in range(64)))
    size = sum(len(piece) for piece in blobs.read(NAME))

    assert size == 64 << 20
    assert _resident_kb() - before < 32_000


def _resident_kb() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])
