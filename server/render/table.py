"""All gray steps as one lookup table: stored value (as its bit pattern) → display byte.

One code path for every window function, VOI LUT, modality LUT and inversion, exact in float64, applied by one `take`.
Values too wide for a table (32-bit integers, floats) go through the same steps in blocks of rows.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from server.render.voi import rounded
from server.terms.images import ImageTraits

Display = NDArray[np.uint8]
Values = NDArray[np.generic]
Steps = Callable[[NDArray[np.float64]], NDArray[np.float64]]
_BLOCK = 1 << 16


def to_display(stored: Values, traits: ImageTraits, steps: Steps) -> Display:
    """Display bytes of a frame.

    Parameters
    ----------
    stored
        `(rows, columns)` stored values of the grid's type.
    steps
        Stored values as float64 to display values 0…255 as float64.

    Returns
    -------
    `(rows, columns) uint8`.
    """
    if stored.dtype.kind == "f" or stored.dtype.itemsize > 2:
        return _in_blocks(stored, steps)
    if stored.dtype == np.uint8:
        return np.take(lookup_table(traits, steps, bits=8), stored.view(np.uint8))
    return np.take(lookup_table(traits, steps, bits=16), stored.view(np.uint16))


def lookup_table(traits: ImageTraits, steps: Steps, *, bits: int) -> Display:
    """A table of `2**bits` display bytes by bit pattern; only what `bits_stored` can reach is computed.

    Negative values rest at the upper end, as two's complement puts them there.
    """
    reach = min(traits.bits_stored, bits)
    table = np.zeros(1 << bits, np.uint8)
    if not traits.signed:
        table[: 1 << reach] = rounded(steps(np.arange(1 << reach, dtype=np.float64)))
        return table
    half = 1 << (reach - 1)
    values = rounded(steps(np.arange(-half, half, dtype=np.float64)))
    table[:half], table[-half:] = values[half:], values[:half]
    return table


def _in_blocks(stored: Values, steps: Steps) -> Display:
    """The same steps on the values themselves, a block at a time so that float64 never fills a frame.

    Not-a-number shows as black.
    """
    display = np.empty(stored.shape, np.uint8)
    flat, shown = stored.reshape(-1), display.reshape(-1)
    for start in range(0, flat.size, _BLOCK):
        block = flat[start : start + _BLOCK].astype(np.float64)
        shown[start : start + _BLOCK] = rounded(np.nan_to_num(steps(block), nan=0.0))
    return display
