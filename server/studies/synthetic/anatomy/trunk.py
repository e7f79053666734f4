"""The outlines of the trunk: how far skin and inner thoracic wall lie from the axis, by height and bearing.

The patient's axis runs through the middle of the chest; z = 0 is the carina, T1 stands at +88 mm, T12 at -168 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.raster import BEARING, BEARINGS, Floats, Raster
from server.studies.synthetic.shapes import curve
from server.studies.synthetic.texture import RingField, bump, ring_field

HEIGHTS: Final = (-200, -160, -120, -80, -40, 0, 30, 55, 75, 90, 105, 130)
SKIN_SIDE: Final = (151, 153, 156, 160, 163, 165, 168, 172, 178, 182, 184, 180)
SKIN_FRONT: Final = (119, 118, 118, 118, 117, 115, 110, 102, 92, 82, 73, 62)
SKIN_BACK: Final = (127, 128, 129, 130, 131, 131, 130, 128, 125, 122, 118, 109)
WALL_SIDE: Final = (126, 130, 132, 131, 128, 122, 113, 100, 86, 74, 62, 48)
WALL_FRONT: Final = (92, 93, 94, 93, 90, 85, 78, 66, 53, 42, 32, 20)
WALL_BACK: Final = (80, 84, 86, 88, 89, 88, 86, 82, 77, 73, 68, 60)

SPINE_HEIGHTS: Final = (-200, -160, -120, -60, 0, 50, 90, 130)
SPINE_Y: Final = (51, 56, 61, 65, 62, 55, 45, 34)
"""Center of the vertebral bodies behind the axis in mm: the kyphosis of the chest."""


SIDEWAYS: Final[Floats] = np.abs(np.sin(BEARING))
AHEAD: Final[Floats] = np.abs(np.cos(BEARING))


def spine_y(z: float) -> float:
    """How far behind the axis the vertebral bodies' center lies at height z, in mm."""
    return curve(SPINE_HEIGHTS, SPINE_Y, z)


def _outline(z: float, side: tuple[int, ...], front: tuple[int, ...], back: tuple[int, ...], power: float) -> Floats:
    """Range in mm at every bearing of a rounded, front-to-back lopsided outline."""
    across = curve(HEIGHTS, side, z)
    deep = np.where(np.abs(BEARING) < np.pi / 2, curve(HEIGHTS, front, z), curve(HEIGHTS, back, z))
    shape = (SIDEWAYS / across) ** power + (AHEAD / deep) ** power
    return np.asarray(shape ** (-1 / power), np.float32)


@dataclass(frozen=True, slots=True)
class Trunk:
    """Skin and wall outlines with their irregularities."""

    skin_waves: RingField
    wall_waves: RingField
    wall_ripples: RingField

    def wall_range(self, z: float) -> Floats:
        """Range in mm of the thorax's inner wall at every bearing."""
        smooth = _outline(z, WALL_SIDE, WALL_FRONT, WALL_BACK, 2.3)
        gutter = 5 * bump(2.52, 0.3) * curve((-150, -60, 60, 110), (0.3, 1, 1, 0), z)
        lopsided = 1.6 * np.sin(BEARING - 0.5)
        return np.asarray(
            smooth + gutter + lopsided + 1.1 * self.wall_waves.at(z) + 0.55 * self.wall_ripples.at(z), np.float32
        )

    def skin_range(self, z: float) -> Floats:
        """Range in mm of the skin at every bearing: furrow over the spine, chest muscle, flat back on the couch."""
        smooth = _outline(z, SKIN_SIDE, SKIN_FRONT, SKIN_BACK, 2.4)
        furrow = -7 * bump(np.pi, 0.10) * curve((-200, -40, 80, 120), (0.45, 0.7, 0.6, 0.2), z)
        chest = 6 * bump(0.55, 0.33) * curve((-110, -70, -30, 20, 60, 90), (0, 0.8, 1.2, 1, 0.5, 0), z)
        notch = -5 * bump(0.0, 0.13) * curve((-120, -60, 40, 80), (0, 1, 0.8, 0), z)
        armpit = -9 * bump(1.22, 0.22) * curve((-30, 20, 60, 95), (0, 0.7, 1, 0), z)
        return np.asarray(smooth + furrow + chest + notch + armpit + 1.4 * self.skin_waves.at(z), np.float32)


def trunk() -> Trunk:
    """The demo patient's outlines."""
    return Trunk(ring_field(101, 45, 26), ring_field(102, 40, 22), ring_field(103, 13, 70))


def depth(raster: Raster, outline: Floats) -> Floats:
    """Signed distance in mm of each point to an outline given as range by bearing, negative inside."""
    slope = (np.roll(outline, -1) - np.roll(outline, 1)) * np.float32(BEARINGS / (4 * np.pi))
    straighten = outline / np.hypot(outline, slope)
    return (raster.range_mm - raster.look_up(outline)) * raster.look_up(straighten.astype(np.float32))
