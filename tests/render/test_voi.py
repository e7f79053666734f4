"""The window functions of PS3.3 C.11.2.1, against the standard's text and against pydicom."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_windowing

from server.render.voi import (
    AUTO,
    DefaultView,
    apply_voi_lut,
    apply_window,
    default_view,
    drawable,
    rounded,
    series_window,
    window_of,
)
from server.terms.errors import Malformed
from server.terms.images import FrameValues, ImageTraits, LookupTable, Shutter, WindowChoice
from server.terms.view import VoiFunction, Window
from tests.render.traits import color, gray

VALUES = np.arange(-2048, 4096, dtype=np.float64)
WINDOWS = st.builds(
    Window,
    st.floats(-3000, 3000),
    st.floats(1, 5000),
    st.sampled_from(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
)


def auto_window(frames: Sequence[NDArray[np.generic]], traits: ImageTraits) -> Window | None:
    """The window of frames that share their traits."""
    return series_window([(frame, traits, 0) for frame in frames])


def by_pydicom(window: Window) -> np.ndarray:
    dataset = Dataset()
    dataset.WindowCenter, dataset.WindowWidth, dataset.VOILUTFunction = window.center, window.width, window.function
    dataset.PhotometricInterpretation, dataset.PixelRepresentation = "MONOCHROME2", 0
    dataset.BitsStored, dataset.BitsAllocated, dataset.RescaleSlope, dataset.RescaleIntercept = 8, 8, 1.0, 0.0
    with np.errstate(over="ignore"):  # its sigmoid overflows to the right answer
        return np.asarray(apply_windowing(VALUES, dataset))


@given(WINDOWS)
def test_window_agrees_with_pydicom(window: Window) -> None:
    """Each function gives pydicom's values within a thousandth of a display step."""
    np.testing.assert_allclose(apply_window(VALUES, window), by_pydicom(window), atol=1e-3)


@given(WINDOWS)
def test_window_rises_from_black_to_white(window: Window) -> None:
    """Display values never fall and stay in 0…255."""
    display = apply_window(VALUES, window)
    assert (np.diff(display) >= 0).all()
    assert display.min() >= 0
    assert display.max() <= 255


@pytest.mark.parametrize(
    ("function", "value", "display"),
    [
        ("LINEAR", -160.5, 0.0),
        ("LINEAR", 239.5, 255.0),
        ("LINEAR", 39.5, 127.5),
        ("LINEAR_EXACT", -160.0, 0.0),
        ("LINEAR_EXACT", 240.0, 255.0),
        ("LINEAR_EXACT", 40.0, 127.5),
        ("SIGMOID", 40.0, 127.5),
    ],
)
def test_window_edges_lie_where_the_standard_puts_them(function: VoiFunction, value: float, display: float) -> None:
    """C.11.2.1.2.1: LINEAR's edges lie half a unit inside, LINEAR_EXACT's on the width."""
    assert apply_window(np.array([value]), Window(40.0, 400.0, function))[0] == pytest.approx(display, abs=0.33)


def test_linear_window_of_width_one_is_a_threshold() -> None:
    """C.11.2.1.2.1: with width 1 everything above center less a half is white."""
    assert apply_window(np.array([0.0, 0.5, 1.0]), Window(1.0, 1.0)).tolist() == [0.0, 0.0, 255.0]


@pytest.mark.parametrize(
    "window",
    [Window(0, 0.5), Window(0, 0), Window(0, -1), Window(0, 0, "LINEAR_EXACT"), Window(0, float("nan"), "SIGMOID")],
)
def test_window_without_width_is_refused(window: Window) -> None:
    """BI-77: LINEAR needs a width of 1, the others one above 0."""
    with pytest.raises(Malformed, match="window_width"):
        apply_window(VALUES, window)


def test_narrow_windows_are_exact() -> None:
    """LINEAR_EXACT draws a width below 1, as float images need."""
    display = apply_window(np.array([0.0, 0.05, 0.1]), Window(0.05, 0.1, "LINEAR_EXACT"))
    np.testing.assert_allclose(display, [0, 127.5, 255], atol=1e-9)


