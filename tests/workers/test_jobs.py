"""The jobs of a worker on descriptors, as the pool hands them over."""

import numpy as np
import pytest

from server.terms.errors import Malformed
from server.workers import jobs, wire
from server.workers.limits import WorkerLimits
from server.workers.pool import WorkerPool
from server.workers.shared_frame import InputFile, SharedFrame
from tests.render import encoders
from tests.studies import part10 as p

VALUES = np.add.outer(np.arange(64) * 30, np.arange(40) * 20).astype(np.uint16)
JPEG_2000 = p.image(
    p.fragments(encoders.j2k(VALUES)), rows=64, columns=40, allocated=16, syntax="1.2.840.10008.1.2.4.90"
)
OTHERS = {
    "implicit": p.IMPLICIT,
    "explicit": p.EXPLICIT,
    "big endian": p.BIG,
    "deflated": p.DEFLATED,
}


def native(syntax: str) -> bytes:
    cells = VALUES.astype(">u2" if syntax == p.BIG else "<u2").tobytes()
    written = p.element(0x7FE00010, "OW", cells, syntax=syntax)
    return p.image(written, rows=64, columns=40, allocated=16, syntax=syntax)


def decoded(content: bytes, *, reduce: int = 0) -> np.ndarray:
    """The frame as it stands in the output."""
    file, limits = InputFile.holding(content), WorkerLimits()
    image = jobs.inspect(wire.Inspect(len(content)), file.descriptor, limits).image
    assert image is not None
    out = SharedFrame.for_grid(image.grid)
    job = wire.Decode(len(content), 0, image, reduce)
    grid = jobs.decode(job, file.descriptor, out.descriptor, limits)
    frame = np.array(out.array(grid))
    out.close()
    file.close()
    return frame


@pytest.mark.parametrize("content", [JPEG_2000, *map(native, OTHERS.values())], ids=["JPEG 2000", *OTHERS])
def test_the_output_holds_the_values(content: bytes) -> None:
    """Whatever way a frame takes through the worker, what is wiped there is not wiped in the output."""
    np.testing.assert_array_equal(decoded(content), VALUES)


def test_a_lower_resolution_fills_less_of_the_output() -> None:
    """The output holds a frame of half the rows and columns."""
    half = decoded(JPEG_2000, reduce=1)
    assert half.shape == (32, 20)
    assert np.abs(half.astype(int) - VALUES[::2, ::2]).max() <= 30


@pytest.mark.parametrize("reduce", [1, 9])
def test_native_frames_have_no_lower_resolution(reduce: int) -> None:
    """The whole frame is as quick, so the caller is told to take that."""
    with pytest.raises(Malformed, match="no_such_resolution"):
        decoded(native(p.EXPLICIT), reduce=reduce)


@pytest.mark.asyncio(loop_scope="module")
async def test_the_pool_passes_the_resolution_on(pool: WorkerPool) -> None:
    """The room needs to hold the smaller frame only, and the refusal is no reason to give up on the file."""
    file = InputFile.holding(JPEG_2000)
    image = (await pool.inspect(file.descriptor)).image
    assert image is not None
    out = SharedFrame.for_grid(image.grid.reduced(1))
    assert await pool.decode(file.descriptor, 0, traits=image, out=out, reduce=1) == image.grid.reduced(1)
    for _ in range(4):
        with pytest.raises(Malformed, match="no_such_resolution"):
            await pool.decode(file.descriptor, 0, traits=image, out=out, reduce=5, instance="1.2")
    assert (await pool.decode(file.descriptor, 0, traits=image, out=out, reduce=1, instance="1.2")).rows == 32
    out.close()
    file.close()
