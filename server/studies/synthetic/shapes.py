"""Signed distances of simple bodies in mm (negative inside), and soft-edged painting of what they enclose.

An edge is painted over about the width of one point: a voxel that is half bone shows half of bone, as in a real scan.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import Floats

EDGE_MM = 1.0
"""Width over which an edge goes from one tissue to the next: the scanner's in-plane blur."""


def coverage(distance: Floats | NDArray[np.float64], edge_mm: float = EDGE_MM) -> Floats:
    """Share 0…1 of each point that lies inside a body, from its signed distance in mm."""
    return np.asarray(np.clip(0.5 - distance / np.float32(edge_mm), 0, 1), np.float32)


def paint(hu: Floats, share: Floats | NDArray[np.float64], value: Floats | NDArray[np.float64] | float) -> None:
    """Lay a tissue of the given HU over what is there, in place; share is the coverage 0…1."""
    hu += share * (np.float32(value) - hu if isinstance(value, float | int) else value - hu)


def smooth_union(first: Floats, second: Floats, reach_mm: float) -> Floats:
    """Union of two bodies whose meeting line is rounded over reach_mm (polynomial smooth minimum)."""
    reach = np.float32(reach_mm)
    blend = np.maximum(reach - np.abs(first - second), 0) / reach
    return np.asarray(np.minimum(first, second) - blend * blend * reach * np.float32(0.25), np.float32)


def smooth_cut(first: Floats, second: Floats, reach_mm: float) -> Floats:
    """Intersection of two bodies with a rounded edge."""
    return -smooth_union(-first, -second, reach_mm)


def curve(heights: tuple[float, ...], values: tuple[float, ...], at: float) -> float:
    """Smooth curve through (height, value) pairs, heights rising; flat beyond both ends (cubic Hermite)."""
    if at <= heights[0] or at >= heights[-1]:
        return float(values[0] if at <= heights[0] else values[-1])
    k = bisect_right(heights, at) - 1
    slope = _slopes(heights, values)
    span = heights[k + 1] - heights[k]
    t = (at - heights[k]) / span
    bend = t * t * (3 - 2 * t)
    ends = values[k] * (1 - bend) + values[k + 1] * bend
    return ends + span * ((t**3 - 2 * t * t + t) * slope[k] + (t**3 - t * t) * slope[k + 1])


@lru_cache(maxsize=256)
def _slopes(heights: tuple[float, ...], values: tuple[float, ...]) -> tuple[float, ...]:
    """Slope of the curve at each of its points."""
    if len(heights) == 2:
        return ((values[1] - values[0]) / (heights[1] - heights[0]),) * 2
    return tuple(np.gradient(np.asarray(values, np.float64), np.asarray(heights, np.float64)).tolist())


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """An ellipsoid: center and semi-axes in mm; `axes` holds the directions of the semi-axes as rows."""

    center: tuple[float, float, float]
    semi: tuple[float, float, float]
    axes: tuple[tuple[float, float, float], ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))

    def distance(self, x: Floats, y: Floats, z: Floats | float) -> Floats:
        """Signed distance in mm (first-order estimate, exact on the surface)."""
        dx, dy, dz = x - np.float32(self.center[0]), y - np.float32(self.center[1]), z - np.float32(self.center[2])
        near: Floats = np.float32(1e-6) + np.zeros(np.broadcast_shapes(dx.shape, dy.shape), np.float32)
        steep = near / np.float32(min(self.semi) ** 2)
        for (ax, ay, az), semi in zip(self.axes, self.semi, strict=True):
            along = (dx * np.float32(ax) + dy * np.float32(ay) + dz * np.float32(az)) * np.float32(1 / semi)
            near += along * along
            steep += (along * np.float32(1 / semi)) ** 2
        scaled = np.sqrt(near)
        return np.asarray(scaled * (scaled - 1) / np.sqrt(steep), np.float32)


def turned_axes(long_axis: tuple[float, float, float]) -> tuple[tuple[float, float, float], ...]:
    """Three right-angled unit directions, the first along long_axis, the second as level as possible."""
    first: NDArray[np.float64] = np.asarray(long_axis, np.float64)
    first = first / np.linalg.norm(first)
    second = np.cross((0.0, 0.0, 1.0), first)
    second = second / np.linalg.norm(second)
    third = np.cross(first, second)
    return tuple((float(axis[0]), float(axis[1]), float(axis[2])) for axis in (first, second, third))


def capsule(
    x: Floats,
    y: Floats,
    z: float,
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    radius: tuple[float, float],
    *,
    flatten_z: float = 1.0,
) -> Floats:
    """Signed distance in mm to a tapering rod from start to end; flatten_z < 1 makes it taller than wide."""
    ax, ay, az = start[0], start[1], start[2] * flatten_z
    bx, by, bz = end[0] - ax, end[1] - ay, end[2] * flatten_z - az
    dx, dy, dz = x - np.float32(ax), y - np.float32(ay), np.float32(z * flatten_z - az)
    length = bx * bx + by * by + bz * bz
    t = np.clip((dx * np.float32(bx) + dy * np.float32(by) + dz * np.float32(bz)) / np.float32(length), 0, 1)
    apart = (dx - t * np.float32(bx)) ** 2 + (dy - t * np.float32(by)) ** 2 + (dz - t * np.float32(bz)) ** 2
    return np.asarray(np.sqrt(apart) - (np.float32(radius[0]) + t * np.float32(radius[1] - radius[0])), np.float32)
