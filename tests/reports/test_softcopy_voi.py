"""A window keeps its meaning when a state makes modality values otherwise than the image. PS3.3 C.11.1, C.11.2.1.2."""

from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset

from server.render.voi import apply_window
from server.reports.references import reference_item
from server.reports.shown_picture import Rescale
from server.reports.softcopy_voi import is_same, voi_item, window_of
from server.terms.errors import Malformed
from server.terms.ids import InstanceUID
from server.terms.view import VoiFunction, Window
from tests.reports.consult import PICTURE, SLICE


def stated(window: Window, rescale: Rescale) -> Dataset:
    dataset = Dataset()
    dataset.RescaleSlope, dataset.RescaleIntercept = rescale.slope, rescale.intercept
    dataset.SoftcopyVOILUTSequence = [voi_item(window)]
    return dataset


@pytest.mark.parametrize("function", ["LINEAR", "LINEAR_EXACT", "SIGMOID"])
def test_window_on_other_modality_values_draws_the_same_picture(function: VoiFunction) -> None:
    stored = np.arange(0.0, 4096.0)
    theirs, ours = Rescale(0.5, 7.0), Rescale(2.0, -1024.0)
    window = Window(600.0, 900.0, function)
    read = window_of(stated(window, theirs), replace(PICTURE, rescale=ours))
    one = apply_window(stored * theirs.slope + theirs.intercept, window)
    other = apply_window(stored * ours.slope + ours.intercept, read)
    assert np.abs(one - other).max() < 1e-9


def test_window_on_the_same_modality_values_is_untouched() -> None:
    window = Window(-600.0, 1500.0)
    assert window_of(stated(window, Rescale(1.0, -1024.0)), PICTURE) == window


def test_window_of_another_image_is_none_of_this_one() -> None:
    dataset = stated(Window(1.0, 2.0), Rescale(1.0, -1024.0))
    dataset.SoftcopyVOILUTSequence[0].ReferencedImageSequence = [
        reference_item(replace(SLICE, sop_instance_uid=InstanceUID("2.25.77")))
    ]
    dataset.SoftcopyVOILUTSequence.append(voi_item(Window(3.0, 4.0)))
    assert window_of(dataset, PICTURE) == Window(3.0, 4.0)


def test_function_that_is_not_named_is_linear() -> None:
    dataset = stated(Window(1.0, 2.0), Rescale(1.0, -1024.0))
    del dataset.SoftcopyVOILUTSequence[0].VOILUTFunction
    assert window_of(dataset, PICTURE).function == "LINEAR"


@pytest.mark.parametrize(("width", "function"), [(0, "SIGMOID"), (-5, "LINEAR"), (0.5, "LINEAR"), (5, "CUBIC")])
def test_window_that_is_none_is_refused(width: float, function: str) -> None:
    dataset = stated(Window(1.0, 2.0), Rescale(1.0, -1024.0))
    dataset.SoftcopyVOILUTSequence[0].WindowWidth = width
    dataset.SoftcopyVOILUTSequence[0].VOILUTFunction = function
    with pytest.raises(Malformed, match="SoftcopyVOILUTSequence"):
        window_of(dataset, PICTURE)


def test_same_window_is_known_by_its_digits() -> None:
    window = Window(1 / 3, 2 / 3, "SIGMOID")
    again = voi_item(window)
    assert is_same(Window(float(again.WindowCenter), float(again.WindowWidth), "SIGMOID"), window)
    assert not is_same(window, replace(window, function="LINEAR_EXACT"))
    assert not is_same(window, None)
