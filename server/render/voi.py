"""Modality values to display values, as pure functions of numbers and arrays. PS3.3 C.11.2.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from server.render.modality import apply_modality
from server.terms.errors import Malformed
from server.terms.images import ImageTraits, LookupTable, WindowChoice
from server.terms.view import VoiFunction, Window

Floats = NDArray[np.float64]
Values = NDArray[np.generic]
WindowSource = Literal["file", "auto", "chosen", "lut", "none"]
"""Where the window came from; "lut" is the file's VOI LUT, "none" color."""
WHITE = 255
_AUTO_LOW, _AUTO_HIGH, _AUTO_SAMPLE = 0.005, 0.995, 65_536


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
    display = (values - (center - width / 2)) * (WHITE / width)
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


def auto_window(samples: Sequence[Values], traits: ImageTraits) -> Window | None:
    """One window for a whole series whose files offer none, so that nothing flickers from slice to slice.

    Always labelled AUTO. CT in Hounsfield units gets the soft tissue window (40, 400); everything else a window
    over the central 99 % of what is not padding; float images by LINEAR_EXACT.

    Parameters
    ----------
    samples
        Some frames of the series, `(rows, columns)` stored values.
    traits
        The traits they share.

    Returns
    -------
    None for color, which has no window.
    """
    if traits.color:
        return None
    if traits.modality == "CT" and traits.rescale_type in {"", "HU"} and traits.intercept < 0:
        return Window(40.0, 400.0)
    parts = [_image_values(frame, traits) for frame in samples]
    values = np.concatenate(parts) if parts else np.empty(0)
    if values.size == 0:
        return Window(0.5, 1.0, "LINEAR_EXACT")
    low, high = (float(edge) for edge in np.quantile(values, (_AUTO_LOW, _AUTO_HIGH)))
    if high <= low:
        low, high = float(values.min()), float(values.max())
    if traits.grid.sample_type == "float32":
        return Window((low + high) / 2, max(high - low, 1e-6), "LINEAR_EXACT")
    return Window((low + high + 1) / 2, max(high - low + 1, 1.0))


def _image_values(stored: Values, traits: ImageTraits) -> Floats:
    """Finite modality values of a frame without padding; at most about 65 000 of them, evenly spread."""
    step = max(1, int((stored.size / _AUTO_SAMPLE) ** 0.5))
    some = stored[::step, ::step].astype(np.float64).ravel()
    some = some[np.isfinite(some)]
    if traits.padding is not None:
        some = some[(some < traits.padding[0]) | (some > traits.padding[1])]
    return apply_modality(some, traits)


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
    the range of the slice); the window is in modality units like every other.
    """
    if traits.color:
        return DefaultView(None, "none")
    if traits.modality == "PT" and traits.suv_factor:
        top = _SUV_TOP / traits.suv_factor
        return DefaultView(Window(top / 2, top, "LINEAR_EXACT"), "auto", inverted=True)
    own = traits.values_of(frame).windows
    if own:
        return DefaultView(window_of(own[0]), "file")
    if traits.voi_luts:
        return DefaultView(None, "lut")
    if traits.windows:
        return DefaultView(window_of(traits.windows[0]), "file")
    return DefaultView(auto, "auto")


_SUV_TOP = 5.0


def window_of(choice: WindowChoice) -> Window:
    """A window of the file as a window of a view."""
    function: VoiFunction = choice.function
    return Window(choice.center, choice.width, function)
