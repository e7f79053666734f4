"""One axial section while it is being painted: its points, their depth in the trunk, and the irregularities there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from server.studies.synthetic.raster import Floats, Raster


@dataclass(frozen=True, slots=True)
class Section:
    """What every organ needs to know to paint itself at height z.

    Attributes
    ----------
    wall, skin : (rows, columns) float32
        Signed distance in mm to the inner wall of the thorax and to the skin, negative inside.
    bent_x, bent_y : (rows, columns) float32
        Coordinates in mm shifted by a smooth random field: a body drawn in them has no ruler-made edges.
    mottle, grain : (rows, columns) float32
        Random fields of about unit spread with details of some 9 and 3.5 mm, for the tissues' own unevenness.
    """

    raster: Raster
    z: float
    wall: Floats
    skin: Floats
    bent_x: Floats
    bent_y: Floats
    mottle: Floats
    grain: Floats

    def box(self, x: tuple[float, float], y: tuple[float, float]) -> tuple[Section, tuple[slice, slice]]:
        """The part of the section within the given mm, and where it lies in the whole."""
        columns = slice(*np.searchsorted(self.raster.x[0], x))
        rows = slice(*np.searchsorted(self.raster.y[:, 0], y))
        part = (rows, columns)
        raster = Raster(
            self.raster.x[:, columns],
            self.raster.y[rows],
            self.raster.bearing[part],
            self.raster.range_mm[part],
            self.raster.pixel_mm,
        )
        fields = (self.wall, self.skin, self.bent_x, self.bent_y, self.mottle, self.grain)
        return Section(raster, self.z, *(values[part] for values in fields)), part
