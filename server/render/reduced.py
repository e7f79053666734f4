"""Classic JPEG 2000 at a lower resolution, by decoding only its first resolution levels (through Pillow).

Pillow scales samples to fill 8 or 16 bits and moves signed ones to begin at zero; both are undone here, exactly.
"""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFile
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile

from server.render.codestream import Claim

Values = NDArray[np.generic]


class _Reduced(Jpeg2KImageFile):
    """A codestream that loads at a lower resolution.

    Pillow's own `reduce` rounds odd sizes to the nearest, where the standard and its decoder round up.
    """

    def halve(self, times: int) -> None:
        """Load at `1 / 2**times` of the size."""
        width, height = ((side + (1 << times) - 1) >> times for side in self.size)
        self._size = width, height
        # decoder settings: codec, halvings, all layers, no descriptor, length of the stream not known beforehand
        self.tile = [ImageFile._Tile("jpeg2k", (0, 0, width, height), 0, ("j2k", times, 0, -1, -1))]  # noqa: SLF001  (its only way in)


def reduced_jpeg_2000(codestream: bytes | bytearray, claim: Claim, halvings: int) -> Values:
    """A bare codestream decoded at `1 / 2**halvings` of its size (rounded up).

    Returns
    -------
    `(rows, columns)` samples as the codestream has them, at most 16 bits, signed ones as the low bits of cells; or
    `(rows, columns, 3) uint8`, deeper colors by their upper 8 bits.
    """
    with _Reduced(io.BytesIO(codestream)) as image:  # not by Image.open: the size has been judged already
        image.halve(halvings)
        samples = np.array(image)
    if samples.ndim == 3:
        return samples
    samples >>= np.asarray(8 * samples.dtype.itemsize - claim.bits, samples.dtype)
    if claim.signed:
        samples ^= np.asarray(1 << claim.bits - 1, samples.dtype)  # back from offset binary to two's complement
    return samples
