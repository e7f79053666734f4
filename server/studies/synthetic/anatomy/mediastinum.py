"""What lies between the lungs besides heart and pipes: the outline the lungs are moulded on, thyroid, lymph nodes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from server.studies.synthetic.anatomy import airways, great_vessels
from server.studies.synthetic.anatomy.skeleton import sternum_y
from server.studies.synthetic.anatomy.trunk import spine_y
from server.studies.synthetic.raster import Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import Ellipsoid, coverage, curve, paint, smooth_cut, smooth_union
from server.studies.synthetic.tubes import Tubes, tube_distance

NODES: Final = (
    ((-17, 6, 8), 4.2),
    ((-19, 2, 22), 3.6),
    ((4, 24, -18), 5.0),
    ((10, 10, 4), 3.4),
    ((-36, 20, -10), 4.0),
    ((38, 24, -14), 3.8),
    ((-13, -30, 34), 2.8),
    ((14, -34, 30), 2.6),
    ((-12, 12, 40), 3.0),
    ((27, 4, 8), 3.2),
)
"""Lymph nodes of ordinary size: center and radius in mm."""

CORNER: Final = Ellipsoid((-14, 5, 16), (15, 20, 26))
BOX: Final = ((-125.0, 125.0), (-100.0, 106.0))


REACH_MM: Final = 12.0
"""How far around the pipes distances are known: as far as the lungs' surface bends toward them."""


@dataclass(frozen=True, slots=True)
class Pipes:
    """Distances in mm to airways, gullet and each kind of vessel, on the part of a section they lie in."""

    part: Section
    where: tuple[slice, slice]
    distances: tuple[Floats, ...]


@dataclass(frozen=True, slots=True)
class Mediastinum:
    """All large pipes of the chest, each kind with its own brightness."""

    airways: Tubes
    gullet: Tubes
    vessels: tuple[tuple[Tubes, float], ...]

    def around(self, section: Section) -> Pipes:
        """Distances to all pipes' walls in the part of a section where the mediastinum lies."""
        part, where = section.box(*BOX)
        tubes = (self.airways, self.gullet, *(vessel for vessel, _ in self.vessels))
        return Pipes(part, where, tuple(tube_distance(part.raster, part.z, one, REACH_MM) for one in tubes))

    def outline(self, pipes: Pipes, shape: tuple[int, ...], heart: Floats) -> Floats:
        """Signed distance in mm to the mediastinum's surface, which the lungs are moulded on; of the given shape."""
        part, where = pipes.part, pipes.where
        far = np.full(shape, 40, np.float32)
        inner = reduce(np.minimum, pipes.distances) - np.float32(3.2)
        inner = smooth_union(inner, heart[where] - 1.0, 9)
        middle = np.float32(spine_y(part.z))
        spine = np.hypot(part.bent_x * 0.97, part.bent_y - middle) - 21.5
        inner = smooth_union(inner, spine, 10)
        # Beside and behind the vertebral bodies the lungs' gutters end at the rib heads.
        arch = np.abs(part.bent_x) - 20 - 0.5 * np.maximum(part.raster.y - middle - 8, 0)
        inner = smooth_union(inner, np.maximum(arch * np.float32(0.9), middle - part.raster.y), 8)
        # Fat and nodes fill the corner between windpipe, arch and upper vena cava.
        corner = CORNER.distance(part.bent_x, part.bent_y, part.z)
        inner = smooth_union(inner, corner, 6)
        far[where] = smooth_union(inner, self._seams(part), 9) + 0.7 * part.mottle
        return far

    def _seams(self, part: Section) -> Floats:
        """Where the lungs' inner faces meet: before the great vessels, and the fat around them higher up."""
        z = part.z
        half = curve((-130, -80, -20, 10, 35, 60, 90, 120), (7, 3.5, 2.2, 3.0, 13, 17, 24, 46), z)
        aside = curve((-130, -60, 0, 60), (10, 3, -1, 0), z)
        front = np.abs(part.bent_x - np.float32(aside)) - np.float32(half)
        back = curve((-10, 35, 60, 120), (-20, 8, 40, 60), z)
        front += 3.5 * part.mottle * np.float32(half > 8)
        sheet = smooth_cut(front, np.asarray(part.bent_y - np.float32(back), np.float32), 14)
        before_spine = np.maximum(np.abs(part.bent_x - 4) - 9.5, 4 - part.raster.y)
        sheet = smooth_union(sheet, before_spine, 12)
        behind_bone = np.hypot(part.raster.x / 1.9, part.raster.y - np.float32(sternum_y(z) + 2)) - 13
        return smooth_union(sheet, np.asarray(behind_bone, np.float32), 8)

    def paint(self, hu: Floats, pipes: Pipes, heart: Floats) -> None:
        """Paint vessels, nodes, thyroid, gullet and airways over the fat."""
        part, canvas = pipes.part, hu[pipes.where]
        outside_heart = coverage(1.5 - heart[pipes.where])
        thyroid_and_nodes(canvas, part)
        air, food, *blood = pipes.distances
        for distance, (_, blood_hu) in zip(blood, self.vessels, strict=True):
            uneven = distance + np.float32(0.35) * part.mottle
            paint(canvas, coverage(uneven - 0.9) * outside_heart * 0.6, 46.0)
            paint(canvas, coverage(uneven), blood_hu + 7 * part.mottle)
        airways.paint_gullet(canvas, part, food)
        airways.paint_airways(canvas, part, air)


def thyroid_and_nodes(canvas: Floats, part: Section) -> None:
    """Paint the lymph nodes, and at the neck the thyroid and the muscles around the windpipe."""
    for center, radius in NODES:
        if abs(part.z - center[2]) < radius + 2:
            body = Ellipsoid(center, (radius * 1.3, radius, radius)).distance(part.bent_x, part.bent_y, part.z)
            paint(canvas, coverage(body), 52.0)
            paint(canvas, coverage(body + radius * 0.75) * 0.6, -40.0)
    if part.z > 70:
        x = np.abs(part.bent_x)
        for center, semi, hu in (
            ((17, 2, 118), (9, 13, 24), 168.0),
            ((9, -19, 105), (13, 4, 60), 56.0),
            ((13, 26, 112), (12, 7, 60), 54.0),
            ((38, -16, 120), (10, 14, 44), 57.0),
            ((42, 20, 118), (15, 18, 40), 55.0),
        ):
            body = Ellipsoid(center, semi).distance(x, part.bent_y, part.z)
            paint(canvas, coverage(body), hu + 4 * part.mottle)


def mediastinum() -> Mediastinum:
    """The demo patient's mediastinum."""
    pipes, food = airways.large_airways(), airways.gullet()
    vessels = (
        (great_vessels.other_veins(), great_vessels.NECK_VEIN_HU),
        (great_vessels.lung_veins(), great_vessels.LUNG_VEIN_HU),
        (great_vessels.lung_arteries(), great_vessels.LUNG_ARTERY_HU),
        (great_vessels.upper_cava(), great_vessels.VENA_CAVA_HU),
        (great_vessels.aorta(), great_vessels.AORTA_HU),
    )
    return Mediastinum(pipes, food, vessels)
