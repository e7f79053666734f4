import numpy as np
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_modality_lut

from server.render.modality import apply_modality
from server.terms.images import FrameValues, LookupTable
from tests.render.traits import gray


def test_slope_and_intercept_give_hounsfield_units() -> None:
    """PS3.3 C.11.1.1.2, as pydicom computes it."""
    stored = np.arange(0, 4096, dtype=np.float64)
    dataset = Dataset()
    dataset.RescaleSlope, dataset.RescaleIntercept = 1.5, -1024
    expected = apply_modality_lut(stored, dataset)
    np.testing.assert_array_equal(apply_modality(stored, gray(slope=1.5, intercept=-1024.0)), expected)


def test_modality_lut_replaces_the_rescale() -> None:
    """C.11.1.1.1: a table maps stored values, its ends hold outside."""
    table = LookupTable(-1, 16, np.array([7, 8, 9], "<u2").tobytes())
    values = apply_modality(np.array([-50.0, -1.0, 0.0, 1.0, 50.0]), gray(modality_lut=table, slope=3.0))
    assert values.tolist() == [7, 7, 8, 9, 9]


def test_a_frame_has_its_own_rescale() -> None:
    """C.7.6.16.2.9: a frame's own transformation wins over the image's."""
    traits = gray(slope=1.0, frame_values=(FrameValues(), FrameValues(slope=2.0, intercept=5.0)))
    assert apply_modality(np.array([10.0]), traits, 0)[0] == 10
    assert apply_modality(np.array([10.0]), traits, 1)[0] == 25
