"""The chest radiograph: X-rays through the same patient from back to front, onto a storage-phosphor plate."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.anatomy.chest_wall import AIR_HU
from server.studies.synthetic.raster import Floats, raster
from server.studies.synthetic.splines import passing
from server.studies.synthetic.thorax import lungs_of, thorax_on

PLATE_POINTS: Final = 2048
PLATE_MM: Final = 350.0
PLATE_SPACING_MM: Final = PLATE_MM / PLATE_POINTS
PLATE_TOP_Z: Final = 138.0

COLUMNS, ROWS = 512, 272
DEPTH_STEP_MM: Final = 2.6
DEPTH_SHIFTS: Final = (0.0, 0.5)
"""Rows take their samples along the rays at shifted depths in turn, so that sampling leaves no rings on curved bone."""

WATER_PER_MM: Final = 0.0181
"""Attenuation of water at the beam's effective energy (about 70 keV after the patient), per mm."""

SCATTER_SHARE: Final = 0.30
SCATTER_MM: Final = 28.0
CENTER, LATITUDE = 2240.0, 1010.0
"""Stored value of a middle exposure, and steps per decade of exposure: 12 bits hold four decades."""


def radiograph() -> NDArray[np.uint16]:
    """The plate as read out: 2048 × 2048 values 0…4095 that rise with exposure, so low values are to be shown white.

    Seen as radiographs are hung: the patient's left is on the right.
    """
    random = np.random.Generator(np.random.PCG64(801))
    path = _enlarged(_water_path_mm())
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
    return np.clip(np.rint(stored), 0, 4095).astype(np.uint16)


def _water_path_mm() -> Floats:
    """Thickness of water that would weaken each ray as much, in mm; shape (ROWS, COLUMNS)."""
    x = (np.arange(COLUMNS) + 0.5) * PLATE_MM / COLUMNS - PLATE_MM / 2
    y = np.arange(-128.0, 136.0, DEPTH_STEP_MM)
    patients = [thorax_on(raster(x, y + shift * DEPTH_STEP_MM)) for shift in DEPTH_SHIFTS]
    lungs = lungs_of()
    levels = PLATE_TOP_Z - (np.arange(ROWS) + 0.5) * PLATE_MM / ROWS
    path = np.empty((ROWS, COLUMNS), np.float32)
    for row, z in enumerate(levels):
        hu = np.full((len(y), COLUMNS), AIR_HU, np.float32)
        patients[row % len(patients)].paint(float(z), lungs, hu)
        # Calcium weakens these rays more than its HU at 120 kV say.
        path[row] = (1 + hu / 1000 + np.maximum(hu - 110, 0) * np.float32(0.0013)).sum(axis=0) * DEPTH_STEP_MM
    # The plate's points see a little of both neighboring rows.
    padded = np.pad(path, ((1, 1), (0, 0)), mode="edge")
    return (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4


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
        padded = np.pad(small, [(len(steps) // 2,) * 2 if axis == side else (0, 0) for side in (0, 1)], mode="symmetric")
        small = np.zeros_like(small)
        for shift, weight in enumerate(kernel / kernel.sum()):
            shifted = padded[shift:shift + size] if axis == 0 else padded[:, shift:shift + size]
            small += np.float32(weight) * shifted
    return small if factor == 1 else _enlarged(small)
