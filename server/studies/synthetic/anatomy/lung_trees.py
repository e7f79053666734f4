"""Arteries, veins and bronchi of the five lobes, grown into the lungs' own volume."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from server.studies.synthetic.raster import Floats
from server.studies.synthetic.trees import Tree, grow
from server.studies.synthetic.tubes import Tubes, pieces, together, tube

ASIDE: Final = (0.42, -0.62, 0.66)
"""Bronchi run beside their artery, on this side of it."""

ARTERY_CELL_MM, VEIN_CELL_MM = 10.0, 11.0
ARTERY_TIP_MM, VEIN_TIP_MM = 0.34, 0.34
BRONCHUS_LEAST_MM: Final = 0.95
STEM_ASIDE_MM: Final = 9.5
NODULE_CLEARANCE_MM: Final = 10.0


@dataclass(frozen=True, slots=True)
class Lobe:
    """One lobe: where artery, bronchus and vein enter it (mm), and by which vessel blood comes to the artery's root."""

    name: str
    bronchus: tuple[float, float, float]
    vein: tuple[float, float, float]
    comes_from: tuple[float, float, float]


LOBES: Final = (
    Lobe("right upper", (-45, 13, -4), (-44, -4, -30), (-31, 8, -21)),
    Lobe("right middle", (-56, -2, -56), (-44, -4, -30), (-42, 13, -32)),
    Lobe("right lower", (-46, 33, -62), (-46, 30, -62), (-42, 13, -32)),
    Lobe("left upper", (56, 6, -20), (46, -8, -24), (42, 10, -9)),
    Lobe("left lower", (49, 33, -50), (48, 34, -62), (47, 20, -24)),
)


@dataclass(frozen=True, slots=True)
class LungTrees:
    """The grown trees by lobe, and all their pieces as tubes ready to paint."""

    artery_trees: tuple[Tree, ...]
    vein_trees: tuple[Tree, ...]
    arteries: Tubes
    veins: Tubes
    bronchi: Tubes


def grow_lung_trees(points: Floats, lobe: Floats, nodule_mm: tuple[float, float, float]) -> LungTrees:
    """Trees reaching evenly spread places of the lungs.

    Parameters
    ----------
    points : (n, 3) float32
        Places inside the lungs, in mm, in random order.
    lobe : (n,) integers
        Index in LOBES of each place.
    """
    clear = np.linalg.norm(points - np.asarray(nodule_mm, np.float32), axis=1) > NODULE_CLEARANCE_MM
    points, lobe = points[clear], lobe[clear]
    arteries, veins, bronchi = [], [], []
    for number, about in enumerate(LOBES):
        mine = points[lobe == number]
        half = len(mine) // 2
        arteries.append(grow(300 + number, _artery_root(about), _spread(mine[:half], ARTERY_CELL_MM), ARTERY_TIP_MM))
        veins.append(grow(400 + number, about.vein, _spread(mine[half:], VEIN_CELL_MM), VEIN_TIP_MM))
        bronchi.append(_beside(arteries[-1].thicker_than(BRONCHUS_LEAST_MM)))
    stems = [tube([about.comes_from, _artery_root(about)], (6.0, 4.6)) for about in LOBES]
    return LungTrees(
        tuple(arteries),
        tuple(veins),
        together([*stems, *(tree.tubes(thinned_mm=0.20) for tree in arteries)]),
        together([tree.tubes(thinned_mm=0.20) for tree in veins]),
        together(bronchi),
    )


def _artery_root(lobe: Lobe) -> tuple[float, float, float]:
    """Where a lobe's artery begins, beside its bronchus."""
    x, y, z = (at - STEM_ASIDE_MM * side for at, side in zip(lobe.bronchus, ASIDE, strict=True))
    return x, y, z


def _spread(points: Floats, cell_mm: float) -> Floats:
    """One point out of each cube of cell_mm that holds any."""
    cells = np.floor(points / np.float32(cell_mm)).astype(np.int64)
    _, first = np.unique(cells @ np.asarray([1, 1_000, 1_000_000]), return_index=True)
    return points[first]


def _beside(artery: Tree) -> Tubes:
    """Bronchi running along arteries: about as wide, on one side of them, thinning a little faster."""
    side = np.asarray(ASIDE, np.float32)
    width = np.maximum(artery.radius * 0.80 - 0.18, 0.45).astype(np.float32)
    apart = (artery.radius + width + 0.5)[:, :, None] * side
    middle = artery.middle + (apart[:, 0] + apart[:, 1]) / 2
    start, end = artery.start + apart[:, 0], artery.end + apart[:, 1]
    mean = width.mean(axis=1)
    return pieces(
        np.concatenate([start, middle]),
        np.concatenate([middle, end]),
        np.concatenate([np.column_stack([width[:, 0], mean]), np.column_stack([mean, width[:, 1]])]),
    )
