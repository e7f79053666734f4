"""Colors through profiles: exact where the profile is ours, unchanged where it cannot be used."""

import numpy as np
import pytest

from server.render.profile import LARGEST, to_srgb
from tests.render.icc import ADOBE, SRGB, profile

COLORS = np.random.default_rng(7).integers(0, 256, (16, 16, 3), dtype=np.uint8)
TO_SRGB = np.linalg.inv(np.array(SRGB).T)


def expected(rgb: np.ndarray, primaries: tuple[tuple[float, float, float], ...], gamma: float) -> np.ndarray:
    """SRGB by the definition: curve, primaries to XYZ under D50, XYZ to sRGB, curve."""
    linear = np.clip((rgb / 255) ** gamma @ np.array(primaries) @ TO_SRGB.T, 0, 1)
    curved = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(curved * 255))


@pytest.mark.parametrize(("primaries", "gamma"), [(ADOBE, 2.2), (SRGB, 1.0), (SRGB[::-1], 1.8)])
def test_colors_are_those_the_profile_means(primaries: tuple[tuple[float, float, float], ...], gamma: float) -> None:
    """PS3.3 C.11.15: within 2 of 255 of the definition, for another gamut, another curve and swapped primaries."""
    shown = to_srgb(COLORS, profile(primaries, gamma=gamma)).astype(int)
    assert np.abs(shown - expected(COLORS, primaries, round(gamma * 256) / 256)).max() <= 2


def test_colors_that_are_shared_are_not_changed() -> None:
    """A frame is a view of what was read: it is left alone."""
    before = COLORS.copy()
    to_srgb(COLORS, profile())
    np.testing.assert_array_equal(COLORS, before)


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"junk", profile()[:100], profile()[:200], profile().replace(b"RGB ", b"CMYK"),
        profile().replace(b"mntr", b"link"), profile().replace(b"acsp", b"xxxx"), profile().replace(b"rXYZ", b"qXYZ"),
        profile() + bytes(LARGEST),
    ],
    ids=["empty", "junk", "cut header", "cut", "ink", "link", "magic", "no red", "huge"],
)  # fmt: skip
def test_profile_that_cannot_be_used_changes_nothing(broken: bytes) -> None:
    """BI-83: a broken, foreign or huge profile is no reason to show nothing."""
    np.testing.assert_array_equal(to_srgb(COLORS, broken), COLORS)
