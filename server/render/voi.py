"""Modality values to display values, as pure functions of numbers and arrays. PS3.3 C.11.2.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from server.render.modality import apply_modality, slope_and_intercept
from server.render.shutters import visible
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, LookupTable, WindowChoice
from server.terms.view import VoiFunction, Window

Floats = NDArray[np.float64]
Values = NDArray[np.generic]
Sample = tuple[Values, ImageTraits, int]
"""Stored values of a frame, the traits of its instance, its number there from 0."""
WindowSource = Literal["file", "auto", "chosen", "lut", "none"]
"""Where the window came from; "lut" is the file's VOI LUT, "none" color."""
BLACK, WHITE = 0, 255
_AUTO_SAMPLE = 65_536


def apply_window(values: Floats, window: Window) -> Floats:
    """Display values 0…255 of modality values through a window.

    Parameters
    ----------
    values
        float64, any shape, modality units.
    window
        LINEAR counts the edges half a unit inside and needs a width of at least 1; LINEAR_EXACT and SIGMOID need a
        width above 0.

    Returns
    -------
    float64, same shape, 0…255, not rounded.

    Raises
    ------
    Malformed
        `window_width` when the width is too small for the function.

    References
    ----------
    PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT).
    """
    center, width = window.center, window.width
    if not width > 0 or (window.function == "LINEAR" and width < 1):
        raise Malformed("window_width")
    if window.function == "SIGMOID":
        return _sigmoid(values, center, width)
    if window.function == "LINEAR":
        center, width = center - 0.5, width - 1
    if width == 0:  # LINEAR with width 1 is a threshold
        return np.where(values <= center, 0.0, float(WHITE))
    display = (values - (center - width / 2)) * WHITE / width  # in this order halves stay exact
    return np.clip(display, 0, WHITE, out=display)


def _sigmoid(values: Floats, center: float, width: float) -> Floats:
    exponent = np.clip(-4 * (values - center) / width, -700, 700)
    return np.asarray(WHITE / (1 + np.exp(exponent)))


def apply_voi_lut(values: Floats, table: LookupTable) -> Floats:
    """Display values 0…255 of modality values through a VOI LUT; inputs outside it take its end entries.

    References
    ----------
    PS3.3 C.11.2.1.1.
    """
    entries = np.frombuffer(table.entries, "<u2").astype(np.float64)
    positions = np.clip(np.rint(values) - table.first_value, 0, entries.size - 1).astype(np.int64)
    top = max((1 << table.bits) - 1, 1)
    return np.asarray(np.clip(entries[positions] * (WHITE / top), 0, WHITE))


def rounded(display: Floats) -> NDArray[np.uint8]:
    """Display values as bytes, halves rounded up."""
    return np.floor(display + 0.5).astype(np.uint8)


def series_window(samples: Sequence[Sample]) -> Window | None:
    """One window for a whole series whose files offer none, so that nothing flickers from slice to slice.

    Always labelled AUTO; the rules are `AUTO`, in that order. Padding, what shutters hide and what is not finite never
    enter (PS3.3 C.7.5.1.1.2 note 2).

    Parameters
    ----------
    samples
        Some frames of the series at any level, each with traits of its own: PET has a slope a slice.

    Returns
    -------
    None for what has no window: color, and masks.
    """
    if not samples or samples[0][1].color or samples[0][1].segmentation:
        return None
    _, traits, frame = samples[0]
    if in_hounsfield(traits, frame):
        return SOFT_TISSUE
    if is_ready_for_the_eye(traits, frame):
        return _over(0.0, float((1 << traits.bits_stored) - 1), traits, frame)
    rule = AUTO.get(traits.modality, CENTRAL)
    values = np.concatenate([_image_values(*sample) for sample in samples])
    if values.size == 0:
        return Window(0.5, 1.0, "LINEAR_EXACT")
    low, high = _ends(values, rule)
    return _over(low, high, traits, frame)


@dataclass(frozen=True, slots=True)
class AutoRule:
    """Between which shares of the sorted values of a series its automatic window lies; `low` None is the value 0."""

    low: float | None
    high: float
    why: str


SOFT_TISSUE = Window(40.0, 400.0)
"""CT in Hounsfield units: values mean the same on every scanner, so the usual window fits every one of them."""
CENTRAL = AutoRule(0.005, 0.995, "metal, markers and noise lie at the ends; what is between is the image")
AUTO: dict[str, AutoRule] = {
    "NM": AutoRule(None, 0.999, "counts: nothing is black; a few hot pixels must not hide the rest"),
    "PT": AutoRule(None, 0.999, "activity: nothing is the background; SUV 0 to 5 where it can be computed"),
    "RTDOSE": AutoRule(None, 1.0, "dose: from none to the maximum, which is what is looked for"),
    "MR": AutoRule(0.005, 0.995, "arbitrary units, other for every coil and sequence: only the distribution helps"),
    "CR": CENTRAL, "DX": CENTRAL, "MG": CENTRAL, "IO": CENTRAL, "PX": CENTRAL, "RG": CENTRAL, "RTIMAGE": CENTRAL,
    "XA": AutoRule(0.001, 0.999, "contrast in small vessels is a small share of the picture"),
    "RF": AutoRule(0.001, 0.999, "as XA"),
}  # fmt: skip
_MEASURED = {"MR", "NM", "PT", "RTDOSE"}


