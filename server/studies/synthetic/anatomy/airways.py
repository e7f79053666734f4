"""Windpipe and main bronchi, and the gullet behind them."""

from __future__ import annotations

from typing import Final

import numpy as np

from server.studies.synthetic.raster import Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import coverage, paint
from server.studies.synthetic.tubes import Tubes, together, tube

AIRWAY_HU, WALL_HU, GULLET_HU = -994.0, 34.0, 44.0
WALL_MM: Final = 1.6


def large_airways() -> Tubes:
    """Windpipe, main and lobar bronchi: the radius is that of the air inside."""
    return together(
        (
            tube([(0, 1, 136), (1, 7, 95), (1, 14, 52), (0, 20, 18), (0, 23, 2)], (8.8, 8.8, 8.6, 8.6, 9.2)),
            tube([(0, 23, 3), (-13, 23, -9), (-27, 22, -20), (-37, 23, -31), (-42, 26, -46)], (7.6, 7.2, 6.6, 5.8, 5)),
            tube([(-22, 22, -15), (-34, 18, -11), (-45, 13, -4)], (5, 4.6, 3.6)),
            tube([(-41, 24, -42), (-49, 12, -50), (-56, -2, -56)], (3.4, 3.1, 2.6)),
            tube([(-42, 26, -46), (-46, 33, -62)], (4.8, 4)),
            tube([(0, 23, 3), (15, 24, -9), (31, 25, -22), (43, 26, -33), (49, 33, -50)], (6.9, 6.6, 6.1, 5.4, 4)),
            tube([(40, 25, -29), (49, 16, -26), (56, 6, -20)], (4.6, 4.2, 3.3)),
        )
    )


def gullet() -> Tubes:
    """The oesophagus, from the neck to the stomach."""
    return tube(
        [
            (3, 19, 136),
            (4, 27, 92),
            (5, 34, 52),
            (6, 39, 18),
            (8, 40, -20),
            (9, 39, -62),
            (13, 34, -96),
            (24, 22, -114),
            (34, 12, -120),
        ],
        (6, 6, 6.2, 6, 6, 6.2, 6.6, 7, 8),
    )


def paint_gullet(canvas: Floats, part: Section, pipe: Floats) -> None:
    """Paint the gullet from the distance to it: a collapsed muscular tube with a trace of air here and there."""
    distance = pipe + np.float32(0.8) * part.mottle
    paint(canvas, coverage(distance), GULLET_HU + 5 * part.grain)
    air = float(np.clip(np.sin(part.z / 13.0) + np.sin(part.z / 5.1) - 0.5, 0, 1))
    paint(canvas, coverage(distance + 4.3) * np.float32(air), -620.0)


def paint_airways(canvas: Floats, part: Section, distance: Floats) -> None:
    """Paint walls and air; the windpipe's back wall is flat, as its cartilage rings are open there."""
    if part.z > 4:
        middle = np.interp(part.z, (2, 18, 52, 95, 136), (23, 20, 14, 7, 1))
        distance = np.maximum(distance, part.raster.y - np.float32(middle + 6.2))
    paint(canvas, coverage(distance - WALL_MM), WALL_HU)
    paint(canvas, coverage(distance), AIRWAY_HU)
