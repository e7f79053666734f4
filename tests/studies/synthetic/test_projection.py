import numpy as np
import pytest

from server.studies.synthetic.projection import PLATE_MM, PLATE_POINTS, PLATE_SPACING_MM
from server.studies.synthetic.shadow import TOP_ROW_Z
from server.studies.synthetic.thorax import SLICE_SPACING_MM, TOP_Z_MM
from tests.studies.synthetic.conftest import Made

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def plate(made: Made) -> np.ndarray:
    return made.radiograph.pixel_array.astype(np.float64)


def test_plate_has_2048_points_each_way_within_twelve_bits(plate: np.ndarray) -> None:
    assert plate.shape == (2048, 2048)
    assert 0 < plate.min() < plate.max() < 4095


def test_exposure_is_high_behind_lung_and_low_behind_spine_and_liver(plate: np.ndarray) -> None:
    """MONOCHROME1: what weakens the rays has low values, and is shown white."""
    lung, spine, liver = plate[700:1100, 380:560], plate[900:1300, 990:1060], plate[1600:1800, 500:700]

    assert np.median(lung) > np.median(liver) + 250
    assert np.median(lung) > np.median(spine) + 400
    assert np.median(plate[1000:1200, :40]) > np.median(lung)


def test_heart_lies_to_the_patients_left_which_is_on_the_right(plate: np.ndarray) -> None:
    level = plate[1180:1300]
    half_ways = (np.median(level[:, 250:600]) + np.median(level[:, 1000:1100])) / 2

    dense = np.flatnonzero(np.median(level, axis=0)[500:1600] < half_ways) + 500

    assert (dense > 1024).sum() > 1.3 * (dense < 1024).sum()


def test_radiograph_is_the_projection_of_the_same_ct(made: Made, plate: np.ndarray) -> None:
    """Summed from back to front, the CT resembles the plate."""
    water = np.clip(1 + made.volume[:, 25:380].astype(np.float32) / 1000, 0, None).sum(axis=1)
    x = (np.arange(512) - 255.5) * 0.73
    columns = np.clip(((x + PLATE_MM / 2) / PLATE_SPACING_MM).astype(int), 0, PLATE_POINTS - 1)
    z = TOP_Z_MM - SLICE_SPACING_MM * np.arange(len(water))
    rows = np.clip(((TOP_ROW_Z - z) / PLATE_SPACING_MM).astype(int), 0, PLATE_POINTS - 1)
    inside = np.abs(x) < 120

    seen = -plate[np.ix_(rows, columns)][:, inside]

    assert np.corrcoef(seen.ravel(), water[:, inside].ravel())[0, 1] > 0.8


def test_plate_has_fine_grain(plate: np.ndarray) -> None:
    patch = plate[1700:1764, 560:624]
    grain = patch - (np.roll(patch, 2, 0) + np.roll(patch, -2, 0) + np.roll(patch, 2, 1) + np.roll(patch, -2, 1)) / 4

    assert 1 < grain[4:-4, 4:-4].std() < 60
