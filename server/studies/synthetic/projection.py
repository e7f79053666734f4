"""The chest radiograph: X-rays through the same patient from back to front, onto a storage-phosphor plate."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import CT_SPACING_MM, Floats, ct_columns
from server.studies.synthetic.shadow import ROW_MM, Shadow
from server.studies.synthetic.splines import passing

PLATE_POINTS: Final = 2048
PLATE_MM: Final = 350.0
PLATE_SPACING_MM: Final = PLATE_MM / PLATE_POINTS

WATER_PER_MM: Final = 0.0181
"""Attenuation of water at the beam's effective energy (about 70 keV after the patient), per mm."""

SCATTER_SHARE: Final = 0.30
SCATTER_MM: Final = 28.0
CENTER, LATITUDE = 2240.0, 1010.0
"""Stored value of a middle exposure, and steps per decade of exposure: 12 bits hold four decades."""


def radiograph(shadow: Shadow) -> NDArray[np.uint16]:
    """The plate as read out: 2048 × 2048 values 0…4095 that rise with exposure, so low values are to be shown white.

    Seen as radiographs are hung: the patient's left is on the right.
    """
    random = np.random.Generator(np.random.PCG64(801))
    path = _on_plate(shadow.whole())
    # The plate's own processing: large differences compressed, edges lifted a little.
    exposure = np.exp(-path * np.float32(WATER_PER_MM))
    exposure += np.float32(SCATTER_SHARE) * _blurred(exposure, SCATTER_MM)
    decades = np.log10(exposure)
    decades -= np.float32(0.48) * _blurred(decades, 22.0)
    decades += np.float32(0.75) * (decades - _blurred(decades, 3.6))
    decades += np.float32(0.8) * (decades - _blurred(decades, 1.0))
    grain = random.standard_normal(exposure.shape, np.float32)
    grain = (grain + np.roll(grain, 1, 0) + np.roll(grain, 1, 1) + np.roll(grain, (1, 1), (0, 1))) / 2
    decades += grain * np.float32(0.0028) / np.sqrt(exposure)
    stored = CENTER + LATITUDE * (decades - np.float32(np.median(decades)))
    return np.asarray(np.clip(np.rint(stored), 0, 4095), np.uint16)


def _on_plate(path: Floats) -> Floats:
    """The shadow on the plate's points, smoothly interpolated; shape (2048, 2048)."""
    place = np.asarray((np.arange(PLATE_POINTS) + 0.5) * PLATE_SPACING_MM, np.float64)
    column = (place - PLATE_MM / 2 - float(ct_columns()[0])) / CT_SPACING_MM
    row = place / ROW_MM - 0.5
    return passing(row, path.shape[0]).down(passing(column, path.shape[1]).across(path))


def _enlarged(small: Floats) -> Floats:
    """The picture on the plate's points, smoothly interpolated; it may be coarser in either direction."""
    down, across = (passing((np.arange(PLATE_POINTS) + 0.5) * size / PLATE_POINTS - 0.5, size) for size in small.shape)
    return down.down(across.across(small))


def _blurred(picture: Floats, spread_mm: float) -> Floats:
    """The picture under a Gaussian of that standard deviation, mirrored at its edges."""
    factor = max(1, int(spread_mm / PLATE_SPACING_MM / 2.5))
    factor = 1 << (factor.bit_length() - 1)
    size = PLATE_POINTS // factor
    small = picture.reshape(size, factor, size, factor).mean(axis=(1, 3))
    reach = spread_mm / PLATE_SPACING_MM / factor
    steps = np.arange(-int(3 * reach) - 1, int(3 * reach) + 2)
    kernel = np.exp(-((steps / reach) ** 2) / 2)
    for axis in (0, 1):
        rim = [(len(steps) // 2,) * 2 if axis == side else (0, 0) for side in (0, 1)]
        padded = np.pad(small, rim, mode="symmetric")
        small = np.zeros_like(small)
        for shift, weight in enumerate(kernel / kernel.sum()):
            shifted = padded[shift : shift + size] if axis == 0 else padded[:, shift : shift + size]
            small += np.float32(weight) * shifted
    return small if factor == 1 else _enlarged(small)
