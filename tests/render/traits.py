"""Traits of small images for tests of the picture's way."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from server.terms.images import ImageTraits, PixelGrid, PixelLocation, SampleType

_BITS: dict[SampleType, tuple[int, bool]] = {
    "uint8": (8, False),
    "int16": (16, True),
    "uint16": (16, False),
    "int32": (32, True),
    "uint32": (32, False),
    "float32": (32, True),
}


def gray(sample_type: SampleType = "int16", rows: int = 4, columns: int = 4, **changes: Any) -> ImageTraits:
    """A gray image; `changes` replace fields."""
    bits, signed = _BITS[sample_type]
    made = ImageTraits(
        grid=PixelGrid(rows, columns, 1, sample_type),
        transfer_syntax="1.2.840.10008.1.2.1",
        location=PixelLocation("FloatPixelData" if sample_type == "float32" else "PixelData", 0, 1),
        modality="CT",
        frames=1,
        rows=rows,
        columns=columns,
        samples_per_pixel=1,
        photometric_interpretation="MONOCHROME2",
        bits_allocated=bits,
        bits_stored=bits,
        high_bit=bits - 1,
        signed=signed,
    )
    return replace(made, **changes)


def color(rows: int = 4, columns: int = 4, **changes: Any) -> ImageTraits:
    """An RGB image of bytes."""
    made = replace(
        gray("uint8", rows, columns),
        grid=PixelGrid(rows, columns, 3, "uint8"),
        samples_per_pixel=3,
        photometric_interpretation="RGB",
    )
    return replace(made, **changes)


def of(array: NDArray[np.generic], **changes: Any) -> ImageTraits:
    """Traits that fit a stored array."""
    rows, columns = array.shape[:2]
    if array.ndim == 3:
        return color(rows, columns, **changes)
    return gray(str(array.dtype), rows, columns, **changes)  # type: ignore[arg-type]  # one of the sample types
