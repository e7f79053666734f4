"""Skin, the fat below it, and the muscle coats of the trunk and shoulders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.anatomy.trunk import spine_y
from server.studies.synthetic.raster import BEARING, BEARINGS, Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import Ellipsoid, coverage, curve, paint
from server.studies.synthetic.texture import RingField, bump, ring_field

AIR_HU: Final = -1000.0
SKIN_HU: Final = 25.0
FAT_HU: Final = -104.0
MUSCLE_HU: Final = 56.0
SKIN_MM: Final = 1.9
RIB_LAYER_MM: Final = 10.5
"""Depth of the wall between pleura and the muscles outside the ribs."""


@dataclass(frozen=True, slots=True)
class ChestWall:
    """Muscle thickness around the trunk, uneven in its own way."""

    waves: RingField
    planes: RingField

    def muscle_mm(self, z: float) -> Floats:
        """Thickness in mm of the muscles outside the ribs at every bearing: shape (BEARINGS,)."""
        low = np.full(BEARINGS, 4.0, np.float32)
        pectoral = bump(0.62, 0.42) * curve((-100, -70, -20, 25, 60, 95), (2, 5, 13, 19, 23, 21), z)
        side = bump(1.75, 0.5) * curve((-200, -120, -40, 20, 60, 95), (8, 8, 12, 20, 46, 70), z)
        shoulder_blade = bump(2.25, 0.42) * curve((-200, -60, -20, 40, 80, 110), (6, 8, 16, 30, 42, 46), z)
        beside_spine = bump(2.86, 0.20) * curve((-200, -100, 0, 80, 120), (26, 24, 22, 26, 30), z)
        belly = bump(0.22, 0.22) * curve((-200, -110, -80), (8, 7, 0), z)
        even = low + pectoral + side + shoulder_blade + beside_spine + belly
        return np.asarray(even + 1.1 * self.waves.at(z), np.float32)

    def paint(self, hu: Floats, section: Section) -> None:
        """Paint everything from the skin to the pleura but the bones, and fat where the organs will lie."""
        wall, skin = section.wall, section.skin
        paint(hu, coverage(skin), SKIN_HU)
        fat = FAT_HU + 3.5 * section.mottle + 3.0 * section.grain
        # Fibrous strands in the fat below the skin: where the fine field crosses zero.
        strands = np.clip(1 - np.abs(section.grain + 0.6 * section.mottle) * 9, 0, 1) * np.float32(38)
        paint(hu, coverage(skin + SKIN_MM + 0.25 * section.mottle), fat + strands)
        muscle_mm = self.muscle_mm(section.z)
        outer = section.raster.look_up(RIB_LAYER_MM + muscle_mm) + 0.9 * section.mottle
        deep = np.maximum(wall - outer, skin + 6.0 + 0.8 * section.mottle)
        muscle = MUSCLE_HU + 5 * section.mottle + 5 * section.grain
        muscle -= 60 * np.clip(np.abs(section.grain) - 1.6, 0, 0.7)
        paint(hu, coverage(deep), muscle)
        self._paint_planes(hu, section, coverage(deep), muscle_mm)
        self._paint_spinal_muscles(hu, section)
        between = coverage(np.abs(wall - 5.0) - 4.6)
        paint(hu, between * 0.85, MUSCLE_HU - 6 + 12 * section.mottle)
        paint(hu, coverage(wall + 0.4), fat)

    def _paint_planes(self, hu: Floats, section: Section, muscle: Floats, muscle_mm: Floats) -> None:
        """Fat between the muscle coats: sheets at uneven depths, broken where muscles touch."""
        drift = self.planes.at(section.z)
        for share, reach, seed in ((0.05, 0.9, 1), (0.52, 0.8, 2)):
            at = RIB_LAYER_MM + muscle_mm * share + (1.5 + 0.09 * muscle_mm) * np.roll(drift, seed * 977)
            open_here = np.clip(0.35 + 0.7 * np.roll(drift, seed * 1511), 0, 1)
            sheet = coverage(
                np.abs(section.wall - section.raster.look_up(at.astype(np.float32)) + 1.4 * section.mottle) - reach, 2.2
            )
            paint(hu, sheet * muscle * section.raster.look_up(open_here.astype(np.float32)), FAT_HU + 14)
        # Seams that run outward, as between latissimus and the muscles of the shoulder blade.
        seams = np.abs(np.sin(2.5 * np.abs(BEARING) + 1.1 + 0.18 * drift)) * 60
        band = section.raster.look_up(seams.astype(np.float32)) + 1.5 * section.mottle
        paint(hu, coverage(np.abs(band + 0.25 * (section.wall - 20)) - 0.8, 2.4) * muscle * 0.7, FAT_HU + 12)

    def _paint_spinal_muscles(self, hu: Floats, section: Section) -> None:
        """The long columns on either side of the spinous processes, marbled with fat."""
        part, where = section.box((-75, 75), (40, 140))
        back = spine_y(section.z) + 45
        left = Ellipsoid((25, back, section.z), (23, 15, 60))
        distance = left.distance(np.abs(part.bent_x), part.bent_y, part.z)
        shown = coverage(np.maximum(distance, part.skin + 7))
        marbled = MUSCLE_HU - 2 - 55 * np.clip(np.abs(part.grain) - 0.9, 0, 1)
        paint(hu[where], coverage(np.abs(distance) - 0.9) * coverage(part.skin + 7) * 0.8, FAT_HU + 10)
        paint(hu[where], shown * coverage(distance + 1.5), marbled)


def chest_wall() -> ChestWall:
    """The demo patient's soft chest wall."""
    return ChestWall(ring_field(111, 30, 30), ring_field(112, 24, 34))
