import pytest

from server.terms.images import FrameValues, ImageTraits, PixelSpacing
from tests.render.traits import color, gray


def spaced(row_mm: float, column_mm: float) -> PixelSpacing:
    return PixelSpacing(row_mm, column_mm, "patient")


@pytest.mark.parametrize(
    ("traits", "aspect"),
    [
        (gray(), 1.0),
        (gray(pixel_aspect=(4, 3)), 4 / 3),
        (gray(spacing=spaced(2.0, 0.5)), 4.0),
        (gray(pixel_aspect=(4, 3), spacing=spaced(2.0, 0.5)), 4 / 3),
        (gray(frame_values=(FrameValues(spacing=spaced(1.0, 2.0)),)), 0.5),
        (gray(spacing=spaced(1.001, 1.0)), 1.0),
        (gray(spacing=spaced(100.0, 0.1)), 1.0),
    ],
    ids=["silent", "ratio", "spacing", "ratio first", "per frame", "rounded", "mistaken"],
)
def test_aspect_is_height_by_width_of_a_pixel(traits: ImageTraits, aspect: float) -> None:
    """PS3.3 C.7.6.3.1.7: vertical by horizontal, from the ratio or from the spacing."""
    assert traits.aspect == pytest.approx(aspect)


@pytest.mark.parametrize(
    ("traits", "after"),
    [
        (gray(), False),
        (gray("uint8", bits_stored=1), True),
        (gray("uint8", segmentation="BINARY"), True),
        (gray("uint8", segmentation="LABELMAP"), True),
        (gray("uint8", segmentation="FRACTIONAL"), False),
        (color(segmentation="LABELMAP"), False),
    ],
    ids=["gray", "single bits", "mask", "labels", "shares", "colored labels"],
)
def test_labels_and_bits_have_no_mean(traits: ImageTraits, after: bool) -> None:  # noqa: FBT001  (a table)
    """Such frames are reduced after they are colors or gray."""
    assert traits.levels_after_color is after
