"""From a beating heart to what the probe receives: speckle, shadows, attenuation, and the picture on its fan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.echo_heart import Beat, Chambers, blood_velocity, chambers
from server.studies.synthetic.raster import Floats

Kind = TypeVar("Kind", np.float32, np.complex64)

DEPTH_MM: Final = 160.0
HALF_ANGLE: Final = 0.70
SAMPLES, LINES = 400, 184
SCATTERER_MM: Final = 0.33
DYNAMIC_RANGE_DB: Final = 52.0
NYQUIST: Final = 0.77
"""Fastest speed in m/s the color scale shows; what is faster folds over."""

COLOR_LINES: Final = (56, 142)
COLOR_SAMPLES: Final = (132, 302)
"""The color box on the fan: lines and samples from…to."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Fixed things: where each sample lies, the tissue's scatterers, how the picture's points find their sample."""

    across: Floats
    deep: Floats
    scatterers: NDArray[np.complex64]
    lobes: Floats
    random: np.random.Generator

    def listen(self, now: Beat, heart: Chambers) -> Floats:
        """Brightness 0…1 of every sample at one moment; shape (SAMPLES, LINES)."""
        echo = self._tissue(now) * np.sqrt(_reflectivity(self.across, self.deep, heart))
        received = _along(_along(echo, _bell(1.25), 0), _bell(1.7), 1)
        hiss = self.random.standard_normal((SAMPLES, LINES, 2), np.float32).view(np.complex64)[..., 0]
        depth_gain = np.float32(0.0045) * np.exp(self.deep / 48)
        level = np.abs(received + hiss * depth_gain) * self.lobes
        decibel = 20 * np.log10(level + np.float32(1e-5)) + np.float32(29.0)
        return np.asarray(np.clip(decibel / np.float32(DYNAMIC_RANGE_DB), 0, 1) ** np.float32(1.12), np.float32)

    def speeds(self, now: Beat, heart: Chambers) -> tuple[Floats, Floats]:
        """Measured speed in m/s toward the probe and how sure it is (0…1), on the whole fan."""
        true = blood_velocity(self.across, self.deep, now)
        jitter = _along(_along(self.random.standard_normal(true.shape, np.float32), _bell(3.0), 0), _bell(1.6), 1)
        measured = true + jitter * (np.float32(0.050) + np.float32(0.13) * np.abs(true))
        in_blood = np.clip(-heart.blood / 1.5, 0, 1)
        return measured, in_blood * np.clip((np.abs(measured) - 0.15) / 0.07, 0, 1)

    def heart(self, now: Beat) -> Chambers:
        """The heart at one moment, at every sample."""
        return chambers(self.across, self.deep, now)

    def _tissue(self, now: Beat) -> NDArray[np.complex64]:
        """The scatterers at each sample: they move with the muscle, so the speckle travels with it."""
        shrink = 1 + np.float32(0.15 * now.squeeze) * np.exp(-(((self.across - 12) / 46) ** 2))
        side = 12 + (self.across - 12) * shrink
        down = self.deep + np.float32(9.5 * now.squeeze) * np.clip((self.deep - 30) / 60, 0, 1)
        column = np.clip((side + 130) / SCATTERER_MM, 0, self.scatterers.shape[1] - 1).astype(np.int32)
        row = np.clip(down / SCATTERER_MM, 0, self.scatterers.shape[0] - 1).astype(np.int32)
        return np.asarray(self.scatterers[row, column], np.complex64)


def probe() -> Probe:
    """The probe on the chest, ready for its first frame."""
    random = np.random.Generator(np.random.PCG64(901))
    angle = np.linspace(-HALF_ANGLE, HALF_ANGLE, LINES, dtype=np.float32)[None, :]
    reach = ((np.arange(SAMPLES, dtype=np.float32) + 0.5) * np.float32(DEPTH_MM / SAMPLES))[:, None]
    size = (int(190 / SCATTERER_MM), int(260 / SCATTERER_MM))
    scatterers = random.standard_normal((*size, 2), np.float32).view(np.complex64)[..., 0]
    ribs = 1 - 0.72 * np.exp(-(((angle - 0.62) / 0.07) ** 2)) - 0.45 * np.exp(-(((angle + 0.66) / 0.06) ** 2))
    steps = np.repeat(1 + 0.16 * random.standard_normal(LINES // 8 + 1), 8)[:LINES]
    uneven = _along(np.asarray(steps[None, :], np.float32), _bell(4.0), 1)
    lobes = (ribs * uneven * np.exp(-reach / 190)).astype(np.float32)
    return Probe(reach * np.sin(angle), reach * np.cos(angle), scatterers, lobes, random)


def _reflectivity(across: Floats, deep: Floats, heart: Chambers) -> Floats:
    """How much each point sends back: muscle, bright pericardium and valves, almost nothing from blood."""
    inside = np.clip(0.5 - heart.muscle / 1.6, 0, 1)
    blood = np.clip(0.5 - heart.blood / 1.8, 0, 1)
    beyond = np.float32(0.012) + 0.09 * np.exp(-np.maximum(heart.muscle, 0) / 7)
    field = beyond + inside * (np.float32(0.16) - beyond)
    # Fibers that lie across the beam answer louder: septum less, apex and base more.
    field += 0.8 * np.exp(-((heart.muscle / 1.5) ** 2)) * np.clip((deep - 20) / 40, 0, 1)
    field += 0.10 * inside * np.exp(-((np.maximum(heart.blood, 0) / 1.2) ** 2))
    field = field * (1 - blood) + np.float32(0.0006) * blood
    field += 1.0 * np.clip(0.5 - heart.valves / 1.3, 0, 1)
    near = np.exp(-((deep / 13) ** 2)) * 0.9 + 0.05 * np.exp(-(((deep - 22) / 6) ** 2))
    haze = 0.010 * np.exp(-((across / 26) ** 2 + ((deep - 34) / 16) ** 2))
    return np.asarray(field + near + haze, np.float32)


def _bell(spread: float) -> tuple[float, ...]:
    """Weights of a Gaussian of that standard deviation in samples, their squares summing to one."""
    steps = np.arange(-int(2.6 * spread), int(2.6 * spread) + 1)
    weights = np.exp(-((steps / spread) ** 2) / 2)
    return tuple((weights / np.sqrt((weights**2).sum())).tolist())


def _along(values: NDArray[Kind], weights: tuple[float, ...], axis: int) -> NDArray[Kind]:
    """Values blurred along one axis."""
    half = len(weights) // 2
    padded = np.pad(values, [(half, half) if axis == side else (0, 0) for side in (0, 1)])
    size = values.shape[axis]
    total = np.zeros_like(values)
    for shift, weight in enumerate(weights):
        total += (
            padded[shift : shift + size] * np.float32(weight)
            if axis == 0
            else padded[:, shift : shift + size] * np.float32(weight)
        )
    return total
