"""Files as scanners really write them, drawn by chance, and a plain reading of each from the standard alone.

Odd depths, high bits, signs that disagree with LUT descriptors, several windows, none, widths of 0 and 1, decimals
with exponents and spaces, private groups, missing elements, padding, odd sizes down to one pixel. The reading knows
nothing of our code: cells by arithmetic, then C.11.1, C.11.2 and C.7.6.3.1.2 in float64.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataelem import DataElement
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from server.terms.view import VoiFunction, Window
from tests.reference.files import grayscale, lut

Floats = NDArray[np.float64]
SYNTAXES = (ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian)
_DRAWN: dict[str, VoiFunction] = {
    "": "LINEAR", "LINEAR": "LINEAR", "LINEAR_EXACT": "LINEAR_EXACT", "SIGMOID": "SIGMOID", "narrow": "LINEAR_EXACT",
}  # fmt: skip
SLOPES = ("1", "1.0 ", "2", "0.5", "-1", "1E-1", "+3.7", "0.00048828125", "12.345678901234")
INTERCEPTS = ("0", "-1024", "-1024.0", " 100", "1.5", "-3E2")


@dataclass
class Habit:
    """One drawn file: what is written, and what the reading needs."""

    cells: NDArray[np.uint64]
    allocated: int
    stored: int
    high: int
    signed: bool
    elements: dict[str, Any] = field(default_factory=dict)
    slope: float = 1.0
    intercept: float = 0.0
    modality: tuple[int, list[int]] | None = None
    voi: tuple[int, list[int], int] | None = None
    windows: list[Window] = field(default_factory=list)
    inverse: bool = False

    def content(self) -> bytes:
        """The file."""
        cells = self.cells.astype(f"u{self.allocated // 8}")
        described = {"BitsStored": self.stored, "HighBit": self.high, "PixelRepresentation": int(self.signed)}
        return grayscale(cells, **described | self.elements)

    def values(self) -> Floats:
        """Stored values of the cells. PS3.5 8.1.1."""
        low = self.high + 1 - self.stored
        plain = (self.cells >> np.uint64(low)) & np.uint64((1 << self.stored) - 1)
        whole = plain.astype(np.int64)
        return np.where(self.signed & (whole >> (self.stored - 1) == 1), whole - (1 << self.stored), whole).astype(
            float
        )

    def picture(self, window: Window | None, level: int = 0) -> Floats:
        """Display values 0…255, before rounding, through a window or the VOI LUT, of the values halved `level` times."""
        values = self.values()
        for _ in range(level):
            values = halved(values)
        if self.modality is None:
            modality = values * self.slope + self.intercept
        else:
            first, entries = self.modality
            modality = np.array(entries, float)[np.clip(values - first, 0, len(entries) - 1).astype(int)]
        if window is not None:
            display = _windowed(modality, window)
        else:
            assert self.voi is not None
            first, entries, bits = self.voi
            at = np.clip(np.rint(modality) - first, 0, len(entries) - 1).astype(int)
            display = np.array(entries, float)[at] * 255 / ((1 << bits) - 1)
        return 255 - display if self.inverse else display


def halved(values: Floats) -> Floats:
    """The rounded mean of each two by two neighbors, an odd edge beside itself."""
    even = np.pad(values, ((0, values.shape[0] % 2), (0, values.shape[1] % 2)) + ((0, 0),) * (values.ndim - 2), "edge")
    total = even[0::2, 0::2] + even[1::2, 0::2] + even[0::2, 1::2] + even[1::2, 1::2]
    return np.asarray(np.floor((total + 2) / 4))


def _windowed(values: Floats, window: Window) -> Floats:
    center, width = window.center, window.width
    if window.function == "SIGMOID":
        with np.errstate(over="ignore"):
            return np.asarray(255 / (1 + np.exp(-4 * (values - center) / width)))
    if window.function == "LINEAR":
        center, width = center - 0.5, width - 1
    if width == 0:
        return np.where(values <= center, 0.0, 255.0)
    return np.clip(((values - center) / width + 0.5) * 255, 0, 255)


def habit(seed: int) -> Habit:
    """The file of a seed."""
    chance = np.random.default_rng(seed)
    made = _pixels(chance)
    elements = made.elements
    elements["Syntax"] = SYNTAXES[chance.integers(len(SYNTAXES))]
    made.inverse = bool(chance.random() < 0.3)
    elements["PhotometricInterpretation"] = "MONOCHROME1" if made.inverse else "MONOCHROME2"
    if made.inverse and chance.random() < 0.3:
        elements["PresentationLUTShape"] = "INVERSE"
    elif chance.random() < 0.3:
        elements["PresentationLUTShape"] = "IDENTITY"
    if chance.random() < 0.15 and made.stored <= 16:
        _modality_lut(made, chance)
    elif chance.random() < 0.7:
        slope, intercept = SLOPES[chance.integers(len(SLOPES))], INTERCEPTS[chance.integers(len(INTERCEPTS))]
        elements |= {"RescaleSlope": slope, "RescaleIntercept": intercept}
        made.slope, made.intercept = float(slope), float(intercept)
    reach = _reach(made)
    _windows(made, chance, reach)
    if chance.random() < 0.2 and made.stored <= 16 and reach[1] < 65_536 and reach[0] > -32_768:
        _voi_lut(made, chance, reach)
    elements["SoftwareVersions"] = None if chance.random() < 0.5 else "7"
    elements["Private"] = DataElement((0x0019, 0x0010), "LO", "SOMEBODY 1.0")
    return made


def _pixels(chance: np.random.Generator) -> Habit:
    allocated = int(chance.choice([8, 16, 16, 16, 32]))
    stored = int(chance.integers(max(allocated // 2, 1), allocated + 1))
    high = int(chance.integers(stored - 1, allocated)) if chance.random() < 0.2 else stored - 1
    rows, columns = (int(side) for side in chance.integers(1, 24, 2))
    cells = chance.integers(0, 1 << allocated, (rows, columns), dtype=np.uint64)
    if chance.random() < 0.5:  # half of all writers keep the unused bits clear
        cells &= np.uint64(((1 << stored) - 1) << (high + 1 - stored))
    return Habit(cells, allocated, stored, high, bool(chance.random() < 0.4))


def _reach(made: Habit) -> tuple[float, float]:
    """The lowest and highest modality value that the cells can have."""
    if made.modality is not None:
        return float(min(made.modality[1])), float(max(made.modality[1]))
    lowest = -(1 << (made.stored - 1)) if made.signed else 0
    ends = [end * made.slope + made.intercept for end in (lowest, lowest + (1 << made.stored) - 1)]
    return min(ends), max(ends)


def _modality_lut(made: Habit, chance: np.random.Generator) -> None:
    lowest = -(1 << (made.stored - 1)) if made.signed else 0
    first = int(chance.integers(lowest, lowest + (1 << made.stored)))
    entries = [int(entry) for entry in chance.integers(0, 1 << 16, chance.integers(2, 400))]
    made.modality = first, entries
    made.elements["ModalityLUTSequence"] = [lut(entries, first=first, ModalityLUTType="US")]


def _windows(made: Habit, chance: np.random.Generator, reach: tuple[float, float]) -> None:
    """None to three windows, as text; those that cannot be drawn are in the file but not in the reading."""
    function = str(chance.choice(["", "LINEAR", "LINEAR_EXACT", "SIGMOID"]))
    centers, widths = [], []
    for _ in range(chance.integers(0, 4)):
        span = reach[1] - reach[0]
        center = f"{chance.uniform(*reach):.{chance.integers(0, 3)}f}"
        width = str(
            chance.choice(["0", "0.5", "1", "2", f"{span * chance.uniform(0.01, 1.5):.1f}", f"{span * 0.3:.0f}"])
        )
        centers.append(center[:16])
        widths.append(width[:16])
        if float(width) > 0:
            narrow = function in {"", "LINEAR"} and float(width) < 1
            made.windows.append(Window(float(center[:16]), float(width[:16]), _DRAWN["narrow" if narrow else function]))
    if centers:
        made.elements |= {"WindowCenter": centers, "WindowWidth": widths}
    if function:
        made.elements["VOILUTFunction"] = function


def _voi_lut(made: Habit, chance: np.random.Generator, reach: tuple[float, float]) -> None:
    bits = int(chance.choice([8, 10, 12, 14, 16]))
    first = int(chance.integers(int(reach[0]), int(reach[1]) + 1))
    entries = [int(entry) for entry in chance.integers(0, 1 << bits, chance.integers(2, 300))]
    made.voi = first, entries, bits
    made.elements["VOILUTSequence"] = [lut(entries, first=first, bits=bits)]
