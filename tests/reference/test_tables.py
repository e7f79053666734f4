"""Whole tables against pydicom, to the bit where it is right: every stored value, every color, every known palette.

Where pydicom 3.0 is not right, or leaves the work to its caller, by section of the standard:

* PS3.5 8.1.1: it does not shift values down from a High Bit above Bits Stored - 1 (`test_others.PYDICOM_DIFFERS`).
* PS3.3 C.11.2.1.1: its VOI LUT output keeps the LUT's own depth, not the display's; scaled here.
* PS3.3 C.11.2.1.1: a value 65 536 or more above the first mapped one wraps to the table's beginning.
* PS3.3 C.11.2: its windows give a range that depends on Bits Stored and the rescale; a stretch from the least to the
  greatest value found, as most programs do next, loses the window on every image that lacks extremes.
* PS3.3 C.7.6.3.1.5: through a palette of 8 bits, indices above 255 wrap to its beginning instead of taking its end.
* PS3.3 C.7.6.16.2.9, .10: functional groups do not reach its LUT functions.
* PS3.3 C.7.6.19: it says that it does not know supplemental palettes.
* PS3.3 C.7.5.1.1.2, C.7.6.11, C.9.2: padding, shutters and overlays are left to its caller.

And dcmtk 3.6.7 (dcmj2pnm):

* C.11.1.1.2: modality values become whole numbers, so a fractional slope loses steps.
* C.11.2.1.2.1: display values are rounded down from a table, up to 2 of 255 below the formula.
* C.11.2.1.3.2: no LINEAR_EXACT. C.7.6.24: no float pixels. C.7.6.16: no functional groups. C.7.6.19: no such palette.
* C.7.6.3.1.2, C.8.11.3.1.2: MONOCHROME1 with a Presentation LUT Shape of IDENTITY, which the standard forbids, it draws
  dark at the low end; pydicom, ITK and we believe the photometric interpretation.
* PS3.5 A.3: 32-bit values in big-endian words are taken with their two words the wrong way round.
* It reads no JPEG 2000 and no HTJ2K.

ITK 5.4 (GDCM): no palette of 1 or 4 bits packed, no segmented palette of 8 bits, one window only.
"""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.data import get_palette_files
from pydicom.dataset import Dataset
from pydicom.filewriter import dcmwrite
from pydicom.pixels.processing import (
    apply_color_lut,
    apply_modality_lut,
    apply_voi,
    apply_windowing,
    convert_color_space,
)

from server.render.color import apply_palette, ybr_to_rgb
from server.render.modality import apply_modality_lut as our_modality
from server.render.voi import apply_voi_lut, apply_window, rounded
from server.studies.fields import Fields
from server.studies.tables import lookup_table, palette_of
from server.terms.view import VoiFunction, Window
from tests.reference.files import lut, sequence_item

Stored = NDArray[np.uint16] | NDArray[np.int16]
UNSIGNED, SIGNED = np.arange(65_536, dtype=np.uint16), np.arange(-32_768, 32_768, dtype=np.int16)
BOTH = pytest.mark.parametrize("stored", [UNSIGNED, SIGNED], ids=["unsigned", "signed"])
BENT = [int(65_535 * (at / 4095) ** 0.5) for at in range(4096)]
AS_STORED = (1.0, 0.0)
FUNCTIONS: list[VoiFunction] = ["LINEAR", "LINEAR_EXACT", "SIGMOID"]


def read(dataset: Dataset) -> Fields:
    """The dataset through our own reader."""
    content = BytesIO()
    dcmwrite(content, dataset, implicit_vr=False, little_endian=True)
    return Fields.parse(content.getvalue(), implicit=False, little_endian=True)


@BOTH
@pytest.mark.parametrize(("slope", "intercept"), [("1", "-1024"), ("0.37", "12.5"), ("-2.5e-3", "7"), ("1e6", "0")])
def test_every_rescaled_value_is_pydicoms(stored: Stored, slope: str, intercept: str) -> None:
    """C.11.1.1.2, for all 65 536 stored values, to the bit."""
    theirs = apply_modality_lut(stored, sequence_item(RescaleSlope=slope, RescaleIntercept=intercept))
    ours = our_modality(stored.astype(np.float64), None, (float(slope), float(intercept)))
    np.testing.assert_array_equal(ours, theirs)


