"""Where overlays lie, from the repeating groups of a header."""

import numpy as np
import pytest
from pydicom.dataelem import DataElement

from server.terms.images import ImageTraits, Overlay
from tests.reference import files
from tests.studies.memory_source import header_of

PIXELS = np.zeros((4, 6), np.uint16)
NUMBERS = {"rows": (0x10, "US"), "columns": (0x11, "US"), "frames": (0x15, "IS"), "kind": (0x40, "CS"),
           "origin": (0x50, "SS"), "first": (0x51, "US"), "allocated": (0x100, "US"), "position": (0x102, "US")}  # fmt: skip
PLAIN: dict[str, object] = {"rows": 4, "columns": 6, "kind": "G", "origin": [1, 1], "allocated": 1, "position": 0}


def traits(*groups: dict[str, object], group: int = 0x6000, stored: int = 12, frames: int = 1) -> ImageTraits:
    """An image of 4 by 6 with overlays in consecutive groups; None leaves an element out."""
    elements = {}
    for place, said in enumerate(groups):
        for word, value in (PLAIN | said).items():
            number, vr = NUMBERS[word]
            tag = (group + 2 * place) << 16 | number
            if value is not None:
                elements[f"E{tag}"] = DataElement(tag, vr, value)
    pixels = np.broadcast_to(PIXELS, (frames, 4, 6)) if frames > 1 else PIXELS
    image = header_of(files.grayscale(pixels, BitsStored=stored, HighBit=stored - 1, **elements)).image
    assert image is not None
    return image


def test_overlay_is_placed_from_its_origin() -> None:
    """PS3.3 C.9.2: the origin counts from 1 and may be 0 or negative."""
    image = traits({"origin": [3, -1]})
    assert image.overlays == (Overlay(0x6000, 4, 6, top=2, left=-2, repeated=True),)
    assert image.grid.overlay


def test_every_even_group_up_to_601e_may_have_one() -> None:
    """PS3.5 7.6: sixteen groups repeat."""
    assert [overlay.group for overlay in traits(*({},) * 20).overlays] == list(range(0x6000, 0x6020, 2))


def test_group_60ff_is_no_overlay() -> None:
    """BI-80: only the groups of the standard are."""
    assert traits({}, group=0x60FE).overlays == ()


@pytest.mark.parametrize("said", [{"rows": 0}, {"columns": None}, {"kind": "X"}], ids=str)
def test_overlay_that_makes_no_sense_is_left_out(said: dict[str, object]) -> None:
    """BI-80: no size, or neither graphics nor a region; the image itself is shown."""
    image = traits(said)
    assert (image.overlays, image.grid.overlay) == ((), False)


def test_region_is_told_from_graphics() -> None:
    """PS3.3 C.9.2.1.2: R is a region of interest."""
    assert traits({"kind": "R"}).overlays[0].region


def test_frames_of_an_overlay_begin_with_a_frame_of_the_image() -> None:
    """PS3.3 C.9.3: Image Frame Origin counts from 1."""
    made = traits({"frames": 2, "first": 3}, frames=5).overlays[0]
    assert (made.frames, made.first_frame, made.repeated) == (2, 2, False)


def test_overlay_without_frames_lies_over_all() -> None:
    """One plane for every frame of the image."""
    made = traits({}, frames=5).overlays[0]
    assert (made.frames, made.first_frame, made.repeated) == (5, 0, True)


@pytest.mark.parametrize(("position", "bit"), [(12, 12), (15, 15), (11, None), (0, None), (16, None)])
def test_bit_of_the_cell_counts_only_outside_the_stored_value(position: int, bit: int | None) -> None:
    """PS3.5 8.1.2 (retired): 12 bits stored leave four; the image never draws itself over itself."""
    assert traits({"allocated": 16, "position": position}).overlays[0].packed_bit == bit
