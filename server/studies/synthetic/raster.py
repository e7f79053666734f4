"""Where the points of one axial section lie: millimetres in the patient, and bearings about the thorax's own axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]

BEARINGS: Final = 4096
"""Steps of the full circle in which tables of the trunk are kept: 0.25 mm of arc at the skin."""

BEARING: Final[Floats] = ((np.arange(BEARINGS) / BEARINGS * 2 - 1) * np.pi).astype(np.float32)
"""Bearing of each step in radians: 0 points to the front, +π/2 to the patient's left, ±π to the spine."""

CT_SHAPE: Final = (512, 512)
CT_SPACING_MM: Final = 0.73
CT_CENTER_Y_MM: Final = 14.0
"""The couch height chosen by the imaginary operator: the trunk's axis lies this much in front of the isocenter."""


@dataclass(frozen=True, slots=True)
class Raster:
    """The points of a section: one x per column, one y per row, and for each point its bearing and range.

    x grows to the patient's left, y to the back, z (which a raster does not know) to the head, all in mm.
    """

    x: Floats
    y: Floats
    bearing: NDArray[np.int32]
    range_mm: Floats
    pixel_mm: float

    def look_up(self, table: Floats) -> Floats:
        """Value of a table of the circle, shape (BEARINGS,), at every point; shape (rows, columns)."""
        return np.take(table, self.bearing)


def raster(x: Floats | NDArray[np.float64], y: Floats | NDArray[np.float64]) -> Raster:
    """Raster over columns at x and rows at y, both rising evenly, in mm."""
    columns, rows = x.astype(np.float32)[None, :], y.astype(np.float32)[:, None]
    turns = (np.arctan2(columns, -rows) / np.pi + 1) / 2
    bearing = np.rint(turns * BEARINGS).astype(np.int32) % BEARINGS
    return Raster(columns, rows, bearing, np.hypot(columns, rows), float(columns[0, 1] - columns[0, 0]))


def ct_columns() -> Floats:
    """X in mm of the CT slices' columns."""
    return np.asarray((np.arange(CT_SHAPE[1]) - (CT_SHAPE[1] - 1) / 2) * CT_SPACING_MM, np.float32)


def ct_rows() -> Floats:
    """Y in mm of the CT slices' rows."""
    return np.asarray((np.arange(CT_SHAPE[0]) - (CT_SHAPE[0] - 1) / 2) * CT_SPACING_MM + CT_CENTER_Y_MM, np.float32)
