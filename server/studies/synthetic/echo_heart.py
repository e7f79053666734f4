"""A beating heart as an ultrasound probe at its apex sees it: four chambers, valves, and where the blood goes.

The plane is in mm: `across` grows to the right of the picture, `deep` away from the probe. One beat is phase 0…1:
the ventricles squeeze until SYSTOLE_END, then fill, quickly at first and once more when the atria squeeze.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.raster import Floats
from server.studies.synthetic.shapes import smooth_union

SYSTOLE_END: Final = 0.36
MITRAL: Final = (19.0, 92.0)
TRICUSPID: Final = (-25.0, 89.0)


@dataclass(frozen=True, slots=True)
class Beat:
    """The heart's state at one moment.

    Attributes
    ----------
    squeeze : 0 (filled) … 1 (ejected)
    valve_open : 0…1 for mitral and tricuspid valve
    inflow, outflow : m/s
        Speed of blood through the mitral valve and out of the left ventricle.
    """

    squeeze: float
    valve_open: float
    inflow: float
    outflow: float


def beat(phase: float) -> Beat:
    """State of the heart at a phase 0…1 of its cycle; the end of a cycle meets its beginning."""
    if phase < SYSTOLE_END:
        ejected = phase / SYSTOLE_END
        return Beat(float(np.sin(ejected * np.pi / 2) ** 1.4), 0.0, 0.0, float(1.05 * np.sin(np.pi * ejected) ** 0.8))
    filling = (phase - SYSTOLE_END) / (1 - SYSTOLE_END)
    early = float(np.exp(-(((filling - 0.22) / 0.13) ** 2)))
    late = float(np.exp(-(((filling - 0.82) / 0.09) ** 2)))
    squeeze = 1 - 0.72 / (1 + np.exp(-(filling - 0.2) * 22)) - 0.28 / (1 + np.exp(-(filling - 0.80) * 30))
    start = float(np.clip(filling / 0.06, 0, 1))
    opened = min(1.0, 0.25 * start + early + 0.75 * late) * start
    return Beat(float(squeeze), opened, (0.82 * early + 0.58 * late) * start, 0.0)


@dataclass(frozen=True, slots=True)
class Chambers:
    """Signed distances in mm (negative inside) of the four chambers and of the muscle around them."""

    left_ventricle: Floats
    right_ventricle: Floats
    left_atrium: Floats
    right_atrium: Floats
    muscle: Floats
    valves: Floats

    @property
    def blood(self) -> Floats:
        """Signed distance to all the blood together."""
        return np.minimum(
            np.minimum(self.left_ventricle, self.right_ventricle), np.minimum(self.left_atrium, self.right_atrium)
        )


def chambers(across: Floats, deep: Floats, now: Beat) -> Chambers:
    """The chambers at one moment, at points of the plane."""
    down = 11.0 * now.squeeze
    apex = (9, 27 + 1.5 * now.squeeze)
    left_v = _egg(across, deep, apex, (MITRAL[0], MITRAL[1] - down), 23.5 - 7.5 * now.squeeze, 0.62)
    right_v = _egg(across, deep, (-12, 44), (TRICUSPID[0], TRICUSPID[1] - down), 16.5 - 4.5 * now.squeeze, 0.80)
    left_a = _egg(across, deep, (22, 133), (MITRAL[0] + 1, MITRAL[1] + 4 - down), 19.5 + 2.5 * now.squeeze, 0.45)
    right_a = _egg(across, deep, (-27, 129), (TRICUSPID[0] - 1, TRICUSPID[1] + 4 - down), 17.5 + 2 * now.squeeze, 0.45)
    wall = 9.0 + 4.5 * now.squeeze
    muscle = smooth_union(left_v - np.float32(wall), right_v - np.float32(4.5), 8)
    muscle = smooth_union(muscle, smooth_union(left_a, right_a, 4) - np.float32(3.2), 6)
    mitral = _valve(across, deep, (MITRAL[0], MITRAL[1] + 1 - down), 15.5, now.valve_open, 0.2)
    tricuspid = _valve(across, deep, (TRICUSPID[0], TRICUSPID[1] + 1 - down), 13.5, now.valve_open, 0.44)
    leaflets = np.minimum(mitral, tricuspid)
    return Chambers(left_v, right_v, left_a, right_a, muscle, leaflets)


def _egg(
    across: Floats, deep: Floats, tip: tuple[float, float], base: tuple[float, float], half: float, widest: float
) -> Floats:
    """Signed distance in mm (estimate) to an egg from tip to base, `half` wide where `widest` of the way is done."""
    way = np.asarray(base, np.float64) - np.asarray(tip, np.float64)
    length = float(np.hypot(*way))
    along = ((across - tip[0]) * way[0] / length + (deep - tip[1]) * way[1] / length).astype(np.float32)
    aside = ((across - tip[0]) * -way[1] / length + (deep - tip[1]) * way[0] / length).astype(np.float32)
    before, after = np.float32(length * widest), np.float32(length * (1 - widest) * 1.06)
    ahead = along - before
    scaled_along = ahead / np.where(ahead < 0, before, after)
    scaled_aside = aside / np.float32(half)
    # A power above two flattens the base and fills the shoulders of the egg.
    size = (_power(scaled_along) + _power(scaled_aside) + np.float32(1e-9)) ** np.float32(0.4)
    slope = np.where(np.abs(scaled_aside) > np.abs(scaled_along), np.float32(half), np.minimum(before, after))
    return ((size - 1) * np.minimum(slope, np.float32(1.35 * half))).astype(np.float32)


def _power(share: Floats) -> Floats:
    """|share| to the power of 2.5, without the slow general power."""
    size = np.abs(share)
    return size * size * np.sqrt(size)


def _valve(
    across: Floats, deep: Floats, ring: tuple[float, float], half: float, opened: float, lean_mm: float
) -> Floats:
    """Signed distance in mm to a valve's two leaflets, hinged on a ring and swinging toward the apex."""
    distance = np.full(across.shape, 60, np.float32)
    for side in (-1.0, 1.0):
        hinge = (ring[0] + side * half, ring[1])
        swing = np.deg2rad(18 + 58 * opened)
        reach = half * (1.12 if side < 0 else 0.92)
        tip = (hinge[0] - side * reach * np.cos(swing) + lean_mm, hinge[1] - reach * np.sin(swing))
        middle = ((hinge[0] + tip[0]) / 2, (hinge[1] + tip[1]) / 2 - 1.6 * (1 - opened))
        for start, end in ((hinge, middle), (middle, tip)):
            distance = np.minimum(distance, _rod(across, deep, start, end, 0.85))
    return distance


