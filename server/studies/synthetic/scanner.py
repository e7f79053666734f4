"""The CT scanner: adds noise with the texture of a filtered back-projection and stores 12-bit values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic.raster import CT_SHAPE, Floats, Raster
from server.studies.synthetic.shapes import curve

NOISE_HU: Final = 15.0
"""Standard deviation of the noise in the middle of the chest."""

PEAK_CYCLES: Final = 0.21
"""Where the noise is strongest, in cycles per point: the ramp filter lifts, the soft kernel cuts off above."""

SHARED_WITH_NEIGHBOR: Final = 0.42
"""Share of the noise that neighboring slices of a spiral scan have in common."""

LOWEST_HU, HIGHEST_HU = -1024, 3071


@dataclass(slots=True)
class Scanner:
    """Noise for one slice after the other, head to foot; the same numbers in every run."""

    random: np.random.Generator
    ramp: Floats
    streaky: Floats
    previous: Floats

    def noise(self, raster: Raster, z: float) -> Floats:
        """Noise in HU for the next slice: stronger between the shoulders, weaker toward the skin."""
        own = self.colored(self.ramp)
        mixed = np.sqrt(1 - SHARED_WITH_NEIGHBOR**2) * own + SHARED_WITH_NEIGHBOR * self.previous
        self.previous = own
        shoulders = curve((-200, -130, -60, 40, 75, 100, 125), (1.15, 1.1, 0.95, 0.9, 1.15, 1.55, 1.6), z)
        middle = np.exp(-((raster.x / 135) ** 2 + (raster.y / 95) ** 2))
        strength = np.float32(NOISE_HU * shoulders) * (np.float32(0.55) + np.float32(0.45) * middle)
        result = mixed * strength
        streaks = curve((-200, 55, 80, 105, 125), (0, 0, 5, 12, 13), z)
        if streaks > 0:
            result += self.colored(self.streaky) * np.float32(streaks) * middle
        return np.asarray(result, np.float32)

    def colored(self, spectrum: Floats) -> Floats:
        """Noise of unit spread with the given amplitude spectrum, shape (rows, columns)."""
        rows, columns = CT_SHAPE
        waves = self.random.standard_normal((rows, columns // 2 + 1, 2), np.float32).view(np.complex64)[..., 0]
        return np.asarray(np.fft.irfft2(waves * spectrum, s=CT_SHAPE), np.float32)

    def stored(self, hu: Floats, raster: Raster, z: float) -> NDArray[np.int16]:
        """HU of the next slice as the scanner keeps them: noise added, whole numbers, the range of 12 bits."""
        whole = np.rint(hu + self.noise(raster, z))
        return np.asarray(np.clip(whole, LOWEST_HU, HIGHEST_HU), np.int16)


def scanner() -> Scanner:
    """A scanner before its first slice."""
    down = np.fft.fftfreq(CT_SHAPE[0])[:, None]
    across = np.fft.rfftfreq(CT_SHAPE[1])[None, :]
    cycles = np.hypot(down, across)
    ramp = np.sqrt(cycles) * np.exp(-((cycles / (PEAK_CYCLES * 1.25)) ** 4)) + 0.03 * np.exp(-((cycles / 0.04) ** 2))
    # Streaks lie along the line through both shoulders: long across, short from front to back.
    streaky = np.exp(-((across / 0.008) ** 2)) * np.exp(-(((np.abs(down) - 0.09) / 0.06) ** 2))
    random = np.random.Generator(np.random.PCG64(701))
    begun = Scanner(random, _unit(ramp), _unit(streaky), np.zeros(CT_SHAPE, np.float32))
    begun.previous = begun.colored(begun.ramp)
    return begun


def _unit(spectrum: NDArray[np.float64]) -> Floats:
    """The spectrum scaled so that noise made with it has unit spread."""
    whole = np.concatenate([spectrum, spectrum[:, 1:-1]], axis=1)
    spread = np.sqrt(2 * np.square(whole).sum()) / whole.size
    return np.asarray(spectrum / spread, np.float32)
