"""The last step for gray: which end is white. PS3.3 C.7.6.3.1.2, C.11.6.1.2."""

from server.terms.images import ImageTraits


def shows_inverted(traits: ImageTraits, *, invert: bool) -> bool:
    """Whether low values are white.

    MONOCHROME1 says so, and so does a Presentation LUT Shape of INVERSE; a conformant file that has both means the
    same thing twice. A viewer's `invert` turns that round.
    """
    inverse = traits.photometric_interpretation == "MONOCHROME1" or traits.presentation_lut_shape == "INVERSE"
    return inverse != invert
