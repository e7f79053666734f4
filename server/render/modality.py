"""Stored values to modality values (HU for CT): slope and intercept, or the modality LUT. PS3.3 C.11.1."""

import numpy as np
from numpy.typing import NDArray

from server.terms.images import ImageTraits, LookupTable

Floats = NDArray[np.float64]


def apply_modality(stored: Floats, traits: ImageTraits, frame: int = 0) -> Floats:
    """Modality values of stored values; what a frame says for itself goes first.

    Parameters
    ----------
    stored
        float64, any shape.
    frame
        From 0.

    Returns
    -------
    float64, same shape, in the units of Rescale Type or of the modality.

    References
    ----------
    PS3.3 C.11.1.1.1 (LUT), C.11.1.1.2 (slope and intercept), C.7.6.16.2.9 (per frame).
    """
    return apply_modality_lut(stored, traits.modality_lut, slope_and_intercept(traits, frame))


def apply_modality_lut(stored: Floats, table: LookupTable | None, rescale: tuple[float, float]) -> Floats:
    """The same by its parts: the table when there is one, else slope and intercept."""
    if table is not None:
        return _through(stored, table)
    return stored * rescale[0] + rescale[1]


def slope_and_intercept(traits: ImageTraits, frame: int) -> tuple[float, float]:
    """The rescale of one frame."""
    own = traits.values_of(frame)
    slope = traits.slope if own.slope is None else own.slope
    return slope, traits.intercept if own.intercept is None else own.intercept


def _through(stored: Floats, table: LookupTable) -> Floats:
    entries = np.frombuffer(table.entries, "<u2").astype(np.float64)
    positions = np.clip(stored - table.first_value, 0, entries.size - 1).astype(np.int64)
    return np.asarray(entries[positions])
