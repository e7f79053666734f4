"""Collarbones, shoulder blades and the heads of the arm bones (the arms lie above the patient's head)."""

from __future__ import annotations

from typing import Final

import numpy as np

from server.studies.synthetic.anatomy.chest_wall import MUSCLE_HU
from server.studies.synthetic.anatomy.skeleton import paint_bone
from server.studies.synthetic.raster import BEARING, Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import Ellipsoid, capsule, coverage, curve, paint, smooth_union
from server.studies.synthetic.tubes import Tubes, together, tube, tube_distance

CLAVICLE: Final = ((20, -64, 50), (40, -70, 58), (66, -66, 70), (94, -42, 86), (122, -10, 100), (144, 4, 104))
CLAVICLE_RADII: Final = (9.5, 6.6, 5.4, 5.2, 5.6, 6.0)
BLADE_TOP_MM, BLADE_TIP_MM = 92.0, -48.0


def collarbones() -> Tubes:
    """Both collarbones, S-shaped, from the breastbone up and back to the shoulders."""
    left = tube(CLAVICLE, CLAVICLE_RADII)
    right = tube([(-x, y + 1, z + 2) for x, y, z in CLAVICLE], CLAVICLE_RADII)
    return together((left, right))


def paint_shoulders(hu: Floats, section: Section, clavicles: Tubes) -> None:
    """Paint the shoulder girdle's cut faces; nothing below the tips of the shoulder blades."""
    if section.z > 36:
        around = tube_distance(section.raster, section.z, clavicles, 5.0)
        paint(hu, coverage(around - 3.0) * 0.6, MUSCLE_HU)
        paint_bone(hu, around, section, cortex_mm=1.9)
    if section.z < BLADE_TIP_MM - 4:
        return
    blade = _blade(section)
    if section.z > 52:
        x = np.abs(section.bent_x)
        spine = capsule(x, section.bent_y, section.z, (62, 99, 60), (146, 62, 104), (2.6, 5.0), flatten_z=0.5)
        socket = capsule(x, section.bent_y, section.z, (124, 36, 78), (131, 20, 104), (8, 12))
        beak = capsule(x, section.bent_y, section.z, (124, 14, 98), (112, -22, 96), (6.5, 5))
        blade = smooth_union(smooth_union(smooth_union(blade, spine, 3), socket, 4), beak, 3)
    paint_bone(hu, blade, section, cortex_mm=1.5)
    if section.z > 78:
        head = Ellipsoid((156, 6, 112), (23, 23, 24)).distance(np.abs(section.bent_x), section.bent_y, section.z)
        x = np.abs(section.bent_x)
        shaft = capsule(x, section.bent_y, section.z, (158, 4, 118), (166, -12, 210), (15, 12))
        paint_bone(hu, smooth_union(head, shaft, 6), section, cortex_mm=2.0)


def _blade(section: Section) -> Floats:
    """Signed distance in mm to the shoulder blades' plates, which lie on the ribs over the muscle beneath them."""
    z = section.z
    inner = curve((BLADE_TIP_MM, 0, 60, BLADE_TOP_MM), (2.32, 2.52, 2.60, 2.46), z)
    outer = curve((BLADE_TIP_MM, 0, 60, BLADE_TOP_MM), (2.18, 1.95, 1.72, 1.66), z)
    at = np.abs(BEARING)
    beyond = np.maximum(np.maximum(at - inner, outer - at) * 112, 0)
    lift = 17 + 10 * np.clip((2.6 - at) / 0.8, 0, 1) + curve((-50, 20, 90), (-5, 0, 12), z)
    thick = 1.6 + 2.6 * np.exp(-(((at - outer) / 0.09) ** 2)) + 0.7 * np.exp(-(((at - inner) / 0.06) ** 2))
    out = section.wall - section.raster.look_up(lift.astype(np.float32)) + 0.7 * section.mottle
    flat = np.hypot(out, section.raster.look_up(beyond.astype(np.float32))) - section.raster.look_up(
        thick.astype(np.float32)
    )
    ends = max(z - BLADE_TOP_MM, BLADE_TIP_MM - z, 0.0)
    return np.asarray(flat + np.float32(ends), np.float32)
