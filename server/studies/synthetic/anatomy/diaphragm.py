"""The diaphragm: the height in mm at which chest becomes belly, for every point of a raster."""

from __future__ import annotations

from typing import Final

import numpy as np

from server.studies.synthetic.anatomy.trunk import Trunk, depth
from server.studies.synthetic.raster import Floats, Raster
from server.studies.synthetic.texture import field

SLICE_MM: Final = 2.5
RECESS_WALL_Z: Final = -125.0


def diaphragm_height(raster: Raster, trunk: Trunk) -> Floats:
    """Two domes with a saddle below the heart, falling to the recesses at the wall; shape (rows, columns), mm."""
    x, y = raster.x, raster.y
    wall = depth(raster, trunk.wall_range(RECESS_WALL_Z))
    inward = np.clip((-wall + 3) / 58, 0, 1)
    right = 25 * np.exp(-(((x + 62) / 46) ** 2 + ((y + 12) / 95) ** 2))
    left = 11 * np.exp(-(((x - 66) / 42) ** 2 + ((y + 4) / 90) ** 2))
    bumps = field(131, 38, raster).at(RECESS_WALL_Z)
    dome = -113 + right + left + 2.2 * bumps - 0.24 * np.maximum(y - 8, 0) - 0.10 * np.maximum(-y - 35, 0)
    edge = -166 + 50 * np.clip((-y + 8) / 88, 0, 1)
    return np.asarray(edge + (dome - edge) * (1 - (1 - inward) ** 3.2), np.float32)


def below_share(height: Floats, z: float) -> Floats:
    """Share 0…1 of a slice at z that lies below the diaphragm: true averaging over the slice's thickness."""
    return np.asarray(np.clip((height - np.float32(z)) / np.float32(SLICE_MM) + np.float32(0.5), 0, 1), np.float32)
