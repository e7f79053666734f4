"""A disk of one's own: an ext4 in an image file, so that free blocks and the journal can be searched as well."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.lock import search

SIZE: Final = 96 << 20


@dataclass(frozen=True, slots=True)
class Disk:
    """Where its files are, and the image below them; None where nothing can be mounted."""

    folder: Path
    image: Path | None

    def erased(self, content: bytes) -> None:
        """A file that is written for good and then removed: what it held is in free blocks."""
        path = self.folder / "erased"
        path.write_bytes(content)
        self._write_back()
        path.unlink()

    def blocks(self) -> bytes:
        """Every block, used and free, as it is on the disk now."""
        assert self.image is not None
        self._write_back()
        return self.image.read_bytes()

    def found(self, needles: search.Needles) -> dict[str, int]:
        """How often each is found in any block."""
        return dict(search.in_bytes(self.blocks(), needles))

    def _write_back(self) -> None:
        subprocess.run(["sync", "--file-system", str(self.folder)], check=True)


@contextmanager
def own_disk(where: Path) -> Iterator[Disk]:
    """Make and mount it, as root with loop devices; otherwise a plain folder."""
    image, folder = where / "disk.img", where / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    mounted = False
    with suppress(OSError, subprocess.CalledProcessError):
        for command in (["mkfs.ext4", "-q", str(image)], ["mount", "-o", "loop", str(image), str(folder)]):
            subprocess.run(command, check=True, capture_output=True, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
        mounted = True
    try:
        yield Disk(folder, image if mounted else None)
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
