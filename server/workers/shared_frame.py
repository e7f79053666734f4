"""Memory of one decoded frame: made, sized, wiped and freed by the server, lent to a worker for one job."""

import contextlib
import fcntl
import mmap
import os
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from server.terms.images import PixelGrid

Stored = NDArray[np.generic]
_ZEROS = memoryview(bytes(1 << 20))


class SharedFrame:
    """An anonymous file of fixed size, mapped here.

    It is sealed against shrinking and growing: a worker that truncated it would otherwise kill the server with
    SIGBUS at the next read.
    """

    def __init__(self, byte_count: int) -> None:
        self.byte_count = byte_count
        self.descriptor = os.memfd_create("frame", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.descriptor, byte_count)
        fcntl.fcntl(self.descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL)
        self._map = mmap.mmap(self.descriptor, byte_count)
        self.is_free = False
        """Whether it was given back."""

    @classmethod
    def for_grid(cls, grid: PixelGrid) -> "SharedFrame":
        """Room for one frame of that shape."""
        return cls(grid.byte_count)

    def array(self, grid: PixelGrid) -> Stored:
        """The frame as an array over the shared memory itself (no copy)."""
        count = grid.picture_bytes // np.dtype(grid.sample_type).itemsize
        return np.frombuffer(self._map, dtype=grid.sample_type, count=count).reshape(grid.shape)

    def overlay(self, grid: PixelGrid) -> NDArray[np.uint8] | None:
        """The overlay plane behind the frame, `(rows, columns) uint8`; None when the grid has none."""
        if not grid.overlay:
            return None
        count = grid.rows * grid.columns
        return np.frombuffer(self._map, np.uint8, count, grid.picture_bytes).reshape(grid.rows, grid.columns)

    def settle(self) -> None:
        """Nobody else will write: the mapping stays, the file it was lent by is closed. One open file less, of two."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def wipe(self) -> None:
        """Overwrite every byte that was ever written; what was not takes no memory and stays so, until it is settled."""
        if self.is_free:
            return
        # through the mapping: half of what `pwrite` costs
        with memoryview(self._map) as here:
            for start, end in self._written():
                for at in range(start, end, len(_ZEROS)):
                    till = min(end, at + len(_ZEROS))
                    here[at:till] = _ZEROS[: till - at]

    def _written(self) -> Iterator[tuple[int, int]]:
        """From where to where there are bytes that somebody wrote; all of it where the file can no longer be asked."""
        if self.descriptor < 0:
            yield 0, self.byte_count
            return
        at = 0
        while at < self.byte_count:
            try:
                start = os.lseek(self.descriptor, at, os.SEEK_DATA)
            except OSError:  # ENXIO: nothing written from here on
                return
            at = os.lseek(self.descriptor, start, os.SEEK_HOLE)
            yield start, at

    def close(self) -> None:
        """Wipe and free. Arrays still held elsewhere keep the (wiped) mapping until they go. Idempotent."""
        self.wipe()
        self.free()

    def free(self) -> None:
        """Give back what was wiped before: that takes several times as long as wiping. Idempotent."""
        self.is_free = True
        self.settle()
        with contextlib.suppress(BufferError):
            self._map.close()


class InputFile:
    """Bytes for a worker: an anonymous file that the server fills and then seals against any change."""

    def __init__(self) -> None:
        self.descriptor = os.memfd_create("input", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        self.byte_count = 0

    @classmethod
    def holding(cls, content: bytes) -> "InputFile":
        """A sealed file with that content."""
        file = cls()
        file.write(content)
        file.seal()
        return file

    def write(self, chunk: bytes | memoryview) -> None:
        """Append `chunk`."""
        view = memoryview(chunk)
        while view:
            written = os.write(self.descriptor, view)
            self.byte_count += written
            view = view[written:]

    def seal(self) -> None:
        """Forbid every further change, by us or by a worker."""
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(self.descriptor, fcntl.F_ADD_SEALS, seals)

    def close(self) -> None:
        """Free the memory. Idempotent."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1
