"""The vertebrae with their processes and canal, the discs between them, and the necks of the ribs."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np

from server.studies.synthetic.anatomy.skeleton import VERTEBRA_Z, paint_bone
from server.studies.synthetic.anatomy.trunk import spine_y
from server.studies.synthetic.raster import Floats
from server.studies.synthetic.section import Section
from server.studies.synthetic.shapes import capsule, coverage, paint, smooth_union

Rod: TypeAlias = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float], float]

ARCH: Final[tuple[Rod, ...]] = (
    ((9.5, 11.0, 4.0), (12.5, 23.0, 4.0), (3.6, 4.2), 0.7),
    ((12.5, 24.0, 3.0), (31.0, 33.5, 7.0), (4.8, 4.0), 0.8),
    ((13.0, 24.5, 1.0), (1.5, 34.5, -7.0), (3.6, 3.4), 0.45),
    ((13.5, 25.0, -11.0), (13.5, 24.5, 11.0), (4.4, 4.4), 1.0),
)
"""Pedicle, transverse process, lamina and joint column of the left half, from the body's center in mm."""

RIB_NECK: Final[Rod] = ((19.0, 12.0, 9.0), (40.0, 32.0, 1.0), (5.0, 4.2), 0.8)
BODY_HALF_TALL_MM: Final = 9.6


def paint_spine(hu: Floats, section: Section) -> None:
    """Paint the spine's cut faces at the section's height."""
    middle = spine_y(section.z)
    part, where = section.box((-60, 60), (middle - 25, middle + 78))
    canvas = hu[where]
    x, y = np.abs(part.bent_x + 0.7), part.bent_y - np.float32(middle)
    body = _body_outline(x, y)
    paint(canvas, coverage(body - 3.0) * 0.9, 42.0)
    paint(canvas, coverage(np.hypot(x, (y - 26) * 1.1) - 13.5), 40.0)
    paint(canvas, coverage(body), 84 + 10 * part.mottle)
    for center in VERTEBRA_Z:
        if abs(part.z - center) < 44:
            _paint_vertebra(canvas, part, x, y, body, part.z - center, scale=_scale(center), ribs=-180 < center < 100)
    _paint_canal(canvas, x, y)


def _scale(center: float) -> float:
    """Size of a vertebra against one in mid-chest: they grow downward."""
    return float(np.interp(center, (-200, 130), (1.14, 0.84)))


def _body_outline(x: Floats, y: Floats) -> Floats:
    """Signed distance in mm to a vertebral body's rim in mid-height: heart-shaped, hollow at the back."""
    angle = np.arctan2(x, -y)
    rim = 15.8 + 1.6 * np.sin(angle) ** 2 - 3.4 * np.exp(-(((angle - np.pi) / 0.55) ** 2))
    return (np.hypot(x, y) - rim).astype(np.float32)


def _paint_vertebra(
    canvas: Floats, part: Section, x: Floats, y: Floats, body: Floats, dz: float, *, scale: float, ribs: bool
) -> None:
    """One vertebra, dz mm above its body's center; x is mirrored, so both halves come out alike."""
    sx, sy, sz = x / np.float32(scale), y / np.float32(scale), dz / scale
    waist = 1.5 * (1 - (sz / BODY_HALF_TALL_MM) ** 2)
    hollow = BODY_HALF_TALL_MM - 1.1 * np.exp(-(sx * sx + sy * sy) / 130)
    block = np.maximum(body + np.float32(17 * (1 - scale) + max(waist, 0)), np.abs(np.float32(sz)) - hollow)
    paint_bone(canvas, block.astype(np.float32), part, cortex_mm=1.1, cortex_hu=620.0)
    arch = np.full(x.shape, 50, np.float32)
    rods = (*ARCH, RIB_NECK) if ribs else ARCH
    for start, end, radius, tall in rods:
        arch = smooth_union(arch, capsule(sx, sy, sz, start, end, radius, flatten_z=tall), 1.5)
    spinous = capsule(sx, sy, sz, (0, 35, -6), (0, 59, -25), (3.4, 2.6), flatten_z=0.55)
    arch = smooth_union(arch, spinous, 2.0) * np.float32(scale)
    paint_bone(canvas, arch, part, cortex_mm=1.7)


def _paint_canal(canvas: Floats, x: Floats, y: Floats) -> None:
    """The canal: fat outside the sac, fluid in it, the cord in the fluid."""
    canal = np.hypot(x * 0.92, y - 23.5)
    paint(canvas, coverage(canal - 8.6), -62.0)
    paint(canvas, coverage(canal - 7.4), 14.0)
    paint(canvas, coverage(np.hypot(x * 0.82, (y - 23.3) * 1.1) - 4.2), 42.0)
