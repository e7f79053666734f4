"""The CT series: the patient on the couch, slice after slice from the neck down, as the scanner stores them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.anatomy.chest_wall import AIR_HU
from server.studies.synthetic.raster import CT_SHAPE, CT_SPACING_MM, Floats, Raster, ct_columns, ct_rows, raster
from server.studies.synthetic.scanner import scanner
from server.studies.synthetic.shadow import Shadow
from server.studies.synthetic.shapes import coverage, paint
from server.studies.synthetic.thorax import SLICES, lungs_of, slice_z, thorax_on

BODY_Y_MM = (-126.0, 140.0)
"""Rows outside these heights above the couch never hold any of the patient."""


def ct_slices(shadow: Shadow | None = None) -> Iterator[NDArray[np.int16]]:
    """All slices in order, each (512, 512) in HU; a shadow given is cast by every slice on the way, free of noise."""
    whole = raster(ct_columns(), ct_rows())
    rows = slice(*np.searchsorted(ct_rows(), BODY_Y_MM))
    patient, lungs = thorax_on(raster(ct_columns(), ct_rows()[rows])), lungs_of()
    room, device = _room(whole), scanner()
    for index in range(SLICES):
        z = slice_z(index)
        body = patient.paint(z, lungs)
        if shadow is not None:
            shadow.cast(z, body, CT_SPACING_MM)
        hu = room.copy()
        np.maximum(hu[rows], body, out=hu[rows])
        yield device.stored(hu, whole, z)


def _room(points: Raster) -> Floats:
    """Air, and in it the couch: a dished shell with a foam core, and a thin mattress."""
    hu = np.full(CT_SHAPE, AIR_HU, np.float32)
    x, y = points.x, points.y
    top = np.float32(138) - (x / 230) ** 2 * 34
    inside = np.maximum(top - y, y - top - (20 - (x / 200) ** 2 * 15))
    edge = np.maximum(inside, np.abs(x) - 172)
    mattress = np.maximum(np.maximum(top - 8 - y, y - top + 1.5), np.abs(x) - 165)
    paint(hu, coverage(mattress), -962.0)
    paint(hu, coverage(edge), -935.0)
    paint(hu, coverage(np.abs(edge + 0.9) - 0.7) * np.float32(0.8), -320.0)
    return hu
