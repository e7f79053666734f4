"""Branching trees that fill a given space: each branch carries the points it has yet to reach and splits them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import Floats
from server.studies.synthetic.tubes import Tubes, pieces

MURRAY = 2.5
"""Exponent of Murray's law: a parent's radius to this power is the sum of its children's."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A grown tree; arrays run over branches, a parent always before its children.

    Attributes
    ----------
    start, middle, end : (n, 3) float32
        Each branch runs from start through middle to end, in mm.
    radius : (n, 2) float32
        Radius in mm at start and end.
    parent, generation : (n,) int32
        Index of the parent branch (-1 for the stem) and number of forks passed on the way.
    """

    start: Floats
    middle: Floats
    end: Floats
    radius: Floats
    parent: NDArray[np.int32]
    generation: NDArray[np.int32]

    def tubes(self, *, thinned_mm: float = 0.0) -> Tubes:
        """The branches as pieces, two each; thinned_mm is taken off every radius (never below 0.05 mm)."""
        half = self.radius.mean(axis=1)
        halves = np.column_stack([self.radius[:, 0], half]), np.column_stack([half, self.radius[:, 1]])
        radius = np.concatenate(halves)
        return pieces(
            np.concatenate([self.start, self.middle]),
            np.concatenate([self.middle, self.end]),
            np.maximum(radius - np.float32(thinned_mm), 0.05).astype(np.float32),
        )

    def thicker_than(self, radius_mm: float) -> Tree:
        """The branches whose thin end is at least radius_mm (parent indices are dropped to -1)."""
        kept = self.radius[:, 1] >= radius_mm
        count = int(kept.sum())
        return Tree(
            self.start[kept],
            self.middle[kept],
            self.end[kept],
            self.radius[kept],
            np.full(count, -1, np.int32),
            self.generation[kept],
        )


def grow(seed: int, root: tuple[float, float, float], targets: Floats, tip_radius_mm: float) -> Tree:
    """Tree from root (mm) to every target point, shape (n, 3); thin tips have tip_radius_mm.

    A branch goes part of the way to the middle of its targets, then splits them across their widest spread.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    waiting: list[tuple[Floats, Floats, int, int, float]] = [
        (np.asarray(root, np.float32), targets, -1, 0, tip_radius_mm * float(len(targets)) ** (1 / MURRAY))
    ]
    starts, middles, ends, radii, parents, generations = [], [], [], [], [], []
    while waiting:
        start, points, parent, generation, radius = waiting.pop()
        way = points.mean(axis=0) - start
        share = 1.0 if len(points) == 1 else 0.30 + 0.22 * random.random()
        end = start + way * np.float32(share)
        sway = random.standard_normal(3).astype(np.float32)
        length = float(np.sqrt(way @ way)) * share
        middle = (start + end) / 2 + sway * np.float32(0.055 * length)
        own = min(radius, tip_radius_mm * float(len(points)) ** (1 / MURRAY))
        starts.append(start)
        middles.append(middle)
        ends.append(end)
        radii.append((radius * 0.96, own * 0.97))
        parents.append(parent)
        generations.append(generation)
        if len(points) > 1:
            here = len(starts) - 1
            for part in _split(points, end, random):
                thick = tip_radius_mm * float(len(part)) ** (1 / MURRAY)
                waiting.append((end, part, here, generation + 1, min(own, thick * 1.08)))
    return Tree(
        np.array(starts),
        np.array(middles),
        np.array(ends),
        np.array(radii, np.float32),
        np.array(parents, np.int32),
        np.array(generations, np.int32),
    )


def _split(points: Floats, fork: Floats, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Two unequal parts of the points, divided across their widest spread as seen from the fork."""
    apart = points - points.mean(axis=0)
    ahead = points.mean(axis=0) - fork
    ahead /= np.float32(np.sqrt(ahead @ ahead) + 1e-6)
    # Spread along the way ahead counts less: branches part sideways.
    flat = apart - np.outer(apart @ ahead, ahead) * np.float32(0.55)
    axis = np.linalg.eigh(flat.T @ flat)[1][:, -1]
    order = np.argsort(apart @ axis, kind="stable")
    cut = int(np.clip(round(len(points) * (0.36 + 0.28 * random.random())), 1, len(points) - 1))
    return points[order[:cut]], points[order[cut:]]