def test_halves_are_rounded_up() -> None:
    """127.5 becomes 128, as the reference renders do."""
    assert rounded(np.array([127.49, 127.5, 254.6])).tolist() == [127, 128, 255]


def test_voi_lut_takes_its_end_entries_outside() -> None:
    """C.11.2.1.1: inputs below the first value take the first entry, above the last the last."""
    table = LookupTable(10, 12, np.array([0, 2048, 4095], "<u2").tobytes())
    display = apply_voi_lut(np.array([-5.0, 10.0, 11.0, 12.0, 900.0]), table)
    np.testing.assert_allclose(display, [0, 0, 127.53, 255, 255], atol=0.01)


def test_auto_window_of_a_ct_is_soft_tissue() -> None:
    """A CT in Hounsfield units without a window is shown at 40/400."""
    assert auto_window([np.zeros((4, 4), np.int16)], gray(rescale_type="HU", intercept=-1024.0)) == Window(40, 400)


def test_auto_window_spans_the_central_values_of_the_series() -> None:
    """All given frames count, so that every slice gets the same window."""
    frames = [np.full((64, 64), value, np.uint16) for value in (100, 500)]
    window = auto_window(frames, gray("uint16", modality="MR"))
    assert window == Window(300.5, 401.0)


def test_auto_window_ignores_padding() -> None:
    """Clinical truth: padding never darkens the image."""
    frame = np.full((64, 64), 0, np.int16)
    frame[20:40, 20:40] = np.arange(400).reshape(20, 20) + 1000
    window = auto_window([frame], gray(modality="MR", padding=(0, 0)))
    assert window is not None
    assert window.center - window.width / 2 + 5 > 1000
    assert window.width < 405


def test_auto_window_of_float_values_is_exact() -> None:
    """Float images are windowed by LINEAR_EXACT, not-a-number aside."""
    frame = np.linspace(0, 0.01, 4096, dtype=np.float32).reshape(64, 64)
    frame[0, 0] = np.nan
    window = auto_window([frame], gray("float32", modality="MR"))
    assert window is not None
    assert (window.function, round(window.width, 4)) == ("LINEAR_EXACT", 0.0099)


def test_nothing_but_padding_still_has_a_window() -> None:
    """An empty slice is drawn, not refused."""
    assert auto_window([np.zeros((4, 4), np.int16)], gray(modality="MR", padding=(0, 0))) is not None


def test_color_has_no_window() -> None:
    """Color is shown as it is."""
    assert auto_window([np.zeros((4, 4, 3), np.uint8)], color()) is None


@pytest.mark.parametrize(
    ("traits", "window"),
    [
        (gray(rescale_type="HU"), Window(40, 400)),
        (gray(intercept=-1024.0), Window(40, 400)),
        (gray(frame_values=(FrameValues(slope=1.0, intercept=-1024.0),)), Window(40, 400)),
        (gray("int16", signed=True), Window(40, 400)),
        (gray("uint16"), Window(100.0, 101.0)),
        (gray("uint8", modality="US"), Window(128.0, 256.0)),
        (gray("uint8", modality="XA", bits_stored=6), Window(32.0, 64.0)),
        (gray("uint16", modality="MR"), Window(100.0, 101.0)),
        (gray("uint16", modality="NM"), Window(75.5, 151.0)),
        (gray("uint16", modality="RTDOSE"), Window(75.5, 151.0)),
        (gray("uint16", modality="ZZ"), Window(100.0, 101.0)),
    ],
    ids=[
        "HU",
        "air below 0",
        "HU per frame",
        "signed",
        "not HU",
        "8 bits",
        "6 bits",
        "MR",
        "counts",
        "dose",
        "unheard of",
    ],
)
def test_automatic_window_follows_the_modality(traits: ImageTraits, window: Window) -> None:
    """The table of defaults: each modality's rule on values from 50 to 150."""
    frame = np.linspace(50, 150, 10_201).round().astype(traits.grid.sample_type).reshape(101, 101)
    made = auto_window([frame], traits)
    assert made is not None
    assert (made.center, made.width) == pytest.approx((window.center, window.width), abs=1.01)
    assert made.function == "LINEAR"


def test_every_rule_says_why() -> None:
    """A default nobody can explain is none."""
    assert all(rule.why for rule in AUTO.values())


