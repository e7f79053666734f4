"""The demo study as a whole: its files one after the other, and the voxels and the nodule that tests look for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from server.studies.synthetic import texture, thorax
from server.studies.synthetic.anatomy.lung import NODULE_DIAMETER_MM, NODULE_HU
from server.studies.synthetic.files import cine_file, ct_file, radiograph_file
from server.studies.synthetic.projection import radiograph
from server.studies.synthetic.shadow import Shadow
from server.studies.synthetic.tomography import ct_slices
from server.studies.synthetic.ultrasound import FRAMES, cine


@dataclass(frozen=True, slots=True)
class Nodule:
    """Where the nodule's middle lies in the CT series, counted from 0, and what it is like."""

    slice: int
    row: int
    column: int
    diameter_mm: float
    hu: float


NODULE: Final = Nodule(thorax.NODULE_SLICE, thorax.NODULE_ROW, thorax.NODULE_COLUMN, NODULE_DIAMETER_MM, NODULE_HU)
CT_SLICES: Final = thorax.SLICES
CINE_FRAMES: Final = FRAMES
INSTANCES: Final = CT_SLICES + 2
"""Files in the study: the CT slices, the radiograph, the cine."""


def demo_study() -> Iterator[bytes]:
    """All files of the study, each a complete DICOM Part 10 file: CT from the neck down, then radiograph, then cine.

    The first slice comes within about a second; the whole takes some ten seconds of one slow core.
    """
    shadow = Shadow()
    try:
        for index, hu in enumerate(ct_slices(shadow)):
            yield ct_file(index, hu)
        yield radiograph_file(radiograph(shadow))
        yield cine_file(list(cine()))
    finally:
        forget()


def demo_volume() -> NDArray[np.int16]:
    """The CT series in HU, shape (slices, rows, columns), slice 0 nearest to the head."""
    return np.stack(list(ct_slices()))


def forget() -> None:
    """Give back the memory of the patient's trees and random fields; the next use makes the same again."""
    thorax.lungs_of.cache_clear()
    thorax.abdomen_of.cache_clear()
    texture.lattice_of.cache_clear()
