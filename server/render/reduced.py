"""Classic JPEG 2000 at a lower resolution, by decoding only its first resolution levels (through Pillow).

Pillow scales samples to fill 8 or 16 bits and moves signed ones to begin at zero; both are undone here, exactly.
"""

import io

import numpy as np
from numpy.typing import NDArray
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile

from server.render.codestream import Claim

Values = NDArray[np.generic]


def reduced_jpeg_2000(codestream: bytes | bytearray, claim: Claim, halvings: int) -> Values:
    """A bare codestream decoded at `1 / 2**halvings` of its size (rounded up).

    Returns
    -------
    `(rows, columns)` samples as the codestream has them, at most 16 bits, signed ones as the low bits of cells; or
    `(rows, columns, 3) uint8`, deeper colors by their upper 8 bits.
    """
    with Jpeg2KImageFile(io.BytesIO(codestream)) as image:  # not by Image.open: the size has been judged already
        image.reduce = halvings
        samples = np.array(image)
    if samples.ndim == 3:
        return samples
    samples >>= np.asarray(8 * samples.dtype.itemsize - claim.bits, samples.dtype)
    if claim.signed:
        samples ^= np.asarray(1 << claim.bits - 1, samples.dtype)  # back from offset binary to two's complement
    return samples
