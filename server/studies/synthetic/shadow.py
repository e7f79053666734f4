"""The patient's shadow: how much of the X-rays from back to front is lost in each section on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from server.studies.synthetic.raster import Floats, ct_columns, raster
from server.studies.synthetic.thorax import SLICE_SPACING_MM, TOP_Z_MM, lungs_of, thorax_on

ROW_MM: Final = SLICE_SPACING_MM / 2
ROWS: Final = 280
TOP_ROW_Z: Final = TOP_Z_MM + 12 * ROW_MM
"""The shadow reaches beyond the CT series on both ends, and has two rows for each of its slices."""

DEPTH_STEP_MM: Final = 1.6
DEPTH_MM: Final = (-128.0, 136.0)


@dataclass(slots=True)
class Shadow:
    """Rows known so far: by height in mm, the water (mm) that would weaken each ray as much, shape (512,)."""

    rows: dict[float, Floats] = field(default_factory=dict)

    def cast(self, z: float, hu: Floats, step_mm: float) -> None:
        """Keep the row a section casts; its rows of points are step_mm apart along the rays."""
        # Calcium weakens these rays more than its HU at 120 kV say.
        water = 1 + hu / 1000 + np.maximum(hu - 110, 0) * np.float32(0.0013)
        self.rows[z] = np.asarray(water.sum(axis=0) * np.float32(step_mm), np.float32)

    def whole(self) -> Floats:
        """The whole shadow, shape (ROWS, 512), with the sections painted that have not cast theirs yet."""
        depths = np.arange(*DEPTH_MM, DEPTH_STEP_MM, dtype=np.float32)
        patient, lungs = thorax_on(raster(ct_columns(), depths)), lungs_of()
        heights = [TOP_ROW_Z - ROW_MM * row for row in range(ROWS)]
        for z in heights:
            if z not in self.rows:
                self.cast(z, patient.paint(z, lungs), DEPTH_STEP_MM)
        # The plate's points see a little of both neighboring rows.
        path = np.pad(np.stack([self.rows[z] for z in heights]), ((1, 1), (0, 0)), mode="edge")
        return np.asarray((path[:-2] + 2 * path[1:-1] + path[2:]) / 4, np.float32)