def test_automatic_window_of_small_fractions_is_exact() -> None:
    """Integers with a slope of a thousandth: LINEAR would take half a unit off a range of a tenth."""
    frame = np.arange(100, dtype=np.uint16).reshape(10, 10)
    window = auto_window([frame], gray("uint16", modality="PT", slope=0.001))
    assert window is not None
    assert (window.function, round(window.width, 2)) == ("LINEAR_EXACT", 0.1)
    assert apply_window(np.array([0.099]), window)[0] > 250


def test_each_frame_of_a_series_counts_by_its_own_slope() -> None:
    """PET rescales every slice for itself; the window is of the values."""
    frame = np.arange(100, dtype=np.uint16).reshape(10, 10)
    low, high = gray("uint16", modality="PT", slope=1.5), gray("uint16", modality="PT", slope=15.0)
    window = series_window([(frame, low, 0), (frame, high, 0)])
    assert window is not None
    assert 1400 < window.width < 1486


def test_what_shutters_hide_is_not_measured() -> None:
    """Clinical truth: a bright collimator edge never darkens the image."""
    frame = np.full((64, 64), 60_000, np.uint16)
    frame[16:48, 16:48] = np.arange(1024).reshape(32, 32)
    shutter = Shutter("rectangular", (16.0, 16.0, 47.0, 47.0))
    window = auto_window([frame], gray("uint16", 64, 64, modality="XA", shutters=(shutter,)))
    assert window is not None
    assert window.width < 1100


@given(st.lists(st.integers(-3000, 3000), min_size=1, max_size=50))
def test_automatic_window_can_always_be_drawn(values: list[int]) -> None:
    """Whatever an image holds, its window is legal."""
    window = auto_window([np.array([values], np.int16)], gray(modality="MR"))
    assert window is not None
    assert np.isfinite(apply_window(np.array(values, np.float64), window)).all()


FILE = WindowChoice(300.0, 600.0, "LINEAR", "BONE")
TABLE = LookupTable(0, 8, np.arange(256, dtype="<u2").tobytes())


@pytest.mark.parametrize(
    ("traits", "view"),
    [
        (color(), DefaultView(None, "none")),
        (gray("uint8", segmentation="BINARY", windows=(FILE,)), DefaultView(None, "none")),
        (gray(windows=(FILE,)), DefaultView(Window(300.0, 600.0), "file")),
        (gray(windows=(FILE,), voi_luts=(TABLE,)), DefaultView(None, "lut")),
        (gray(), DefaultView(Window(1.0, 2.0), "auto")),
        (gray("float32", windows=(FILE,)), DefaultView(Window(300.0, 600.0, "LINEAR_EXACT"), "file")),
        (gray(modality="PT", windows=(FILE,)), DefaultView(Window(300.0, 600.0), "file")),
        (gray(modality="PT", windows=(FILE,), suv_factor=0.001),
         DefaultView(Window(2500.0, 5000.0, "LINEAR_EXACT"), "auto", inverted=True)),
    ],
    ids=["color", "masks", "file", "table", "auto", "float", "PET", "SUV"],
)  # fmt: skip
def test_first_view_of_an_image(traits: ImageTraits, view: DefaultView) -> None:
    """What is shown when nobody chose; PET by SUV 0 to 5 in inverted gray."""
    assert default_view(traits, Window(1.0, 2.0)) == view


def test_narrow_linear_windows_are_drawn_exactly() -> None:
    """C.11.2.1.2.1 defines LINEAR from a width of 1 on; below it LINEAR_EXACT is what is left."""
    assert drawable(Window(0.5, 0.4)) == Window(0.5, 0.4, "LINEAR_EXACT")
    assert drawable(Window(0.5, 1.0)) == Window(0.5, 1.0)
    assert window_of(WindowChoice(0.5, 0.4)) == Window(0.5, 0.4, "LINEAR_EXACT")


def test_automatic_windows_are_documented() -> None:
    """The page names every modality that has a rule of its own."""
    page = (Path(__file__).parents[2] / "docs" / "rendering.md").read_text("utf-8")
    assert [modality for modality in AUTO if f"`{modality}`" not in page] == []
