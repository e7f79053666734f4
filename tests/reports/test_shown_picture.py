"""The facts of a picture as its own traits tell them. PS3.3 C.7.6.3, C.11.1."""

from dataclasses import replace

import pytest

from server.reports.shown_picture import Rescale, ShownPicture, shown_picture
from server.terms.images import FrameValues, ImageTraits, LookupTable, PixelSpacing, WindowChoice
from server.terms.view import Window
from tests.render.traits import color, gray
from tests.reports.consult import SLICE

AUTO = Window(50.0, 100.0)


def facts(traits: ImageTraits, frame: int = 0) -> ShownPicture:
    return shown_picture(traits, frame, SLICE, AUTO)


def test_slice_with_a_window_of_its_own() -> None:
    traits = gray(
        rows=4,
        columns=6,
        intercept=-1024.0,
        rescale_type="HU",
        windows=(WindowChoice(40.0, 400.0),),
        spacing=PixelSpacing(0.5, 0.5, "patient"),
    )
    assert facts(traits) == ShownPicture(
        SLICE, 4, 6, Rescale(1.0, -1024.0, "HU"), Window(40.0, 400.0), spacing_mm=(0.5, 0.5)
    )


def test_file_without_a_window_is_shown_in_that_of_its_stack() -> None:
    assert facts(gray()).window == AUTO


def test_frame_that_says_something_for_itself_goes_first() -> None:
    own = FrameValues(slope=2.0, intercept=3.0, windows=(WindowChoice(1.0, 2.0),))
    traits = gray(slope=1.0, frames=2, frame_values=(FrameValues(), own))
    assert facts(traits, 1).rescale == Rescale(2.0, 3.0)
    assert facts(traits, 1).window == Window(1.0, 2.0)
    assert facts(traits, 0).rescale == Rescale()


def test_tables_are_facts_that_numbers_cannot_tell() -> None:
    table = LookupTable(0, 8, bytes(4))
    assert facts(gray(modality_lut=table)).rescale is None
    assert facts(gray(voi_luts=(table,))).window is None


@pytest.mark.parametrize(
    ("traits", "inverted"),
    [
        (gray(), False),
        (gray(photometric_interpretation="MONOCHROME1"), True),
        (gray(presentation_lut_shape="INVERSE"), True),
        (gray(modality="PT", suv_factor=0.1), True),
    ],
    ids=["MONOCHROME2", "MONOCHROME1", "INVERSE", "PET"],
)
def test_polarity_is_that_of_the_room(traits: ImageTraits, *, inverted: bool) -> None:
    assert facts(traits).inverted is inverted


def test_color_has_no_window() -> None:
    assert (facts(color()).color, facts(color()).window) == (True, None)


def test_millimetres_that_contradict_the_shape_of_a_pixel_are_left_out() -> None:
    """A pixel a thousand times higher than wide is a mistake in the file; a ratio that is given goes first."""
    spacing = PixelSpacing(1.0, 0.5, "patient")
    assert facts(gray(spacing=spacing)).spacing_mm == (1.0, 0.5)
    assert facts(gray(spacing=replace(spacing, row_mm=500.0))).spacing_mm is None
    contradicted = facts(gray(spacing=spacing, pixel_aspect=(1, 3)))
    assert (contradicted.spacing_mm, contradicted.pixel_aspect) == (None, (1, 3))
