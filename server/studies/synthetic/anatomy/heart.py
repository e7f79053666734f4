"""The heart in diastole, filled with contrast medium: four chambers, muscle, fat and the coronary arteries."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import Ellipsoid, coverage, paint, smooth_union, turned_axes
from server.studies.synthetic.tubes import Tubes, together, tube, tube_distance

AXES: Final = turned_axes((0.64, -0.56, -0.53))
LEFT_OUTER: Final = Ellipsoid((37, -16, -72), (50, 33, 34), AXES)
LEFT_CAVITY: Final = Ellipsoid((34, -13.5, -69.5), (40, 22.5, 23.5), AXES)
RIGHT_OUTER: Final = Ellipsoid((8, -45, -70), (43, 29, 40), turned_axes((0.85, 0.1, -0.5)))
OUTFLOW: Final = Ellipsoid((17, -48, -44), (17, 17, 26))
RIGHT_ATRIUM: Final = Ellipsoid((-33, -13, -64), (24, 29, 35))
LEFT_ATRIUM: Final = Ellipsoid((2, 13, -47), (34, 16.5, 21))
FAT_PAD: Final = Ellipsoid((16, -34, -104), (58, 36, 17))
TOP_MM, BOTTOM_MM = 6.0, -122.0

LEFT_BLOOD_HU, RIGHT_BLOOD_HU, MUSCLE_HU = 302.0, 296.0, 108.0
PERICARDIAL_FAT_HU: Final = -98.0


def coronaries() -> Tubes:
    """The three coronary arteries in their grooves."""
    return together(
        (
            tube(
                [(6, -20, -38), (14, -32, -40), (30, -50, -54), (48, -55, -76), (64, -50, -98)],
                (2.0, 1.9, 1.7, 1.4, 0.9),
            ),
            tube([(14, -30, -40), (32, -12, -40), (48, 4, -50), (54, 12, -64)], (1.8, 1.7, 1.4, 0.9)),
            tube(
                [(-8, -34, -40), (-18, -42, -48), (-25, -38, -66), (-20, -20, -90), (0, -8, -104)],
                (1.9, 1.8, 1.7, 1.5, 1.0),
            ),
        )
    )


def heart_outline(section: Section) -> Floats:
    """Signed distance in mm to the pericardium over the whole section; large where the heart is not."""
    far = np.full(section.wall.shape, 60, np.float32)
    if not BOTTOM_MM - 12 < section.z < TOP_MM + 12:
        return far
    part, where = section.box((-85, 110), (-95, 60))
    chambers = [
        body.distance(part.bent_x, part.bent_y, part.z)
        for body in (LEFT_OUTER, RIGHT_OUTER, OUTFLOW, RIGHT_ATRIUM, LEFT_ATRIUM)
    ]
    outline = chambers[0]
    for chamber in chambers[1:]:
        outline = smooth_union(outline, chamber, 22)
    outline = smooth_union(outline, FAT_PAD.distance(part.bent_x, part.bent_y, part.z), 18)
    far[where] = outline - 3.0 - 1.2 * part.mottle
    return far


def paint_heart(hu: Floats, section: Section, outline: Floats, above: Floats, arteries: Tubes) -> None:
    """Paint the heart where `above` (share of the point above the diaphragm) lets it."""
    if not BOTTOM_MM < section.z < TOP_MM:
        return
    part, where = section.box((-85, 110), (-95, 60))
    canvas, open_here = hu[where], above[where]
    inner = outline[where]
    x, y, z = part.bent_x, part.bent_y, part.z
    paint(canvas, coverage(inner) * open_here, 38.0)
    paint(canvas, coverage(inner + 1.7) * open_here, PERICARDIAL_FAT_HU + 5 * part.grain)
    blood = 9 * part.mottle
    for chamber, wall_mm, hu_here in ((RIGHT_ATRIUM, 2.2, RIGHT_BLOOD_HU - 16), (LEFT_ATRIUM, 2.0, LEFT_BLOOD_HU)):
        _chamber(canvas, chamber.distance(x, y, z), wall_mm, hu_here + blood, open_here)
    left = LEFT_OUTER.distance(x, y, z)
    right = smooth_union(RIGHT_OUTER.distance(x, y, z), OUTFLOW.distance(x, y, z), 10)
    _chamber(canvas, right, 3.6 + 0.9 * np.maximum(part.mottle, 0), RIGHT_BLOOD_HU + blood, open_here)
    paint(canvas, coverage(left) * open_here, MUSCLE_HU + 5 * part.mottle + 4 * part.grain)
    cavity = LEFT_CAVITY.distance(x, y, z) + 1.3 * np.maximum(part.grain + part.mottle - 0.3, 0)
    lean = (part.z + 72) * 0.1
    papillary = np.minimum(np.hypot(x - 44 - lean, y + 27), np.hypot(x - 52, y + 2 - lean))
    inside = coverage(cavity) * coverage(4.2 - papillary) if -96 < part.z < -58 else coverage(cavity)
    paint(canvas, inside * open_here, LEFT_BLOOD_HU + blood)
    _paint_valve(canvas, part, open_here)
    vessel = tube_distance(part.raster, part.z, arteries, 4.0)
    paint(canvas, coverage(vessel - 2.2) * open_here * 0.9, PERICARDIAL_FAT_HU)
    paint(canvas, coverage(vessel) * open_here, 265.0)


def _chamber(
    canvas: Floats, distance: Floats, wall_mm: NDArray[np.float64] | float, blood: Floats, open_here: Floats
) -> None:
    """A chamber's wall and the blood in it."""
    paint(canvas, coverage(distance) * open_here, MUSCLE_HU - 12)
    paint(canvas, coverage(distance + wall_mm) * open_here, blood)


def _paint_valve(canvas: Floats, part: Section, open_here: Floats) -> None:
    """The way from the left atrium into the ventricle, with the thin leaflets in it."""
    if not -74 < part.z < -36:
        return
    along = (part.bent_x - 16) * AXES[0][0] + (part.bent_y - 3) * AXES[0][1] + (part.z + 54) * AXES[0][2]
    across = np.sqrt(np.maximum((part.bent_x - 16) ** 2 + (part.bent_y - 3) ** 2 + (part.z + 54) ** 2 - along**2, 0))
    channel = np.maximum(across - 14.5, np.abs(along) - 13)
    paint(canvas, coverage(channel, 2.5) * open_here, LEFT_BLOOD_HU + 6 * part.mottle)
    leaflets = np.maximum(np.abs(np.abs(across - 4) * 0.9 - along + 4) - 0.8, across - 15)
    paint(canvas, coverage(leaflets, 1.6) * open_here * 0.55, 130.0)
