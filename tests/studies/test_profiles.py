"""Which color profile counts."""

import numpy as np
import pytest

from tests.reference import files
from tests.render.icc import profile
from tests.studies.memory_source import header_of

OWN, SRGB = profile(), profile(name="sRGB IEC61966-2.1")


def counts(**elements: object) -> bool:
    """Whether a picture has to go through a profile."""
    image = header_of(files.color(np.zeros((2, 2, 3), np.uint8), **elements)).image
    assert image is not None
    return image.icc_profile


def path(**elements: object) -> dict[str, object]:
    return {"OpticalPathSequence": [files.sequence_item(**elements)]}


@pytest.mark.parametrize(
    ("elements", "does"),
    [
        ({}, False), ({"ICCProfile": OWN}, True), ({"ICCProfile": SRGB}, False),
        ({"ICCProfile": OWN, "ColorSpace": "SRGB"}, False), ({"ICCProfile": OWN, "ColorSpace": "ADOBERGB"}, True),
        (path(ICCProfile=OWN), True), (path(ICCProfile=SRGB), False), (path(), False),
        ({"ICCProfile": b"no profile at all, but long enough to look for a signature"}, False),
        ({"ICCProfile": OWN[:140]}, True),
    ],
    ids=["none", "own", "sRGB", "color space", "Adobe", "slide", "sRGB slide", "slide without", "junk", "cut"],
)  # fmt: skip
def test_profile_counts_unless_it_changes_nothing(elements: dict[str, object], does: bool) -> None:  # noqa: FBT001  (a table)
    """PS3.3 C.11.15, C.8.12.5: of the image, else of an optical path; sRGB is what screens show anyway (BI-83)."""
    assert counts(**elements) is does


def test_profile_of_a_gray_image_is_not_asked_for() -> None:
    """Gray goes through windows; a profile would bend the gray levels somebody set."""
    image = header_of(files.grayscale(np.zeros((2, 2), np.uint8), ICCProfile=OWN)).image
    assert image is not None
    assert not image.icc_profile
