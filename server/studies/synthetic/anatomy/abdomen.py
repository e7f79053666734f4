"""What shows below the diaphragm: liver with its vessels, spleen, stomach with gas and fluid, bowel, kidneys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.anatomy import great_vessels
from server.studies.synthetic.anatomy.chest_wall import FAT_HU
from server.studies.synthetic.raster import Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import Ellipsoid, capsule, coverage, curve, paint, smooth_cut, smooth_union
from server.studies.synthetic.tubes import Tubes, tube_distance

LIVER_HU, LIVER_VESSEL_HU, SPLEEN_HU, WALL_HU = 66.0, 128.0, 94.0, 50.0
TOP_MM: Final = -78.0
BOX: Final = ((-140.0, 140.0), (-104.0, 100.0))
MUSCLE_MM: Final = 3.2
FUNDUS: Final = Ellipsoid((58, 6, -136), (38, 42, 36))
STOMACH_BODY: Final = Ellipsoid((40, -38, -168), (44, 28, 40))
SPLEEN: Final = Ellipsoid((100, 40, -150), (30, 46, 46))
BOWEL: Final = Ellipsoid((92, -34, -172), (22, 24, 30))
KIDNEYS: Final = (Ellipsoid((58, 58, -206), (25, 24, 40)), Ellipsoid((-56, 56, -216), (25, 24, 40)))
FLUID_LEVEL_Y: Final = -12.0
"""Gas rises to the front of somebody lying on the back: in front of this is gas, behind it fluid."""


@dataclass(frozen=True, slots=True)
class Abdomen:
    """The liver's vessels and the cava; everything else is painted from its shape."""

    liver_vessels: Tubes
    cava: Tubes

    def paint(self, hu: Floats, section: Section, height: Floats, below: Floats) -> None:
        """Paint everything below the diaphragm, weighted with the share `below` of each point."""
        if section.z > TOP_MM:
            return
        section, where = section.box(*BOX)
        canvas, height, below = hu[where], height[where], below[where]
        belly = canvas.copy()
        deep = np.maximum(section.wall + 0.9 + 0.9 * section.mottle, (section.z - height) * 0.55)
        fat = FAT_HU + 4 * section.mottle
        paint(belly, coverage(section.wall), fat)
        self._paint_organs(belly, section, deep + MUSCLE_MM)
        muscle = coverage(np.abs(deep + MUSCLE_MM / 2) - MUSCLE_MM / 2) * coverage(section.wall)
        paint(belly, muscle * 0.85, WALL_HU + 6)
        self._paint_crura(belly, section)
        cava = tube_distance(section.raster, section.z, self.cava, 4.0)
        paint(belly, coverage(cava), great_vessels.LOWER_CAVA_HU + 14 * section.mottle)
        canvas += below * (belly - canvas)

    def _paint_organs(self, belly: Floats, section: Section, deep: Floats) -> None:
        """Paint the organs from back to front; deep is the distance to the diaphragm's lower face."""
        x, y, z = section.bent_x, section.bent_y, section.z
        for kidney in KIDNEYS:
            inside = kidney.distance(x, y, z)
            paint(belly, coverage(inside), 178.0)
            paint(belly, coverage(inside + 9) * 0.9, 96 + 30 * section.mottle)
        spleen = smooth_cut(SPLEEN.distance(x, y, z), deep - 1, 4)
        paint(belly, coverage(spleen), SPLEEN_HU + 9 * section.mottle)
        liver = smooth_cut(self._liver(section), deep - MUSCLE_MM - 0.5, 3)
        paint(belly, coverage(liver), LIVER_HU + 3 * section.mottle + 3 * section.grain)
        vessels = tube_distance(section.raster, z, self.liver_vessels, 2.0)
        paint(belly, coverage(vessels, 1.8) * coverage(liver + 4) * 0.9, LIVER_VESSEL_HU)
        stomach = smooth_union(FUNDUS.distance(x, y, z), STOMACH_BODY.distance(x, y, z), 16)
        stomach = smooth_cut(np.maximum(stomach, -spleen + 2), deep + 2, 5)
        self._paint_hollow(belly, section, np.maximum(stomach, -liver + 1.0), 4.4, FLUID_LEVEL_Y)
        bowel = np.maximum(BOWEL.distance(x + 2 * section.mottle, y, z), -stomach + 1.5)
        self._paint_hollow(belly, section, smooth_cut(bowel, deep + 3, 4), 2.4, -30.0)

    @staticmethod
    def _paint_crura(belly: Floats, section: Section) -> None:
        """The diaphragm's two legs beside the aorta, and the left adrenal gland's thin limbs."""
        z = section.z
        x, y = section.bent_x, section.bent_y
        spread = curve((-200, -150, -110), (1.0, 1.25, 1.6), z)
        legs = np.minimum(
            capsule(x, y, z, (-6, 38, z), (2, 16, z), (4.5, 4.0)),
            capsule(x, y, z, (24, 40, z), (10 + 9 * spread, 18, z), (3.6, 3.4)),
        )
        legs = np.minimum(legs, capsule(x, y, z, (2, 16, z), (10 + 9 * spread, 17, z), (2.6, 2.6)))
        paint(belly, coverage(legs + 0.6 * section.mottle), WALL_HU)
        if z < -160:
            gland = np.minimum(
                capsule(x, y, z, (38, 30, z), (50, 42, z), (2.2, 1.8)),
                capsule(x, y, z, (38, 30, z), (37, 46, z), (2.2, 1.8)),
            )
            paint(belly, coverage(gland), 58.0)

    @staticmethod
    def _liver(section: Section) -> Floats:
        """Signed distance in mm to the liver's left and lower faces (the diaphragm gives the others)."""
        z = section.z
        x, y = section.bent_x, section.bent_y
        reach = curve((-200, -170, -140, -115, -95, -80), (20, 44, 56, 40, 4, -20), z)
        x, y = x + 5 * np.sin(y / 15 + z / 40), y + 4 * np.sin(x / 19)
        left_face = (x - np.float32(reach)) * 0.86 + np.maximum(y + 38, 0) * 0.62
        back_face = (y - 18 - np.maximum(-x - 20, 0) * 1.3) * 0.72
        groove = 11 - np.hypot(x + 8, y - 34)
        body = smooth_cut(left_face.astype(np.float32), back_face.astype(np.float32), 20)
        fissure = 2.2 - np.abs(x - 8 + (y + 60) * 0.15) - np.maximum(y + 28, 0) if z < -128 else np.float32(-9)
        return np.asarray(np.maximum(np.maximum(body, groove), fissure), np.float32)

    @staticmethod
    def _paint_hollow(belly: Floats, section: Section, distance: Floats, wall_mm: float, level_y: float) -> None:
        """A hollow organ: folded wall, gas in front of the fluid level, fluid with some food behind."""
        fold = wall_mm + 1.3 * np.maximum(section.grain, 0)
        paint(belly, coverage(distance), WALL_HU + 20)
        fluid = 18 + 26 * np.maximum(section.mottle, 0) + 10 * section.grain
        gas = np.clip((np.float32(level_y) - section.raster.y) / 1.2 + 0.5, 0, 1)
        paint(belly, coverage(distance + fold), fluid + gas * (-985 - fluid))
