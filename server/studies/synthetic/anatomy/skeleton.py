"""Bones that ring the chest: ribs with their cartilages, and the breastbone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.anatomy.trunk import HEIGHTS, WALL_FRONT
from server.studies.synthetic.raster import BEARING, BEARINGS, Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import coverage, curve, paint
from server.studies.synthetic.texture import RingField, ring_field

CORTEX_HU: Final = 980.0
MARROW_HU: Final = 190.0
CARTILAGE_HU: Final = 118.0

VERTEBRA_Z: Final = (
    88.0,
    66.6,
    45.0,
    23.0,
    0.4,
    -22.6,
    -46.0,
    -70.0,
    -94.2,
    -118.6,
    -143.4,
    -168.8,
    -195.0,
    109.0,
    129.0,
)
"""Heights of the vertebral bodies' centers in mm: T1 … T12, L1, then C7 and C6."""

RIB_HALF_THICK_MM: Final = 3.3
RIB_HALF_TALL_MM: Final = 6.6
RIBS: Final = 12


def paint_bone(
    hu: Floats, distance: Floats, section: Section, *, cortex_mm: float = 1.35, cortex_hu: float = CORTEX_HU
) -> None:
    """Paint a bone of that signed distance: a dense shell around marrow crossed by fine beams."""
    beams = MARROW_HU + 58 * section.grain + 9 * section.mottle
    paint(hu, coverage(distance), cortex_hu + 60 * section.mottle)
    paint(hu, coverage(distance + cortex_mm + 0.3 * section.mottle), beams)


@dataclass(frozen=True, slots=True)
class Ribs:
    """Twelve pairs, drawn as the places where the wall's shell meets bands that sink from the spine to the front."""

    waves: RingField

    def paint(self, hu: Floats, section: Section) -> None:
        """Paint the ribs' cut faces and their cartilages."""
        apart, cartilage, present = self._bands(section.z)
        up = section.raster.look_up(apart)
        out = section.wall - 5.4
        near = np.sqrt((out / RIB_HALF_THICK_MM) ** 2 + (up / RIB_HALF_TALL_MM) ** 2) + 1e-4
        steep = np.sqrt((out / RIB_HALF_THICK_MM**2) ** 2 + (up / RIB_HALF_TALL_MM**2) ** 2) + 1e-4
        distance = near * (near - 1) / steep + section.raster.look_up(present)
        soft = section.raster.look_up(cartilage)
        inner = MARROW_HU - 30 + 40 * section.grain + 20 * section.mottle
        rim = coverage(distance, 1.3)
        core = coverage(distance + 1.15 + 0.25 * section.mottle, 1.2)
        calcified = 240 * np.clip(section.mottle - 0.6, 0, 1)
        paint(hu, rim, CORTEX_HU * 0.94 * (1 - soft) + (CARTILAGE_HU + 60 + calcified) * soft)
        paint(hu, core, inner * (1 - soft) + (CARTILAGE_HU - 12 + 6 * section.mottle) * soft)

    def _bands(self, z: float) -> tuple[Floats, Floats, Floats]:
        """By bearing: height in mm above the nearest rib's middle, share of cartilage, and mm beyond a rib's end."""
        ahead = 1 - np.abs(BEARING) / np.pi
        sink = curve((-200, -100, 0, 60, 110), (92, 96, 84, 58, 36), z)
        front = np.clip((ahead - 0.74) / 0.24, 0, 1)
        rise = curve((-200, -130, -60, 0, 60), (0.5, 0.62, 0.45, 0.12, 0), z)
        course = np.sin(np.pi / 2 * np.clip((ahead - 0.10) / 0.66, 0, 1)) - rise * front**1.3
        level = z + sink * course + 0.9 * self.waves.at(z) + 1.5 * np.sign(BEARING)
        heights = np.asarray(VERTEBRA_Z[:RIBS])[::-1]
        number = np.interp(level, heights, np.arange(RIBS - 1, -1, -1, dtype=np.float64), left=RIBS, right=-1)
        nearest = np.clip(np.rint(number), 0, RIBS - 1)
        middle = np.asarray(VERTEBRA_Z[:RIBS])[nearest.astype(int)]
        slope = np.abs(np.roll(level, -1) - np.roll(level, 1)) * (BEARINGS / (4 * np.pi * 110))
        apart = np.abs(level - middle) / np.hypot(1, np.clip(slope, 0, 1.5))
        end = np.choose(nearest.astype(int), (0.95,) * 7 + (0.87, 0.84, 0.80, 0.52, 0.38))
        bony = np.choose(nearest.astype(int), (0.84, 0.80, 0.79, 0.78, 0.77, 0.75, 0.73, 0.71, 0.69, 0.68, 1, 1))
        cartilage = np.clip((ahead - bony) * 90 + 0.5, 0, 1)
        beyond = np.maximum(0, (ahead - end) * 300) + np.maximum(0, (0.115 - ahead) * 300)
        return apart.astype(np.float32), cartilage.astype(np.float32), beyond.astype(np.float32)


def ribs() -> Ribs:
    """The demo patient's ribs."""
    return Ribs(ring_field(121, 60, 14))


def sternum_y(z: float) -> float:
    """How far in front of the axis (negative) the breastbone's middle lies at height z, in mm."""
    return -curve(HEIGHTS, WALL_FRONT, z) - 6.5


def paint_sternum(hu: Floats, section: Section) -> None:
    """Paint manubrium, body and xiphoid process; nothing outside their heights."""
    if not -124 < section.z < 58:
        return
    part, where = section.box((-48, 48), (-125, -40))
    wide = curve((-124, -112, -98, -60, -10, 2, 12, 40, 54, 58), (3, 5, 14, 19, 15, 14, 19, 29, 24, 17), part.z)
    thick = curve((-124, -100, -60, 0, 30, 58), (2.5, 4, 5.2, 5.4, 6.6, 5), part.z)
    dished = sternum_y(part.z) - (part.bent_x / 40) ** 2 * 3
    corner = 3.2
    over_x = np.abs(part.bent_x) - (wide - corner)
    over_y = np.abs(part.bent_y - dished) - (thick - corner + 0.1)
    distance = np.hypot(np.maximum(over_x, 0), np.maximum(over_y, 0)) - corner
    distance += np.minimum(np.maximum(over_x, over_y), 0)
    end = np.float32(max(part.z - 57, -123 - part.z))
    paint_bone(hu[where], (distance + np.maximum(end, 0)).astype(np.float32), part, cortex_mm=1.1)
