"""The last step for gray: which end is white. PS3.3 C.7.6.3.1.2, C.11.6.1.2."""

from server.terms.images import ImageTraits

_EMISSION = {"PT", "NM"}


def shows_inverted(traits: ImageTraits, *, invert: bool) -> bool:
    """Whether low values are white.

    MONOCHROME1 says so, and so does a Presentation LUT Shape of INVERSE; a conformant file that has both means the
    same thing twice. A viewer's `invert` turns that round.
    """
    inverse = traits.photometric_interpretation == "MONOCHROME1" or traits.presentation_lut_shape == "INVERSE"
    return inverse != invert


def background(traits: ImageTraits) -> tuple[float, float] | None:
    """The range of stored values drawn black whatever the window or inversion: padding at the dark end. None without.

    Contrast is not applied to padding, which the standard puts at the dark end of what can be stored. Padding said to
    lie at the bright end contradicts that; such values may be image, and are drawn as what they are. So are those of
    emission images: where nothing was counted is their background, and turns white with it.

    References
    ----------
    PS3.3 C.7.5.1.1.2, PS3.4 N.2.1.1.
    """
    if traits.modality in _EMISSION:
        return None
    if traits.padding is None or traits.grid.sample_type == "float32":
        return traits.padding
    low, high = traits.padding
    middle = 0 if traits.signed else 1 << (traits.bits_stored - 1)
    is_dark = low >= middle if traits.photometric_interpretation == "MONOCHROME1" else high < middle
    return traits.padding if is_dark else None
