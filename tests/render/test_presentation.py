import pytest

from server.render.presentation import background, shows_inverted
from tests.render.traits import gray


@pytest.mark.parametrize(
    ("photometric", "shape", "invert", "inverted"),
    [
        ("MONOCHROME2", "", False, False),
        ("MONOCHROME1", "", False, True),
        ("MONOCHROME2", "IDENTITY", False, False),
        ("MONOCHROME1", "INVERSE", False, True),
        ("MONOCHROME1", "IDENTITY", False, True),
        ("MONOCHROME2", "INVERSE", False, True),
        ("MONOCHROME2", "", True, True),
        ("MONOCHROME1", "", True, False),
    ],
)
def test_low_values_are_white_when_the_file_says_so(photometric: str, shape: str, invert: bool, inverted: bool) -> None:  # noqa: FBT001  (a table)
    """PS3.3 C.7.6.3.1.2, C.11.6.1.2; a viewer's inversion turns it round."""
    traits = gray(photometric_interpretation=photometric, presentation_lut_shape=shape)
    assert shows_inverted(traits, invert=invert) is inverted


def test_background_of_emission_images_follows_inversion() -> None:
    """Nothing counted is white in inverted gray, and so is padding among it."""
    assert background(gray(modality="PT", padding=(-1, -1))) is None
    assert background(gray(modality="CT", padding=(-1, -1))) == (-1, -1)


def test_padding_of_float_images_is_background() -> None:
    """PS3.3 C.7.6.24: float values have no dark end to compare with."""
    assert background(gray("float32", modality="OT", padding=(5.0, 5.0))) == (5.0, 5.0)
