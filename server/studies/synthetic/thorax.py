"""The whole demo patient: paints an axial section of the thorax at any height, on any raster, without noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from server.studies.synthetic.anatomy import (
    abdomen,
    chest_wall,
    diaphragm,
    great_vessels,
    heart,
    lung,
    lung_trees,
    shoulder,
    skeleton,
    spine,
)
from server.studies.synthetic.anatomy.mediastinum import Mediastinum, Pipes, mediastinum
from server.studies.synthetic.anatomy.trunk import Trunk, depth, trunk
from server.studies.synthetic.raster import CT_CENTER_Y_MM, CT_SHAPE, CT_SPACING_MM, Floats, Raster, raster
from server.studies.synthetic.section import Section
from server.studies.synthetic.texture import Field, field
from server.studies.synthetic.trees import Tree, grow
from server.studies.synthetic.tubes import Tubes

SLICES: Final = 128
SLICE_SPACING_MM: Final = 2.5
TOP_Z_MM: Final = 122.5

NODULE_SLICE, NODULE_ROW, NODULE_COLUMN = 33, 226, 160
"""Voxel at the nodule's center, in the right upper lobe."""


def slice_z(index: int) -> float:
    """Height in mm of a slice's middle; slice 0 is nearest to the head."""
    return TOP_Z_MM - SLICE_SPACING_MM * index


def nodule_mm() -> tuple[float, float, float]:
    """The nodule's center in mm."""
    rows, columns = CT_SHAPE
    return (
        (NODULE_COLUMN - (columns - 1) / 2) * CT_SPACING_MM,
        (NODULE_ROW - (rows - 1) / 2) * CT_SPACING_MM + CT_CENTER_Y_MM,
        slice_z(NODULE_SLICE),
    )


@dataclass(frozen=True, slots=True)
class Thorax:
    """The patient on one raster: fields and trees are made once, sections then cost some tens of milliseconds."""

    raster: Raster
    trunk: Trunk
    wall: chest_wall.ChestWall
    ribs: skeleton.Ribs
    clavicles: Tubes
    mediastinum: Mediastinum
    coronaries: Tubes
    fields: tuple[Field, Field, Field, Field, Field]
    diaphragm: Floats

    def section(self, z: float) -> Section:
        """The empty section at height z: places, depths, irregularities."""
        coarse_x, coarse_y, fine, mottle, grain = (one.at(z) for one in self.fields)
        skin = depth(self.raster, self.trunk.skin_range(z))
        wall = depth(self.raster, self.trunk.wall_range(z))
        bent_x = self.raster.x + 2.3 * coarse_x + 0.8 * fine
        bent_y = self.raster.y + 2.3 * coarse_y + 0.8 * mottle
        return Section(self.raster, z, wall, skin, bent_x, bent_y, mottle, grain)

    def outlines(self, section: Section) -> tuple[Floats, Pipes, Floats]:
        """Distances in mm to heart, mediastinal pipes and lungs, the diaphragm not yet taken into account."""
        heart_outline = heart.heart_outline(section)
        pipes = self.mediastinum.around(section)
        moulded = self.mediastinum.outline(pipes, section.wall.shape, heart_outline)
        return heart_outline, pipes, lung.lung_outline(section, moulded)

    def paint(self, z: float, lungs: lung.Lungs) -> Floats:
        """The patient's section at height z in HU, in air and free of noise; shape (rows, columns)."""
        section = self.section(z)
        hu = np.full(self.raster.bearing.shape, chest_wall.AIR_HU, np.float32)
        below = diaphragm.below_share(self.diaphragm, z)
        self.wall.paint(hu, section)
        self.ribs.paint(hu, section)
        shoulder.paint_shoulders(hu, section, self.clavicles)
        skeleton.paint_sternum(hu, section)
        heart_outline, pipes, lung_outline = self.outlines(section)
        heart.paint_heart(hu, section, heart_outline, 1 - below, self.coronaries)
        abdomen_of().paint(hu, section, self.diaphragm, below)
        self.mediastinum.paint(hu, pipes, heart_outline)
        spine.paint_spine(hu, section)
        lungs.paint(hu, section, lung_outline, 1 - below)
        return hu


def thorax_on(points: Raster) -> Thorax:
    """The patient seen on a raster."""
    outlines = trunk()
    seeds_and_pitches = ((201, 26.0), (202, 26.0), (203, 8.0), (204, 7.5), (205, 3.4))
    fields = tuple(field(seed, pitch, points) for seed, pitch in seeds_and_pitches)
    return Thorax(
        points,
        outlines,
        chest_wall.chest_wall(),
        skeleton.ribs(),
        shoulder.collarbones(),
        mediastinum(),
        heart.coronaries(),
        (fields[0], fields[1], fields[2], fields[3], fields[4]),
        diaphragm.diaphragm_height(points, outlines),
    )


@lru_cache(maxsize=1)
def lungs_of() -> lung.Lungs:
    """The patient's lungs with their trees: grown once per process."""
    points, lobes = _lung_points()
    return lung.Lungs(lung_trees.grow_lung_trees(points, lobes, nodule_mm()), nodule_mm())


@lru_cache(maxsize=1)
def abdomen_of() -> abdomen.Abdomen:
    """The patient's upper abdomen with the liver's vessels."""
    random = np.random.Generator(np.random.PCG64(501))
    places = random.uniform((-115, -70, -205), (30, 50, -100), (260, 3)).astype(np.float32)
    return abdomen.Abdomen(_liver_tree(places).tubes(), great_vessels.lower_cava())


def _liver_tree(places: Floats) -> Tree:
    """Hepatic veins, from where they meet the cava."""
    return grow(502, (-26, 12, -118), places, 0.62)


def _lung_points() -> tuple[Floats, Floats]:
    """Places at least 4 mm inside the lungs, in mm and in random order, with the index of the lobe each lies in."""
    step = 4.0
    coarse = thorax_on(raster(np.arange(-150, 150, step), np.arange(-110, 110, step)))
    random = np.random.Generator(np.random.PCG64(601))
    found = []
    for z in np.arange(98, -165, -step):
        _, _, outline = coarse.outlines(coarse.section(float(z)))
        inside = (outline < -4.5) & (coarse.diaphragm < z - 4)
        rows, columns = np.nonzero(inside)
        level = np.column_stack([coarse.raster.x[0, columns], coarse.raster.y[rows, 0], np.full(len(rows), z)])
        found.append(level + random.uniform(-step / 2, step / 2, level.shape))
    points = np.concatenate(found).astype(np.float32)
    points = points[random.permutation(len(points))]
    x, y, z_of = points.T
    upper = lung.oblique_fissure(x, y, z_of) > 0
    middle = upper & (x < 0) & (lung.horizontal_fissure(x, y, z_of) < 0)
    right = np.where(middle, 1, np.where(upper, 0, 2))
    return points, np.where(x < 0, right, np.where(upper, 3, 4))