def _rod(across: Floats, deep: Floats, start: tuple[float, float], end: tuple[float, float], radius: float) -> Floats:
    """Signed distance in mm to a straight rod in the plane."""
    run = np.float32(end[0] - start[0]), np.float32(end[1] - start[1])
    da, dd = across - np.float32(start[0]), deep - np.float32(start[1])
    t = np.clip((da * run[0] + dd * run[1]) / (run[0] ** 2 + run[1] ** 2), 0, 1)
    return np.hypot(da - t * run[0], dd - t * run[1]) - np.float32(radius)


def blood_velocity(across: Floats, deep: Floats, now: Beat) -> Floats:
    """Speed of the blood toward the probe in m/s (away is negative): the inflow jet, the outflow, slow eddies."""
    down = 11.0 * now.squeeze
    ahead = np.float32(MITRAL[1] - down + 8) - deep
    center = MITRAL[0] - 0.06 * ahead - 1.0
    width = 7.5 + 0.10 * np.maximum(ahead, 0)
    jet = np.exp(-(((across - center) / width) ** 2)) * np.clip((ahead + 14) / 12, 0, 1)
    jet *= np.exp(-((np.maximum(ahead - 30, 0) / 20) ** 2))
    right_center = TRICUSPID[0] + 0.14 * ahead
    right = np.exp(-(((across - right_center) / 7.5) ** 2)) * np.clip((ahead + 10) / 12, 0, 1) * 0.62
    right *= np.exp(-((np.maximum(ahead - 22, 0) / 16) ** 2))
    out_center = 8 - 0.18 * (deep - 80)
    out = np.exp(-(((across - out_center) / 7.5) ** 2)) * np.clip((deep - 46) / 26, 0, 1)
    out *= np.exp(-((np.maximum(deep - 92, 0) / 12) ** 2))
    leak = np.exp(-(((across - MITRAL[0] - 0.16 * (deep - 92)) / 3.2) ** 2)) * np.exp(-(((deep - 97 + down) / 12) ** 2))
    return np.asarray(now.inflow * (jet + right) - now.outflow * (out + 0.75 * leak), np.float32)
