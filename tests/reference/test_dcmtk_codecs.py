"""What dcmtk compresses comes back as dcmtk itself decompresses it: another's encoders, another's decoders."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from server.workers.pool import WorkerPool
from tests.programs import require_program
from tests.reference.files import grayscale
from tests.reference.way import values_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
CODERS = {
    "JPEG lossless": ("dcmcjpeg", "+el", "dcmdjpeg", 0),
    "JPEG lossless, first-order": ("dcmcjpeg", "+e1", "dcmdjpeg", 0),
    "JPEG baseline": ("dcmcjpeg", "+eb", "dcmdjpeg", 2),
    "JPEG extended": ("dcmcjpeg", "+ee", "dcmdjpeg", 2),
    "JPEG spectral selection": ("dcmcjpeg", "+es", "dcmdjpeg", 2),
    "JPEG progressive": ("dcmcjpeg", "+ep", "dcmdjpeg", 2),
    "JPEG-LS lossless": ("dcmcjpls", "+el", "dcmdjpls", 0),
    "JPEG-LS near-lossless": ("dcmcjpls", "+en", "dcmdjpls", 0),
    "RLE": ("dcmcrle", "--quiet", "dcmdrle", 0),
}
DOWN, ACROSS = np.mgrid[0:40, 0:56]


def smooth(bits: int, *, signed: bool) -> bytes:
    """A soft picture over all of `bits` bits."""
    wave = ((np.sin(ACROSS / 9) + np.cos(DOWN / 7) + 2) / 4 * ((1 << bits) - 1)).astype(int)
    cells = (wave - (1 << (bits - 1))).astype("i2") if signed else wave.astype("u2")
    return grayscale(cells.astype("u1") if bits == 8 and not signed else cells, BitsStored=bits)


def converted(program: str, source: Path, target: Path, *options: str) -> bytes:
    """The file that one of dcmtk's programs makes of another."""
    subprocess.run([require_program(program, package="dcmtk"), *options, source, target], check=True, timeout=20)
    return target.read_bytes()


CASES = [
    (coder, bits, signed)
    for coder in CODERS
    for bits in (8, 12, 16)
    for signed in (False, True)
    if not (signed and coder == "JPEG-LS near-lossless")  # dcmtk does not write it
]


@pytest.mark.parametrize(("coder", "bits", "signed"), CASES)
async def test_what_dcmtk_wrote_is_read_as_dcmtk_reads_it(
    pool: WorkerPool, tmp_path: Path, coder: str, bits: int, *, signed: bool
) -> None:
    """D7: the same values; of discrete cosines, which decoders round differently, within 2."""
    encoder, option, decoder, far = CODERS[coder]
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    plain.write_bytes(smooth(bits, signed=signed))
    ours = (await values_of(pool, converted(encoder, plain, packed, option))).stored
    theirs = (await values_of(pool, converted(decoder, packed, tmp_path / "unpacked"))).stored
    assert np.abs(ours.astype(int) - theirs.astype(int)).max() <= far
