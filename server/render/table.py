"""All gray steps as one lookup table: stored value (as its bit pattern) → display byte.

One code path for every window function, VOI LUT, modality LUT and inversion, exact in float64, applied by one `take`.
Only values that occur are computed, and tables of the same steps are shared: they depend on the window, not on pixels.
Values too wide for a table (32-bit integers, floats) go through the same steps in blocks.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from server.render.voi import rounded

Display = NDArray[np.uint8]
Values = NDArray[np.generic]
Steps = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""Stored values as float64 to display values 0…255 as float64. Steps that are equal share their tables."""
_BLOCK, _LOOKED_UP = 1 << 16, 1 << 18
_TABLES = 64
"""4 MiB of tables at most."""
_STRIDE = 1 << 10
"""Ranges are widened to multiples of this, so that the slices of a series meet in one table."""


def to_display(stored: Values, steps: Steps) -> Display:
    """Display bytes of a frame.

    Parameters
    ----------
    stored
        `(rows, columns)` stored values of any sample type.
    steps
        Everything between stored and display values.

    Returns
    -------
    `(rows, columns) uint8`.
    """
    if stored.size == 0 or stored.dtype.kind == "f" or stored.dtype.itemsize > 2:
        return _in_blocks(stored, steps)
    limits = np.iinfo(stored.dtype.name)
    low, high = int(stored.min()) // _STRIDE * _STRIDE, int(stored.max()) | (_STRIDE - 1)
    return _looked_up(stored, lookup_table(steps, max(low, int(limits.min)), min(high, int(limits.max))))


@lru_cache(maxsize=_TABLES)
def lookup_table(steps: Steps, low: int, high: int) -> Display:
    """65 536 display bytes by bit pattern, of which those of `low`…`high` are computed and the others 0.

    Negative values rest at the upper end, as two's complement puts them there.
    """
    table = np.zeros(1 << 16, np.uint8)
    computed = rounded(steps(np.arange(low, high + 1, dtype=np.float64)))
    below = min(max(-low, 0), computed.size)
    table[low + table.size : low + table.size + below] = computed[:below]
    table[low + below : low + computed.size] = computed[below:]
    table.flags.writeable = False
    return table


def _looked_up(stored: Values, table: Display) -> Display:
    """Every value through the table, a block at a time, because `take` wants places of 8 bytes.

    Blocks are large: each step gives the interpreter's lock away and has to get it back.
    """
    display = np.empty(stored.shape, np.uint8)
    flat, shown = stored.reshape(-1).view(f"u{stored.dtype.itemsize}"), display.reshape(-1)
    places = np.empty(min(_LOOKED_UP, flat.size), np.intp)
    for start in range(0, flat.size, _LOOKED_UP):
        block = flat[start : start + _LOOKED_UP]
        wide = places[: block.size]
        wide[...] = block
        # faster than into `out`, for which `take` fills a copy first
        shown[start : start + _LOOKED_UP] = table.take(wide)
    return display


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
