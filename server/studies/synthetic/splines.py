"""Smooth interpolation of evenly spaced values: four neighbors weigh in at each place.

Plain sums instead of matrix products: no linear-algebra threads compete for the machine's cores, and the same numbers
come out whatever library numpy was built with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import Floats


@dataclass(frozen=True, slots=True)
class Taps:
    """For n places: which four neighbors count, shape (4, n), and how much each, shape (4, n)."""

    neighbors: NDArray[np.intp]
    weights: Floats

    def across(self, values: Floats) -> Floats:
        """Values (rows, m) interpolated along the rows; shape (rows, n)."""
        return self._summed([values[:, at] * weight for at, weight in zip(self.neighbors, self.weights, strict=True)])

    def down(self, values: Floats) -> Floats:
        """Values (m, columns) interpolated down the columns; shape (n, columns)."""
        weights = self.weights[:, :, None]
        return self._summed([values[at] * weight for at, weight in zip(self.neighbors, weights, strict=True)])

    def along(self, values: Floats) -> Floats:
        """Values (m,) interpolated; shape (n,)."""
        return self._summed([values[at] * weight for at, weight in zip(self.neighbors, self.weights, strict=True)])

    @staticmethod
    def _summed(parts: list[Floats]) -> Floats:
        total = parts[0]
        for part in parts[1:]:
            total += part
        return total


def _four(place: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """The four neighbors of each place and their distances from it, both (4, n)."""
    neighbors = np.floor(place).astype(np.intp)[None, :] + np.arange(-1, 3)[:, None]
    return neighbors, np.abs(place[None, :] - neighbors)


def rounding(place: NDArray[np.float64], knots: int, *, ring: bool = False) -> Taps:
    """Cubic B-spline: smooth, not passing through the values; a ring's last knot neighbors its first."""
    neighbors, apart = _four(place)
    weights = np.where(apart < 1, 2 / 3 - apart**2 + apart**3 / 2, np.maximum(2 - apart, 0) ** 3 / 6)
    held = neighbors % knots if ring else np.clip(neighbors, 0, knots - 1)
    return Taps(held, weights.astype(np.float32))


def passing(place: NDArray[np.float64], knots: int) -> Taps:
    """Catmull-Rom spline: through every value; the outermost value goes on beyond the ends."""
    neighbors, apart = _four(place)
    core = 1 - 2.5 * apart**2 + 1.5 * apart**3
    tail = 2 - 4 * apart + 2.5 * apart**2 - 0.5 * apart**3
    weights = np.where(apart < 1, core, np.where(apart < 2, tail, 0))
    return Taps(np.clip(neighbors, 0, knots - 1), weights.astype(np.float32))
