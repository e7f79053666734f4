"""A CT series that says in its own pixels which slice it is, so that a screen can be asked what it really shows."""

import numpy as np
from numpy.typing import NDArray

from server.cli.visitor import Json
from tests.desk.dicom_files import ROOT, slice_file
from tests.journeys.clinic import Clinic

SIDE = 512
SLICES = 180
BITS, BLOCK = 8, 48
"""Two rows of so many blocks of so many pixels at the upper left: the bits of the slice, below them their inverse."""
BLACK, WHITE = -1024, 3000
"""Stored values that stay black and white in every window of CT."""


async def bring(clinic: Clinic) -> tuple[int, int]:
    """Import the series as one that `Clinic.consult` finds; gives how it is asked for there."""
    asked = (SLICES, SIDE)
    key = ("lee", (SLICES,), SIDE)
    if key not in clinic.series:
        async with clinic.browser("lee") as browser:
            reports: list[Json] = await clinic.bring(browser, [_file(number) for number in range(1, SLICES + 1)])
        clinic.series[key] = list(dict.fromkeys(report["series_id"] for report in reports))
    return asked


def _file(number: int) -> bytes:
    study = f"{ROOT}.960"
    return slice_file(
        number,
        StudyInstanceUID=study,
        SeriesInstanceUID=f"{study}.1",
        SOPInstanceUID=f"{study}.1.{number}",
        Rows=SIDE,
        Columns=SIDE,
        PixelData=_slice(number - 1).tobytes(),
    )


def _slice(pos: int) -> NDArray[np.int16]:
    """Soft shapes under noise, which take as many bytes as a CT slice does, and the code of the position."""
    rows, columns = np.mgrid[0:SIDE, 0:SIDE] / SIDE
    noise = np.random.default_rng(pos).normal(0, 15, (SIDE, SIDE))
    hu: NDArray[np.int16] = (300 * np.sin(9 * rows + pos / 9) * np.cos(7 * columns) - 200 + noise).astype("<i2")
    for bit in range(BITS):
        is_set = bool(pos >> bit & 1)
        place = slice(bit * BLOCK, (bit + 1) * BLOCK)
        hu[:BLOCK, place] = WHITE if is_set else BLACK
        hu[BLOCK : 2 * BLOCK, place] = BLACK if is_set else WHITE
    return hu