@BOTH
@pytest.mark.parametrize("first", [-2000, 0, 300])
def test_every_value_through_a_modality_lut_is_pydicoms(stored: Stored, first: int) -> None:
    """C.11.1.1.1, end entries included."""
    item = lut(BENT, first=first, ModalityLUTType="US")
    table = lookup_table(read(item), (float(stored.min()), float(stored.max())))
    theirs = apply_modality_lut(stored.astype(np.int32), sequence_item(ModalityLUTSequence=[item]))
    np.testing.assert_array_equal(our_modality(stored.astype(np.float64), table, AS_STORED), theirs)


@BOTH
@pytest.mark.parametrize(("first", "bits"), [(-2000, 16), (0, 16), (300, 12)])
def test_every_value_through_a_voi_lut_is_pydicoms(stored: Stored, first: int, bits: int) -> None:
    """C.11.2.1.1: the same entries, here as shares of the table's whole range."""
    entries = [entry >> (16 - bits) for entry in BENT]
    item = lut(entries, first=first, bits=bits)
    table = lookup_table(read(item), (float(stored.min()), float(stored.max())))
    assert table is not None
    theirs = apply_voi(stored.astype(np.int32), sequence_item(VOILUTSequence=[item], PixelRepresentation=1))
    ours = apply_voi_lut(stored.astype(np.float64), table)
    right = stored.astype(int) - first < 65_536  # where pydicom does not wrap
    wanted = np.floor(theirs.astype(np.float64) * 255 / ((1 << bits) - 1) + 0.5)
    np.testing.assert_array_equal(rounded(ours)[right], wanted[right])
    assert (rounded(ours)[~right] == 255).all()


@given(st.integers(-40_000, 40_000), st.integers(1, 80_000), st.sampled_from(FUNCTIONS), st.booleans())
def test_every_value_through_a_window_is_pydicoms(center: int, width: int, function: VoiFunction, signed: bool) -> None:  # noqa: FBT001  (drawn)
    """C.11.2.1.2, C.11.2.1.3: all 65 536 values, but where the exact result is a half, which it rounds by chance."""
    assume(not (function == "LINEAR" and width == 1))
    stored = (SIGNED if signed else UNSIGNED).astype(np.float64)
    # an 8-bit unsigned image makes pydicom's output 0…255
    described = {"PixelRepresentation": 0, "BitsStored": 8, "PhotometricInterpretation": "MONOCHROME2"}
    window = sequence_item(WindowCenter=str(center), WindowWidth=str(width), VOILUTFunction=function, **described)
    with np.errstate(over="ignore"):  # its sigmoid overflows to the right answer
        theirs = apply_windowing(stored, window)
    ours = apply_window(stored, Window(center, width, function))
    half = np.abs(theirs % 1 - 0.5) < 1e-9
    np.testing.assert_array_equal(rounded(ours)[~half], np.floor(theirs + 0.5)[~half])


def test_every_color_of_ybr_full_is_pydicoms() -> None:
    """C.7.6.3.1.2: all 16.7 million were compared once; every fifth Cb is, here."""
    for blue in range(0, 256, 5):
        ybr = np.empty((256, 256, 3), np.uint8)
        ybr[..., 0], ybr[..., 1], ybr[..., 2] = np.arange(256)[:, np.newaxis], blue, np.arange(256)
        np.testing.assert_array_equal(ybr_to_rgb(ybr), convert_color_space(ybr, "YBR_FULL", "RGB"))


@pytest.mark.parametrize("path", get_palette_files("*.dcm"), ids=lambda path: Path(path).stem)
def test_every_color_of_the_known_palettes_is_pydicoms(path: str) -> None:
    """PS3.6 B: the well-known palettes, some of them segmented, 256 entries and what lies outside."""
    dataset = dcmread(path)
    indices = np.arange(-3, 300, dtype=np.int32)
    theirs = apply_color_lut(indices[:259], dataset)
    ours = apply_palette(indices, palette_of(read(dataset)))
    np.testing.assert_array_equal(ours[:259], theirs >> 8 if theirs.dtype.itemsize > 1 else theirs)
    assert (ours[259:] == ours[258]).all()