def in_hounsfield(traits: ImageTraits, frame: int = 0) -> bool:
    """Whether values are Hounsfield units: CT that says so, or says nothing and has values below 0, where air lies.

    References
    ----------
    PS3.3 C.8.2.1 (a Rescale Type is required only where the unit is another), C.11.1.1.2.
    """
    if traits.modality != "CT" or traits.modality_lut is not None:
        return False
    unit = traits.rescale_type.upper()
    return unit == "HU" or (unit == "" and (traits.signed or slope_and_intercept(traits, frame)[1] < 0))


def is_ready_for_the_eye(traits: ImageTraits, frame: int = 0) -> bool:
    """Whether values are gray levels made to be seen (ultrasound, captures, photographs, angiography of 8 bits).

    What a machine measures is not, however few bits it takes; CT of 8 bits without a rescale is a capture.
    """
    plain = slope_and_intercept(traits, frame) == (1.0, 0.0) and traits.modality_lut is None and not traits.signed
    return plain and traits.bits_stored <= 8 and traits.modality not in _MEASURED and not _is_float(traits)


def _is_float(traits: ImageTraits) -> bool:
    return traits.grid.sample_type == "float32"


def _ends(values: Floats, rule: AutoRule) -> tuple[float, float]:
    low = float(np.quantile(values, rule.low)) if rule.low is not None else min(0.0, float(values.min()))
    high = float(np.quantile(values, rule.high))
    if high <= low:  # nearly everything is one value: then all of it
        low, high = float(values.min()), float(values.max())
    return low, high


def _over(low: float, high: float, traits: ImageTraits, frame: int) -> Window:
    """The window whose black is `low` and whose white is `high`.

    LINEAR counts in whole values; where values are fractions, half of one would be most of the range.
    """
    whole = all(number == int(number) for number in slope_and_intercept(traits, frame))
    if _is_float(traits) or (not whole and traits.modality_lut is None):
        return Window((low + high) / 2, max(high - low, abs(high) * 1e-6, 1e-9), "LINEAR_EXACT")
    return Window((low + high + 1) / 2, max(high - low + 1, 1.0))


def _image_values(stored: Values, traits: ImageTraits, frame: int) -> Floats:
    """Finite modality values of the image in a frame; at most about 65 000 of them, evenly spread."""
    step = max(1, int((stored.size / _AUTO_SAMPLE) ** 0.5))
    some = stored[::step, ::step].astype(np.float64)
    keep = np.isfinite(some)
    seen = visible(traits, stored.shape[0], stored.shape[1])
    if seen is not None:
        keep &= seen[::step, ::step]
    if traits.padding is not None:
        keep &= (some < traits.padding[0]) | (some > traits.padding[1])
    return apply_modality(some[keep], traits, frame)


@dataclass(frozen=True, slots=True)
class DefaultView:
    """What is shown when nobody chose.

    `window` is None for color and for a VOI LUT; `inverted` turns the gray scale round on top of what the file says.
    """

    window: Window | None
    source: WindowSource
    inverted: bool = False


def default_view(traits: ImageTraits, auto: Window | None, frame: int = 0) -> DefaultView:
    """The frame's own window, else the file's VOI LUT, else its first window, else `auto`.

    A PET image whose SUV is known is shown as SUV 0 … 5 in inverted gray, whatever its window says (scanners write
    the range of the slice); the window is in modality units like every other. Color and masks have none.
    """
    if traits.color or traits.segmentation:
        return DefaultView(None, "none")
    if traits.modality == "PT" and traits.suv_factor:
        top = _SUV_TOP / traits.suv_factor
        return DefaultView(Window(top / 2, top, "LINEAR_EXACT"), "auto", inverted=True)
    own = traits.values_of(frame).windows
    if own:
        return DefaultView(window_of(own[0], traits), "file")
    if traits.voi_luts:
        return DefaultView(None, "lut")
    if traits.windows:
        return DefaultView(window_of(traits.windows[0], traits), "file")
    return DefaultView(auto, "auto")


_SUV_TOP = 5.0


def window_of(choice: WindowChoice, traits: ImageTraits | None = None) -> Window:
    """A window of the file as a window of a view; float images have no whole values for LINEAR to count."""
    function: VoiFunction = choice.function
    if function == "LINEAR" and traits is not None and _is_float(traits):
        function = "LINEAR_EXACT"
    return drawable(Window(choice.center, choice.width, function))


def drawable(window: Window) -> Window:
    """The window, by LINEAR_EXACT where LINEAR is not defined: widths above 0 and below 1. PS3.3 C.11.2.1.2.1."""
    if window.function == "LINEAR" and 0 < window.width < 1:
        return Window(window.center, window.width, "LINEAR_EXACT")
    return window
