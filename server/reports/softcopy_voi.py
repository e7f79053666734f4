"""The window of a presentation state: written out, and read in the units of the image it is for. PS3.3 C.11.1, C.11.8."""

import math
from typing import cast, get_args

from pydicom.dataset import Dataset
from pydicom.valuerep import format_number_as_ds

from server.reports.elements import numbers_of, text_of
from server.reports.references import applying
from server.reports.shown_picture import Rescale, ShownPicture
from server.terms.errors import Malformed, Refused
from server.terms.view import VoiFunction, Window


def voi_item(window: Window) -> Dataset:
    """The item of a Softcopy VOI LUT Sequence. PS3.3 C.11.8."""
    item = Dataset()
    item.WindowCenter, item.WindowWidth = format_number_as_ds(window.center), format_number_as_ds(window.width)
    item.VOILUTFunction = window.function
    return item


def is_same(one: Window, other: Window | None) -> bool:
    """Whether two windows are the same but for the 16 characters of a decimal string. PS3.5 6.2 (DS)."""
    return (
        other is not None
        and one.function == other.function
        and math.isclose(one.center, other.center, abs_tol=1e-9)
        and math.isclose(one.width, other.width)
    )


def window_of(dataset: Dataset, picture: ShownPicture) -> Window:
    """The state's window, in the image's own modality units where the state makes them otherwise.

    Raises
    ------
    Refused
        `not_sayable` {what}: a table instead of numbers, no window at all, modality values that run the other way.
    Malformed
        `bad_value` {field} for a window that is none.
    """
    item = applying(dataset, "SoftcopyVOILUTSequence", picture.reference)
    center = numbers_of(item, "WindowCenter") if item is not None else ()
    width = numbers_of(item, "WindowWidth") if item is not None else ()
    if item is None or picture.rescale is None or "ModalityLUTSequence" in dataset or not center or not width:
        raise Refused("not_sayable", what="voi_lut")
    function = text_of(item, "VOILUTFunction") or "LINEAR"
    if function not in get_args(VoiFunction) or not width[0] > 0 or (function == "LINEAR" and width[0] < 1):
        raise Malformed("bad_value", field="SoftcopyVOILUTSequence")
    window = Window(center[0], width[0], cast("VoiFunction", function))
    slope = (numbers_of(dataset, "RescaleSlope", 1) or (1.0,))[0]
    intercept = (numbers_of(dataset, "RescaleIntercept", 1) or (0.0,))[0]
    return _in_units_of(picture.rescale, Rescale(slope, intercept), window)


def _in_units_of(ours: Rescale, theirs: Rescale, window: Window) -> Window:
    """The same window on the same stored values; LINEAR counts from half a unit inside its edges. PS3.3 C.11.2.1.2.1."""
    if math.isclose(ours.slope, theirs.slope) and math.isclose(ours.intercept, theirs.intercept):
        return window
    factor = ours.slope / theirs.slope if theirs.slope else 0.0
    if not factor > 0:
        raise Refused("not_sayable", what="modality_lut")
    inset = 1.0 if window.function == "LINEAR" else 0.0
    center = (window.center - inset / 2 - theirs.intercept) * factor + ours.intercept + inset / 2
    return Window(center, (window.width - inset) * factor + inset, window.function)
