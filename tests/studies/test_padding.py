"""Padding in the representation of the pixels."""

import numpy as np
import pytest
from pydicom.dataelem import DataElement

from server.terms.images import ImageTraits
from tests.reference import files
from tests.studies.memory_source import header_of

VALUE, LIMIT = 0x00280120, 0x00280121


def traits(kind: str, *, value: int, limit: int | None = None, vr: str = "US") -> ImageTraits:
    elements = {"Value": DataElement(VALUE, vr, value)}
    if limit is not None:
        elements["Limit"] = DataElement(LIMIT, vr, limit)
    image = header_of(files.grayscale(np.zeros((2, 2), kind), **elements)).image
    assert image is not None
    return image


@pytest.mark.parametrize(
    ("kind", "vr", "value", "read"),
    [("int16", "SS", -2000, -2000), ("int16", "US", 63536, -2000), ("uint16", "US", 63536, 63536),
     ("uint16", "SS", -1, 65535), ("uint8", "US", 0, 0)],
)  # fmt: skip
def test_padding_has_the_sign_of_the_pixels(kind: str, vr: str, value: int, read: int) -> None:
    """PS3.3 C.7.5.1.1.2: scanners write -2000 as US 63536."""
    assert traits(kind, value=value, vr=vr).padding == (read, read)


@pytest.mark.parametrize(("value", "limit"), [(0, 20), (20, 0)])
def test_range_is_read_in_either_order(value: int, limit: int) -> None:
    """BI-81: MONOCHROME1 puts the limit below the value."""
    assert traits("uint16", value=value, limit=limit).padding == (0, 20)


def test_float_images_have_padding_of_their_own() -> None:
    """PS3.3 C.7.6.24: Pixel Padding Value does not apply to them."""
    pixels = np.zeros((2, 2), np.float32)
    made = files.grayscale(pixels, FloatPixelData=pixels.tobytes(), FloatPixelPaddingValue=-3.0, BitsStored=None, HighBit=None,
                           PixelRepresentation=None)  # fmt: skip
    image = header_of(made).image
    assert image is not None
    assert image.padding == (-3.0, -3.0)
