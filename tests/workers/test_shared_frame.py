import os

import numpy as np
import pytest

from server.terms.images import PixelGrid
from server.workers.shared_frame import InputFile, SharedFrame

GRID = PixelGrid(4, 8, 1, "int16")


def test_array_and_file_are_the_same_memory() -> None:
    """What a worker writes through the descriptor is what the server reads."""
    frame = SharedFrame.for_grid(GRID)
    os.pwrite(frame.descriptor, b"\x07\x00", 2)
    assert frame.array(GRID)[0].tolist()[:3] == [0, 7, 0]
    frame.close()


@pytest.mark.parametrize("size", [0, 10, 1 << 20])
def test_shared_memory_cannot_be_resized(size: int) -> None:
    """A worker that cut the memory short would kill the server with SIGBUS: the kernel forbids it."""
    frame = SharedFrame.for_grid(GRID)
    with pytest.raises(PermissionError):
        os.ftruncate(frame.descriptor, size)
    frame.close()


def test_wiping_overwrites_every_byte() -> None:
    """Decision 11: the server overwrites a session's pixels itself."""
    frame = SharedFrame(3 << 20)
    pixels = frame.array(PixelGrid(1024, 3072, 1, "uint8"))
    pixels[:] = 200
    frame.wipe()
    assert not pixels.any()
    frame.close()


def test_what_is_settled_is_one_open_file_and_still_wiped() -> None:
    """R18: a thousand decoded frames that are kept hold a thousand files, not two thousand; their end is the same."""
    frame = SharedFrame.for_grid(GRID)
    pixels, lent = frame.array(GRID), frame.descriptor
    pixels[:] = np.int16(1000)

    frame.settle()
    frame.settle()

    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(lent)
    assert pixels.all()
    frame.close()
    assert not pixels.any()


def test_memory_never_written_stays_unused() -> None:
    """A refused bomb must not become real by being wiped."""
    frame = SharedFrame(200 << 20)
    os.pwrite(frame.descriptor, b"x", 100 << 20)
    frame.wipe()
    assert os.fstat(frame.descriptor).st_blocks * 512 <= 2 << 20
    frame.close()


def test_closing_wipes_what_somebody_still_holds() -> None:
    """An array kept by mistake shows nothing after the end; closing twice is harmless."""
    frame = SharedFrame.for_grid(GRID)
    pixels = frame.array(GRID)
    pixels[:] = np.int16(1000)
    frame.close()
    frame.close()
    assert not pixels.any()


def test_input_is_sealed_against_change() -> None:
    """A worker cannot alter what the server or another worker reads."""
    file = InputFile.holding(b"content")
    with pytest.raises(PermissionError):
        os.pwrite(file.descriptor, b"X", 0)
    assert (os.pread(file.descriptor, 99, 0), file.byte_count) == (b"content", 7)
    file.close()
    file.close()
