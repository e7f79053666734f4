"""Irregularity: smooth random fields (cubic B-splines over coarse random lattices) that make shapes and tissues uneven.

Every field comes from its own seed, so that a change to one organ leaves the others as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from server.studies.synthetic.raster import BEARING, BEARINGS, Floats, Raster
from server.studies.synthetic.splines import Taps, rounding

LOW_MM, HIGH_MM = -260.0, 260.0
"""Every field covers this range along each axis of the patient."""


def _taps(at: Floats, pitch_mm: float, knots: int) -> Taps:
    """How lattice values pitch_mm apart, from LOW_MM on, weigh in at each place in mm."""
    return rounding((np.asarray(at, np.float64).ravel() - LOW_MM) / pitch_mm, knots)


@dataclass(frozen=True, slots=True)
class Field:
    """A smooth random field of about unit spread over the patient, seen on one raster."""

    lattice: Floats
    pitch_mm: float
    across: Taps
    down: Taps

    def at(self, z: float) -> Floats:
        """Values on the raster at height z in mm; shape (rows, columns)."""
        return self.down.down(self.across.across(_level(self.lattice, self.pitch_mm, z)))


def _level(lattice: Floats, pitch_mm: float, z: float) -> Floats:
    """The lattice interpolated to height z: one dimension less."""
    taps = _taps(np.asarray([z], np.float32), pitch_mm, lattice.shape[0])
    parts = [lattice[at] * weight for at, weight in zip(taps.neighbors[:, 0], taps.weights[:, 0], strict=True)]
    return np.asarray(parts[0] + parts[1] + parts[2] + parts[3], np.float32)


def field(seed: int, pitch_mm: float, raster: Raster) -> Field:
    """Field with details of about pitch_mm, the same for the same seed on any raster."""
    lattice = lattice_of(seed, pitch_mm)
    across, down = (_taps(axis, pitch_mm, lattice.shape[0]) for axis in (raster.x, raster.y))
    return Field(lattice, pitch_mm, across, down)


@lru_cache(maxsize=16)
def lattice_of(seed: int, pitch_mm: float) -> Floats:
    """Random values on a lattice over the patient, the same for every raster; shape (knots, knots, knots)."""
    knots = int((HIGH_MM - LOW_MM) / pitch_mm) + 1
    draws = np.random.Generator(np.random.PCG64(seed)).standard_normal((knots, knots, knots), np.float32)
    # A cubic B-spline keeps about a third of each axis' spread; give it back.
    return np.asarray(draws * np.float32(1.44**3), np.float32)


@dataclass(frozen=True, slots=True)
class RingField:
    """A smooth random curve around the trunk that changes slowly with height; about unit spread."""

    lattice: Floats
    pitch_mm: float
    around: Taps

    def at(self, z: float) -> Floats:
        """Values for every bearing at height z in mm; shape (BEARINGS,)."""
        return self.around.along(_level(self.lattice, self.pitch_mm, z))


def ring_field(seed: int, pitch_mm: float, waves: int) -> RingField:
    """Ring field with `waves` knots around the circle and pitch_mm along the body."""
    knots = int((HIGH_MM - LOW_MM) / pitch_mm) + 1
    draws = np.random.Generator(np.random.PCG64(seed)).standard_normal((knots, waves), np.float32)
    around = rounding(np.arange(BEARINGS) / BEARINGS * waves, waves, ring=True)
    return RingField(np.asarray(draws * np.float32(1.44**2), np.float32), pitch_mm, around)


@lru_cache(maxsize=64)
def bump(center: float, width: float) -> Floats:
    """Bell of height 1 around |bearing| = center radians, on both sides of the body; shape (BEARINGS,)."""
    return np.exp(-(((np.abs(BEARING) - center) / width) ** 2)).astype(np.float32)
