"""Tubes: everything in the body that is a tapering pipe, kept as straight pieces and painted many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import Floats, Raster

PATCHES = (10, 16, 26, 44, 72, 120)
"""Side lengths in points of the square patches pieces are painted on: small pieces in large numbers, large ones few."""


@dataclass(frozen=True, slots=True)
class Tubes:
    """Straight tapering pieces: `start` and `end` (n, 3) in mm, `radius` (n, 2) in mm at either end.

    `low` and `high` (n,) are the heights in mm between which each piece lies, walls included.
    """

    start: Floats
    end: Floats
    radius: Floats
    low: Floats
    high: Floats

    def near(self, z: float, reach_mm: float) -> Tubes:
        """The pieces that come within reach_mm of height z."""
        return self.chosen(np.flatnonzero((self.low < z + reach_mm) & (self.high > z - reach_mm)))

    def chosen(self, which: NDArray[np.intp]) -> Tubes:
        """The pieces of the given numbers."""
        return Tubes(self.start[which], self.end[which], self.radius[which], self.low[which], self.high[which])


def pieces(start: Floats, end: Floats, radius: Floats) -> Tubes:
    """Tubes of the given pieces."""
    widest = radius.max(axis=1)
    low, high = np.minimum(start[:, 2], end[:, 2]) - widest, np.maximum(start[:, 2], end[:, 2]) + widest
    return Tubes(start, end, radius, low, high)


def tube(points: Sequence[tuple[float, float, float]], radii: Sequence[float], *, pieces_per_leg: int = 5) -> Tubes:
    """A smooth tube through points (mm) with a radius (mm) at each (Catmull-Rom spline)."""
    knots = np.column_stack([np.asarray(points, np.float64), np.asarray(radii, np.float64)])
    padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = (np.arange(pieces_per_leg) / pieces_per_leg)[:, None]
    legs = []
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        bend = 2 * before - 5 * here + 4 * there - after
        twist = 3 * here - before - 3 * there + after
        legs.append((2 * here + (there - before) * t + bend * t * t + twist * t**3) / 2)
    line = np.vstack([*legs, knots[-1:]]).astype(np.float32)
    return pieces(line[:-1, :3], line[1:, :3], np.column_stack([line[:-1, 3], line[1:, 3]]))


def together(several: Iterable[Tubes]) -> Tubes:
    """All pieces of several tubes."""
    listed = list(several)
    return pieces(
        np.concatenate([one.start for one in listed]),
        np.concatenate([one.end for one in listed]),
        np.concatenate([one.radius for one in listed]),
    )


def tube_distance(raster: Raster, z: float, tubes: Tubes, reach_mm: float) -> Floats:
    """Signed distance in mm to the nearest wall, right up to reach_mm and never more; shape (rows, columns)."""
    distance = np.full(raster.bearing.shape, reach_mm, np.float32)
    met = tubes.near(z, reach_mm)
    if not len(met.start):
        return distance
    low, high = _extent(met, z, reach_mm)
    row_mm = float(raster.y[1, 0] - raster.y[0, 0])
    size = np.maximum((high[:, 0] - low[:, 0]) / raster.pixel_mm, (high[:, 1] - low[:, 1]) / row_mm) + 2
    smallest = 0
    for patch in PATCHES:
        chosen = np.flatnonzero((size > smallest) & ((size <= patch) | (patch == PATCHES[-1])))
        smallest = patch
        if len(chosen):
            corner = np.floor((low[chosen] - (raster.x[0, 0], raster.y[0, 0])) / (raster.pixel_mm, row_mm))
            _merge(distance, raster, z, met.chosen(chosen), corner.astype(np.int64), patch, reach_mm)
    return distance


def _extent(met: Tubes, z: float, reach_mm: float) -> tuple[Floats, Floats]:
    """Corners in x and y, each (n, 2), of what a section at height z sees of each piece."""
    run = met.end - met.start
    margin = met.radius.max(axis=1) + np.float32(reach_mm)
    steep = np.where(np.abs(run[:, 2]) < 1e-3, np.float32(1e-3), run[:, 2])
    ends = [np.clip((np.float32(z) + side * margin - met.start[:, 2]) / steep, 0, 1)[:, None] for side in (-1, 1)]
    seen = [met.start[:, :2] + run[:, :2] * end for end in ends]
    return np.minimum(*seen) - margin[:, None], np.maximum(*seen) + margin[:, None]


def _merge(
    distance: Floats, raster: Raster, z: float, met: Tubes, corner: NDArray[np.int64], patch: int, reach_mm: float
) -> None:
    """Lower `distance` in place to the pieces' distances, each on a patch of points from its corner."""
    rows, columns = distance.shape
    column = corner[:, :1] + np.arange(patch)
    row = corner[:, 1:] + np.arange(patch)
    inside = ((row >= 0) & (row < rows))[:, :, None] & ((column >= 0) & (column < columns))[:, None, :]
    column, row = np.clip(column, 0, columns - 1), np.clip(row, 0, rows - 1)
    values = piece_distance(raster.x[0][column][:, None, :], raster.y[:, 0][row][:, :, None], z, met)
    flat = row[:, :, None] * columns + column[:, None, :]
    useful = inside & (values < reach_mm)
    np.minimum.at(distance.reshape(-1), flat[useful], values[useful])


def piece_distance(x: Floats, y: Floats, z: float, met: Tubes) -> Floats:
    """Signed distances to n pieces; x and y broadcast to (n, rows, columns)."""
    start, run = met.start, met.end - met.start
    length = np.maximum((run * run).sum(axis=1), 1e-6)
    dx, dy = x - start[:, 0, None, None], y - start[:, 1, None, None]
    dz = (np.float32(z) - start[:, 2])[:, None, None]
    ux, uy, uz = (run[:, axis, None, None] for axis in range(3))
    t = np.clip((dx * ux + dy * uy + dz * uz) / length[:, None, None], 0, 1)
    apart = (dx - t * ux) ** 2 + (dy - t * uy) ** 2 + (dz - t * uz) ** 2
    radius = met.radius[:, :1, None] + t * (met.radius[:, 1:, None] - met.radius[:, :1, None])
    return np.asarray(np.sqrt(apart) - radius, np.float32)
