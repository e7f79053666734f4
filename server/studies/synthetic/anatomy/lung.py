"""The lungs: their outline and tissue, the fissures between lobes, and the nodule the demo is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.anatomy.lung_trees import LungTrees
from server.studies.synthetic.raster import Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import Ellipsoid, coverage, curve, paint, smooth_cut
from server.studies.synthetic.tubes import tube_distance

TISSUE_HU: Final = -858.0
BOX: Final = ((-142.0, 142.0), (-106.0, 106.0))
CUPOLA: Final = Ellipsoid((46, 20, 40), (58, 92, 53))
CUPOLA_FROM_MM: Final = 56.0
NODULE_HU: Final = 32.0
NODULE_DIAMETER_MM: Final = 9.0

ARTERY_HU, VEIN_HU, BRONCHUS_WALL_HU, BRONCHUS_AIR_HU = 262.0, 250.0, -60.0, -985.0
VESSEL_EDGE_MM: Final = 1.5
"""Vessels are painted softer than other edges: this stands in for averaging over the slice's thickness."""


def lung_outline(section: Section, mediastinum: Floats) -> Floats:
    """Signed distance in mm to the lungs' surface, the diaphragm not yet taken into account."""
    outline = smooth_cut(section.wall + 1.1, -mediastinum, 3.0)
    if section.z > CUPOLA_FROM_MM:
        x = np.abs(section.raster.x + 1.5) + 0 * section.raster.y
        outline = smooth_cut(outline, CUPOLA.distance(x, section.raster.y, section.z), 5.0)
    return outline


def oblique_fissure(x: Floats, y: Floats, z: Floats | float) -> Floats:
    """Height in mm above the oblique fissure: positive in the upper (and middle) lobe."""
    surface = 44 - (82 - y) * 1.02 + 0.0016 * (np.abs(x) - 70) ** 2 + 4 * np.sin(x / 24) - np.where(x < 0, 4, 0)
    return np.asarray(z - surface, np.float32)


def horizontal_fissure(x: Floats, y: Floats, z: Floats | float) -> Floats:
    """Height in mm above the right lung's horizontal fissure."""
    return np.asarray(z - (-34 - 0.07 * (y + 20) + 3 * np.sin(x / 17 + y / 31)), np.float32)


@dataclass(frozen=True, slots=True)
class Lungs:
    """The lungs' trees, and where the nodule sits."""

    trees: LungTrees
    nodule_mm: tuple[float, float, float]

    def paint(self, hu: Floats, section: Section, outline: Floats, above: Floats) -> None:
        """Paint tissue, fissures, vessels, bronchi and the nodule into the lungs above the diaphragm."""
        part, where = section.box(*BOX)
        canvas, outline, above = hu[where], outline[where], above[where]
        paint(canvas, coverage(outline) * above, self._tissue(part))
        self._paint_fissures(canvas, part, coverage(outline + 2.5) * above)
        self._paint_trees(canvas, part, above * coverage(part.wall + 2.0))
        self._paint_nodule(canvas, part)

    @staticmethod
    def _tissue(section: Section) -> Floats:
        """Lung tissue is denser where it hangs lowest, the back, and below; and nowhere even."""
        low = curve((-150, -80, 0, 90), (24, 10, 0, -6), section.z)
        dependent = np.clip(section.raster.y + 30, -60, 120) * np.float32(0.34)
        return TISSUE_HU + low + dependent + 13 * section.mottle + 17 * section.grain

    @staticmethod
    def _paint_fissures(hu: Floats, section: Section, inside: Floats) -> None:
        """The fissures: hair lines where cut across, a faint veil where cut along."""
        x, y, z = section.raster.x, section.raster.y, section.z
        oblique = oblique_fissure(x, y, z)
        paint(hu, coverage(np.abs(oblique) * 0.70 - 0.25, 1.3) * inside * 0.20, -180.0)
        right_front = coverage(-oblique * 0.7) * coverage(x + 0 * y)
        flat = np.abs(horizontal_fissure(x, y, z)) * 0.97
        paint(hu, coverage(flat - 0.5, 2.0) * inside * right_front * 0.13, -180.0)

    def _paint_trees(self, hu: Floats, section: Section, inside: Floats) -> None:
        """Veins, arteries and bronchi, each only as bright as its thickness allows."""
        for tubes, blood_hu in ((self.trees.veins, VEIN_HU), (self.trees.arteries, ARTERY_HU)):
            distance = tube_distance(section.raster, section.z, tubes, VESSEL_EDGE_MM)
            paint(hu, coverage(distance, VESSEL_EDGE_MM) * inside, blood_hu)
        air = tube_distance(section.raster, section.z, self.trees.bronchi, 2.4)
        paint(hu, coverage(air - 0.75, 1.3) * inside, BRONCHUS_WALL_HU)
        paint(hu, coverage(air, 1.2) * inside, BRONCHUS_AIR_HU)

    def _paint_nodule(self, hu: Floats, section: Section) -> None:
        """A solid, round nodule with a slightly uneven edge."""
        x, y, z = self.nodule_mm
        if abs(section.z - z) > NODULE_DIAMETER_MM:
            return
        part, where = section.box((x - 12, x + 12), (y - 12, y + 12))
        apart = np.sqrt((part.raster.x - x) ** 2 + (part.raster.y - y) ** 2 + np.float32((section.z - z) ** 2))
        paint(hu[where], coverage(apart - NODULE_DIAMETER_MM / 2 + 0.25 * part.grain), NODULE_HU)
