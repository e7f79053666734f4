"""What the CT series shows, told from its HU alone."""

import numpy as np
import pytest

from tests.studies.synthetic.conftest import Made

pytestmark = pytest.mark.timeout(300)

TISSUES = {
    "air": (-1015, -985),
    "lung": (-880, -800),
    "fat": (-115, -90),
    "soft tissue": (40, 70),
    "contrast blood": (285, 325),
}


def _histogram(made: Made) -> np.ndarray:
    """Voxels above the couch per HU from -1024 to 1500, smoothed over 9 HU."""
    above_couch = made.volume[:, :370]
    counts = np.bincount(np.clip(above_couch, -1024, 1500).ravel() + 1024, minlength=2525).astype(np.float64)
    return np.convolve(counts, np.ones(9) / 9, mode="same")


@pytest.mark.parametrize("tissue", TISSUES)
def test_each_tissue_has_its_own_peak(made: Made, tissue: str) -> None:
    """Within 70 HU on either side nothing is more frequent than the tissue itself."""
    counts, (low, high) = _histogram(made), TISSUES[tissue]
    start = max(low + 1024 - 70, 0)

    peak = int(np.argmax(counts[start : high + 1024 + 71])) + start - 1024

    assert low <= peak <= high


def test_peaks_are_apart(made: Made) -> None:
    counts = _histogram(made)
    peaks = [counts[low + 1024 : high + 1025].max() for low, high in TISSUES.values()]
    places = [(low + high) // 2 + 1024 for low, high in TISSUES.values()]

    for left, right, one, other in zip(places, places[1:], peaks, peaks[1:], strict=False):
        assert counts[left:right].min() < 0.6 * min(one, other)


def test_bone_reaches_from_marrow_to_dense_cortex(made: Made) -> None:
    spine = made.volume[40:110, 300:380, 225:285]

    assert np.percentile(spine, 99) > 550
    assert (made.volume > 800).sum() > 50_000
    assert made.volume.max() < 1800


def test_every_slice_is_surrounded_by_air(made: Made) -> None:
    corners = made.volume[:, [2, 2, -3, -3], [2, -3, 2, -3]]

    assert abs(corners.mean() + 1000) < 6
    assert (made.volume[:, 0] < -900).all()


def test_both_lungs_hold_about_five_liters(made: Made) -> None:
    inside = (made.volume[:, :, 60:452] < -600) & (made.volume[:, :, 60:452] > -960)
    liters = inside[:, 110:400].sum() * 0.73**2 * 2.5 / 1e6

    assert 3.5 < liters < 8


def test_windpipe_and_aorta_are_where_they_belong(made: Made) -> None:
    """At the arch: air before the spine, contrast medium beside it."""
    level = made.volume[46]
    assert level[256 + 8, 256] < -850
    assert (level[200:300, 230:320] > 250).sum() > 1000
